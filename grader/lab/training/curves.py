"""Losses as pictures: on a logarithmic scale, every seed, and how many epochs each network takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from grader.lab.colours import LIGHT, Theme
from grader.lab.drawing import headed, name_lines, prepare, saved, wrapped
from grader.lab.page import Picture
from grader.lab.sheet import Sheet
from grader.lab.training.convergence import Count, Summary
from grader.lab.training.experiment import Experiment
from grader.lab.training.setting import TARGETS
from grader.suite.networks import FloatArray

_POINTS = 400  # of a curve: more cannot be seen
_FIRST = 30  # epochs of which every one is drawn
_OVERSHOOT = 5  # epochs in which a first large step may throw a loss far up
_USUAL = 0.995  # of all losses are to be in sight; a network that jumps for one epoch is not followed
_HIGHEST = 1e4  # a loss above it is no more than "diverged"


def training_figure(experiment: Experiment, found: Sequence[Summary], sheet: Sheet, theme: Theme = LIGHT) -> Figure:
    """Return the loss curves of the three data sets, and below them the epochs to converge."""
    figure = Figure(figsize=(11.0, 7.2), facecolor=theme.background, layout="constrained")
    parts: Any = figure.subfigures(2, 1, height_ratios=[1.75, 1.0])
    top, bottom = parts
    headed(figure, sheet, theme, foot=bottom)
    limits = _limits(experiment)
    for column, (axes, summary) in enumerate(zip(top.subplots(1, len(found)), found, strict=True)):
        _losses(axes, experiment, summary, limits, theme)
        if column:
            axes.set_ylabel("")
            axes.tick_params(labelleft=False)
    _epochs(bottom.subplots(), experiment, found, theme, columns=130)
    return figure


def training_png(experiment: Experiment, found: Sequence[Summary], sheet: Sheet) -> bytes:
    """Return the figure as a PNG."""
    return saved(lambda: training_figure(experiment, found, sheet), "png")


def pictures(experiment: Experiment, found: Sequence[Summary]) -> list[Picture]:
    """Return each plot by itself, for a page."""
    drawn = [
        Picture(
            f"Loss by epoch on a logarithmic scale, {summary.dataset} data, {len(summary.seeds)} seeds; "
            f"final loss of seed {summary.seeds[0]}: {summary.shown[0].final:.3g}.",
            lambda theme, summary=summary: _losses_alone(experiment, summary, theme),  # type: ignore[misc]
        )
        for summary in found
    ]
    counts = "; ".join(f"{s.dataset}: {', '.join(str(count.epochs) for count in s.shown)}" for s in found)
    drawn.append(
        Picture(f"Epochs to converge, a dot to the seed. {counts}.", lambda t: _epochs_alone(experiment, found, t))
    )
    return drawn


def _losses_alone(experiment: Experiment, summary: Summary, theme: Theme) -> Figure:
    figure = Figure(figsize=(4.6, 3.9), facecolor=theme.background, layout="constrained")
    _losses(figure.subplots(), experiment, summary, _limits(experiment), theme)
    return figure


def _epochs_alone(experiment: Experiment, found: Sequence[Summary], theme: Theme) -> Figure:
    figure = Figure(figsize=(4.6, 3.4), facecolor=theme.background, layout="constrained")
    _epochs(figure.subplots(), experiment, found, theme, columns=52)
    return figure


def _limits(experiment: Experiment) -> tuple[float, float]:
    """Return losses that hold the curves, but for overshoots, and leave room for names above."""
    every = [t.losses for run in experiment.runs for t in (run.yours, run.kits) if t is not None]
    settled = np.concatenate([np.append(losses[_OVERSHOOT:], losses[0]) for losses in every])
    drawn = settled[np.isfinite(settled) & (settled > 0)]
    low = min(float(drawn.min(initial=1.0)), experiment.setting.noise**2 or np.inf)
    usual = float(np.quantile(drawn, _USUAL)) if len(drawn) else low
    begun = max((float(losses[0]) for losses in every if np.isfinite(losses[0])), default=low)
    low, high = max(low, 1e-12) / 1.8, min(max(usual, begun, 2 * low), _HIGHEST)
    return low, high * (high / low) ** 0.28


def _losses(axes: Any, experiment: Experiment, summary: Summary, limits: tuple[float, float], theme: Theme) -> None:
    setting, runs = experiment.setting, experiment.of(summary.dataset)
    prepare(axes, theme)
    axes.set(yscale="log", xlim=(0, setting.epochs), ylim=limits, xlabel="epoch", ylabel="mean squared error")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_title(summary.dataset, color=theme.text, fontsize=11, fontweight="bold", loc="left")
    axes.set_title(TARGETS[summary.dataset].formula, color=theme.muted, fontsize=9, loc="right")
    first = runs[0]
    own = first.yours is not None
    colour = theme.curve if own else theme.muted
    for run in runs[1:]:
        _plot(axes, run.shown.losses, color=theme.curve if run.yours else theme.model, linewidth=0.7, alpha=0.35)
    if own:
        _plot(axes, first.kits.losses, color=theme.model, linewidth=5.0, alpha=0.55)
    _plot(axes, first.shown.losses, color=colour, linewidth=1.6)
    floor = setting.noise**2
    if floor:
        axes.axhline(floor, color=theme.good, linewidth=1.0, linestyle=(0, (5, 4)))
        _note(axes, setting.epochs, floor, f"variance of the noise {floor:.3g}", theme.good, theme, below=True)
    _mark_end(axes, first.shown.losses, summary.shown[0], colour, theme)
    name_lines(axes, _names(experiment, summary, colour, theme), theme)


def _plot(axes: Any, losses: FloatArray, **style: Any) -> None:
    at = np.unique([*range(min(_FIRST, len(losses))), *np.linspace(0, len(losses) - 1, _POINTS).astype(int)])
    values = np.where(np.isfinite(losses[at]) & (losses[at] > 0), np.minimum(losses[at], 1e3 * _HIGHEST), np.nan)
    axes.plot(at, values, solid_capstyle="round", **style)


def _names(experiment: Experiment, summary: Summary, colour: str, theme: Theme) -> list[tuple[str, str]]:
    """Say what the first seed's network came to, and what the other lines are."""
    first, count = experiment.of(summary.dataset)[0], summary.shown[0]
    name = "the kit's" if first.yours is None else "yours"
    end = "diverged" if count.epochs is None else f"{count.epochs} epochs, ends at {count.final:.3g}"
    lines = [(f"{name}, seed {first.seed}: {end}", colour)]
    if first.problem:
        lines.insert(0, ("yours: see the remarks", theme.bad))
    elif first.yours is not None:
        lines.append(("broad: the kit's, from the same start" if first.same_start else "broad: the kit's", theme.muted))
    if len(summary.seeds) > 1:
        lines.append((f"thin: the other {len(summary.seeds) - 1} seeds", theme.muted))
    return lines


