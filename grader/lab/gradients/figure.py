"""The gradient lab as a picture, drawn by matplotlib without a screen; imported only where a picture is asked for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patches import Patch
from matplotlib.ticker import NullFormatter

from grader.lab.colours import LIGHT, Level, Theme
from grader.lab.drawing import prepare, saved
from grader.lab.gradients import words
from grader.lab.gradients.comparison import GradientLab, ParameterResult
from grader.lab.gradients.epsilon import COMMON, EpsilonCurve
from grader.lab.gradients.words import HEAT_MAPS, HeatMap

_ORDER: tuple[Level, ...] = tuple(words.LEGEND)
_MARKS: dict[Level, str] = {"kink": "k", "missing": "!"}
_MOST_MARKED = 24  # rows or columns: beyond that a letter in a cell cannot be read


def lab_png(lab: GradientLab, theme: Theme = LIGHT) -> bytes:
    """Return the whole result as a PNG."""
    return saved(lambda: _lab_figure(lab, theme), "png")


def curve_svg(curve: EpsilonCurve, theme: Theme) -> bytes:
    """Return the epsilon curve alone as an SVG."""
    return saved(lambda: _curve_figure(curve, theme), "svg")


def _lab_figure(lab: GradientLab, theme: Theme) -> Figure:
    margins = ConstrainedLayoutEngine(rect=(0.012, 0.01, 0.976, 0.975))
    figure = Figure(figsize=(10.0, 9.4), facecolor=theme.background, layout=margins)
    heats, bottom = _stacked(figure, 2, [1.5, 1.0])
    mark = "right" if lab.right else "off"
    heats.suptitle(
        f"{lab.source}: {words.headline(lab)}" if len(words.headline(lab)) < 70 else f"{lab.source}: {mark}",
        color=theme.good if lab.right else theme.bad, fontsize=13, fontweight="bold", x=0.02, ha="left",
    )  # fmt: skip
    layers = [lab.parameters[first : first + 2] for first in range(0, len(lab.parameters), 2)]
    widths = [max(weights.reference.shape[1], 2) for weights, _ in layers]
    for part, heat_map in zip(_stacked(heats, len(HEAT_MAPS), None), HEAT_MAPS, strict=True):
        part.suptitle(words.heat_title(heat_map, lab), color=theme.text, fontsize=11, x=0.02, ha="left")
        axes = part.subplots(1, len(layers), width_ratios=widths, squeeze=False)[0]
        for number, (place, (weights, biases)) in enumerate(zip(axes, layers, strict=True), start=1):
            _heat_map(place, number, weights, biases, heat_map, theme)
    shown = [level for level in _ORDER if level not in _MARKS or level in _levels_used(lab)]
    heats.legend(
        handles=[Patch(fc=theme.levels[level], ec=theme.line, label=words.LEGEND[level]) for level in shown],
        loc="outside lower left", ncols=len(shown), frameon=False, labelcolor=theme.text, fontsize=9,
    )  # fmt: skip
    _curve(bottom.subplots(), lab.curve, theme)
    bottom.suptitle(
        "Central differences against the exact gradient, by epsilon", color=theme.text, fontsize=11, x=0.02, ha="left"
    )
    figure.supxlabel(words.network_line(lab), color=theme.muted, fontsize=9, x=0.02, ha="left")
    return figure


def _stacked(figure: Any, count: int, heights: list[float] | None) -> Any:
    return figure.subfigures(count, 1, height_ratios=heights)


def _curve_figure(curve: EpsilonCurve, theme: Theme) -> Figure:
    figure = Figure(figsize=(8.6, 3.8), facecolor=theme.background, layout="constrained")
    _curve(figure.subplots(), curve, theme)
    return figure


def _levels(parameter: ParameterResult, heat_map: HeatMap) -> Any:
    """Return an array of positions in ``_ORDER``, or None if there is nothing to compare."""
    comparison = words.comparison_of(parameter, heat_map)
    if comparison is None:
        return None
    at_kinks = parameter.kinks & heat_map.by_differences
    pairs = zip(comparison.errors.ravel(), at_kinks.ravel(), strict=True)
    levels = [_ORDER.index(words.level_of(float(error), at_kink=bool(at_kink))) for error, at_kink in pairs]
    return np.array(levels).reshape(comparison.errors.shape)


def _levels_used(lab: GradientLab) -> set[Level]:
    found = (_levels(parameter, heat_map) for parameter in lab.parameters for heat_map in HEAT_MAPS)
    return {_ORDER[number] for levels in found if levels is not None for number in np.unique(levels)}


def _heat_map(
    axes: Any, layer: int, weights: ParameterResult, biases: ParameterResult, heat_map: HeatMap, theme: Theme
) -> None:
    """Draw a layer's weights, a gap, and its biases as one more row."""
    n_in, n_out = weights.reference.shape
    colours = ListedColormap([theme.levels[level] for level in _ORDER])
    axes.set_facecolor(theme.background)
    axes.set(
        xlim=(-0.5, n_out - 0.5), ylim=(n_in + 1.0, -0.5), xticks=range(n_out), yticks=[(n_in - 1) / 2, n_in + 0.5]
    )
    axes.set_yticklabels([f"dW{layer}", f"db{layer}"])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=theme.muted, labelsize=8)
    if n_out > _MOST_MARKED // 2:
        axes.set_xticks([])
    axes.spines[:].set_visible(False)
    for parameter, top in ((weights, 0.0), (biases, n_in + 0.5)):
        levels = _levels(parameter, heat_map)
        rows = parameter.reference.shape[0]
        if levels is None:
            _label(axes, (n_out - 1) / 2, top + (rows - 1) / 2, "nothing to compare", theme.muted)
            continue
        edges = np.arange(n_out + 1) - 0.5, np.arange(rows + 1) + top - 0.5
        line = 1.5 if max(rows, n_out) <= _MOST_MARKED else 0.0
        axes.pcolormesh(
            *edges, levels, cmap=colours, vmin=-0.5, vmax=len(_ORDER) - 0.5, edgecolors=theme.background, linewidth=line
        )
        if max(rows, n_out) <= _MOST_MARKED:
            for (row, column), number in np.ndenumerate(levels):
                if mark := _MARKS.get(_ORDER[number]):
                    _label(axes, column, top + row, mark, theme.background if mark == "!" else theme.text)


