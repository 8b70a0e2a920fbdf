"""Activations as pictures: the kit's curve broad and pale, the candidate's over it, and the gap filled."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from grader.lab.activations.measure import ACTIVATIONS, FUNCTIONS, ActivationLab, Curve, Z
from grader.lab.activations.words import curve_line, sheet_of
from grader.lab.colours import LIGHT, Theme
from grader.lab.drawing import headed, prepare, saved
from grader.lab.page import Picture

_FAR_OFF = 2.5  # where a wrong curve leaves the picture
_FARTHEST = 50.0  # what is farther off need not be drawn to scale
_HEIGHT_OF_F = (-1.3, 1.6)  # the steps of sigmoid and tanh beside relu's first rise
_HEIGHT_OF_SLOPE = (-0.25, 1.35)


def activations_figure(lab: ActivationLab, theme: Theme = LIGHT) -> Figure:
    """Return all six plots in one figure: functions above, slopes below."""
    figure = Figure(figsize=(11.0, 7.2), facecolor=theme.background, layout="constrained")
    headed(figure, sheet_of(lab), theme)
    places = figure.subplots(2, len(ACTIVATIONS), sharex=True)
    for column, activation in enumerate(ACTIVATIONS):
        for row, name in enumerate((activation, f"{activation}_derivative")):
            _draw(places[row, column], name, lab, theme)
            if row == 0:
                places[row, column].set_xlabel("")
    return figure


def activations_png(lab: ActivationLab) -> bytes:
    """Return the figure as a PNG."""
    return saved(lambda: activations_figure(lab), "png")


def pictures(lab: ActivationLab) -> list[Picture]:
    """Return each plot by itself, for a page."""
    return [
        Picture(
            f"{name} over z from -6 to 6; {curve_line(lab.curves[name])}.",
            lambda theme, name=name: _alone(name, lab, theme),  # type: ignore[misc]
        )
        for name in (*FUNCTIONS[::2], *FUNCTIONS[1::2])
    ]


def _alone(name: str, lab: ActivationLab, theme: Theme) -> Figure:
    figure = Figure(figsize=(4.4, 3.2), facecolor=theme.background, layout="constrained")
    _draw(figure.subplots(), name, lab, theme)
    return figure


def _draw(axes: Any, name: str, lab: ActivationLab, theme: Theme) -> None:
    curve, z = lab.curves[name], Z[:, 0]
    is_slope = name.endswith("_derivative")
    prepare(axes, theme)
    axes.set(xlim=(z[0], z[-1]), ylim=_height(curve, _HEIGHT_OF_SLOPE if is_slope else _HEIGHT_OF_F), xlabel="z")
    axes.set_ylabel("slope f′(z)" if is_slope else "f(z)")
    axes.set_title(name, color=theme.text, fontsize=11, fontweight="bold", loc="left")
    good = curve.right and curve.owner.yours
    colour = theme.muted if not curve.owner.yours else theme.good if good else theme.bad
    axes.text(
        0.02, 0.965, curve_line(curve), transform=axes.transAxes, color=colour, fontsize=9, va="top",
        bbox={"facecolor": theme.background, "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
    )  # fmt: skip
    expected = _with_jump(curve.expected[:, 0])
    axes.plot(z, expected, color=theme.model, linewidth=6.5, alpha=0.45, solid_capstyle="round")
    _label(axes, z, curve.expected[:, 0], "the kit's", theme.muted, -13)
    if curve.got is not None:
        got = np.clip(curve.got[:, 0], -_FARTHEST, _FARTHEST)
        if not curve.right:
            axes.fill_between(z, curve.expected[:, 0], got, where=np.isfinite(got), color=theme.bad, alpha=0.25, lw=0)
        axes.plot(z, _with_jump(got), color=theme.curve, linewidth=1.8)
        _label(axes, z, got, "yours", theme.curve, 6)
        if curve.off and np.isfinite(curve.gap):
            at = int(np.argmin(np.abs(z - curve.z)))
            axes.plot([z[at]], [got[at]], "o", color=theme.bad, markersize=6)


def _height(curve: Curve, usual: tuple[float, float]) -> tuple[float, float]:
    """Return the heights to draw: more than usual where a wrong curve leaves them, as far as that can be read."""
    if curve.got is None or not curve.off or not np.isfinite(curve.got).any():
        return usual
    got = np.clip(curve.got[np.isfinite(curve.got)], -_FAR_OFF, _FAR_OFF)
    return min(usual[0], 1.1 * float(got.min())), max(usual[1], 1.2 * float(got.max()))


def _with_jump(values: Any) -> Any:
    """Break a curve where it jumps, so that no upright line is drawn that is not there."""
    broken = values.astype(float).copy()
    steps = np.flatnonzero(np.abs(np.diff(values)) > 0.4)
    broken[steps] = np.nan
    return broken


def _label(axes: Any, z: Any, values: Any, text: str, colour: str, above: int) -> None:
    """Write a curve's name on it, where it is in sight towards the right."""
    low, high = axes.get_ylim()
    seen = np.flatnonzero(np.isfinite(values) & (values > low) & (values < high * 0.8) & (z < 4.0))
    if not len(seen):
        return
    at = seen[-1]
    steep = abs(values[at] - values[at - 1]) > (z[at] - z[at - 1]) / 2
    side = 9 if above < 0 else -9
    axes.annotate(
        text, (z[at], values[at]), xytext=(side, -3) if steep else (0, above), textcoords="offset points",
        color=colour, fontsize=9, ha=("left" if side > 0 else "right") if steep else "center",
    )  # fmt: skip