def _mark_end(axes: Any, losses: FloatArray, count: Count, colour: str, theme: Theme) -> None:
    """Mark where a network converged."""
    if count.epochs is not None:
        axes.plot([count.epochs], [losses[count.epochs]], "o", color=colour, markersize=6, zorder=5)
        axes.plot([count.epochs], [losses[count.epochs]], "o", color=theme.background, markersize=2.5, zorder=6)


def _note(axes: Any, x: float, y: float, text: str, colour: str, theme: Theme, *, below: bool) -> None:
    axes.annotate(
        text, (x, y), xytext=(-4, -4 if below else 4), textcoords="offset points", color=colour, fontsize=8.5,
        ha="right", va="top" if below else "bottom",
        bbox={"facecolor": theme.background, "edgecolor": "none", "alpha": 0.7, "pad": 0.8},
    )  # fmt: skip


def _epochs(axes: Any, experiment: Experiment, found: Sequence[Summary], theme: Theme, *, columns: int) -> None:
    """Draw a dot to the seed, hollow if the network learned nothing, and a stroke at the median."""
    prepare(axes, theme)
    axes.grid(visible=False, axis="y")
    span = experiment.setting.epochs
    axes.set(xlim=(-0.02 * span, 1.02 * span), ylim=(len(found) - 0.4, -0.6), xlabel="epochs to converge")
    axes.set_yticks(range(len(found)), [summary.dataset for summary in found])
    axes.tick_params(axis="y", labelcolor=theme.text, length=0)
    own = any(any(summary.yours) for summary in found)
    for row, summary in enumerate(found):
        if own:
            _dots(axes, row + 0.2, [count for count in summary.yours if count], theme.curve, theme)
            _dots(axes, row - 0.2, summary.kits, theme.model, theme)
        else:
            _dots(axes, row, summary.kits, theme.muted, theme)
    legend = "A dot to the seed, hollow where the network learned nothing; a stroke at the median."
    if own:
        legend += " Blue: yours, grey: the kit's."
    axes.set_title(wrapped(legend, columns), color=theme.muted, fontsize=9, loc="left")


def _dots(axes: Any, y: float, counts: Sequence[Count], colour: str, theme: Theme) -> None:
    known = [count for count in counts if count.epochs is not None]
    for hollow in (False, True):
        x = [count.epochs for count in known if count.nothing == hollow]
        axes.plot(
            x, [y] * len(x), "o", color=colour, markersize=6, alpha=0.85,
            markerfacecolor=theme.background if hollow else colour, markeredgewidth=1.4, clip_on=False,
        )  # fmt: skip
    if known:
        median = float(np.median([count.epochs for count in known if count.epochs is not None]))
        axes.plot([median, median], [y - 0.17, y + 0.17], color=colour, linewidth=2.6, solid_capstyle="butt")