def _label(axes: Any, x: float, y: float, text: str, colour: str) -> None:
    axes.text(x, y, text, color=colour, fontsize=8, ha="center", va="center")


def _curve(axes: Any, curve: EpsilonCurve, theme: Theme) -> None:
    axes.set(xscale="log", yscale="log", xlabel="epsilon", ylabel="largest relative error")
    prepare(axes, theme)
    floor = max(1e-17, float(np.nanmin(curve.errors)) / 10)
    truncation, rounding = curve.truncation * curve.epsilons**2, curve.rounding / curve.epsilons
    for values, label in ((truncation, "truncation, epsilon² |L'''| / 6"), (rounding, "rounding, u |L| / epsilon")):
        if values.any():
            seen = (values > floor) & (values < 2)
            axes.plot(curve.epsilons[seen], values[seen], "--", color=theme.model, linewidth=1.3)
            middle = np.flatnonzero(seen)[len(np.flatnonzero(seen)) // 2] if seen.any() else 0
            left = values is rounding
            axes.annotate(
                label, (curve.epsilons[middle], values[middle]), xytext=(8, 8) if left else (12, -14),
                textcoords="offset points", color=theme.muted, fontsize=9, ha="left",
            )  # fmt: skip
    smooth = np.maximum(curve.errors, floor)
    axes.plot(curve.epsilons, smooth, "o-", color=theme.curve, markersize=3.5, linewidth=1.2, label="measured")
    crossed = curve.errors_at_kinks > 10 * np.nan_to_num(curve.errors)
    if crossed.any():
        at = np.flatnonzero(crossed)
        axes.plot(
            curve.epsilons[at],
            curve.errors_at_kinks[at],
            "s",
            color=theme.kink,
            markersize=5,
            label="a step crosses a kink",
        )
    for epsilon, text, where in (
        (COMMON, words.number(COMMON), (-8, -12)),
        (curve.best, f"best: {words.number(curve.best, 1)}", (0, -15)),
    ):
        error = max(curve.error_at(epsilon), floor)
        axes.plot([epsilon], [error], "o", color=theme.text, markersize=7, markerfacecolor="none", markeredgewidth=1.5)
        axes.annotate(
            text, (epsilon, error), xytext=where, textcoords="offset points", color=theme.text, fontsize=10,
            fontweight="bold", va="center", ha="right" if where[0] else "center",
        )  # fmt: skip
    axes.set_ylim(floor / 30, 300.0)  # room for the legend above 1, the largest error there is
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _position: f"1e{round(math.log10(value))}" if value <= 1 else "")
        axis.set_minor_formatter(NullFormatter())
    axes.legend(frameon=False, labelcolor=theme.text, loc="upper center")
