"""Predictions as pictures: the data, the true curve, and what the trained networks make of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from grader.lab.colours import LIGHT, Theme
from grader.lab.drawing import headed, name_lines, prepare, saved
from grader.lab.page import Picture
from grader.lab.sheet import Sheet
from grader.lab.training.prediction import GRID, Prediction
from grader.lab.training.sayings import prediction_line
from grader.lab.training.setting import EDGES, TARGETS


def predictions_figure(predicted: Sequence[Prediction], sheet: Sheet, theme: Theme = LIGHT) -> Figure:
    """Return the three data sets side by side."""
    figure = Figure(figsize=(11.0, 4.9), facecolor=theme.background, layout="constrained")
    headed(figure, sheet, theme)
    for number, (axes, prediction) in enumerate(zip(figure.subplots(1, len(predicted)), predicted, strict=True)):
        _draw(axes, prediction, theme)
        if number:
            axes.set_ylabel("")
    return figure


def predictions_png(predicted: Sequence[Prediction], sheet: Sheet) -> bytes:
    """Return the figure as a PNG."""
    return saved(lambda: predictions_figure(predicted, sheet), "png")


def pictures(predicted: Sequence[Prediction]) -> list[Picture]:
    """Return each plot by itself, for a page."""
    return [
        Picture(
            f"{prediction.run.dataset}: {len(prediction.run.data.X)} points, the curve "
            f"{TARGETS[prediction.run.dataset].formula}, and the prediction; {prediction_line(prediction)}.",
            lambda theme, prediction=prediction: _alone(prediction, theme),  # type: ignore[misc]
        )
        for prediction in predicted
    ]


def _alone(prediction: Prediction, theme: Theme) -> Figure:
    figure = Figure(figsize=(4.6, 4.0), facecolor=theme.background, layout="constrained")
    _draw(figure.subplots(), prediction, theme)
    return figure


def _draw(axes: Any, prediction: Prediction, theme: Theme) -> None:
    run, x = prediction.run, GRID[:, 0]
    target = TARGETS[run.dataset]
    truth = target.f(x)
    prepare(axes, theme)
    low, high = _limits(prediction, truth)
    axes.set(xlim=(x[0], x[-1]), ylim=(low, high), xlabel="x", ylabel="y")
    beyond = low - 10 * (high - low), high + 10 * (high - low)  # what is farther off need not be drawn to scale
    axes.set_title(run.dataset, color=theme.text, fontsize=11, fontweight="bold", loc="left")
    axes.set_title(f"y = {target.formula} + noise", color=theme.muted, fontsize=9, loc="right")
    for edges in ((x[0], EDGES[0]), (EDGES[1], x[-1])):
        axes.axvspan(*edges, color=theme.line, alpha=0.35, linewidth=0)
    axes.plot(run.data.X[:, 0], run.data.y[:, 0], "o", color=theme.muted, markersize=2.6, alpha=0.55, markeredgewidth=0)
    own = prediction.yours is not None
    if own:
        axes.plot(
            x,
            np.clip(prediction.kits[:, 0], *beyond),
            color=theme.model,
            linewidth=6.0,
            alpha=0.5,
            solid_capstyle="round",
        )
    axes.plot(x, truth, color=theme.good, linewidth=1.3, linestyle=(0, (5, 4)))
    colour = theme.curve if own else theme.text
    axes.plot(x, np.clip(prediction.shown[:, 0], *beyond), color=colour, linewidth=1.9)
    if prediction.corners is not None and len(prediction.corners):
        heights = np.interp(prediction.corners, x, np.clip(prediction.shown[:, 0], *beyond))
        axes.plot(
            prediction.corners, heights, "o", color=theme.kink, markersize=4.5, markerfacecolor=theme.background,
            markeredgewidth=1.3,
        )  # fmt: skip
    _key(axes, prediction, theme, colour)


def _key(axes: Any, prediction: Prediction, theme: Theme, colour: str) -> None:
    """Name the lines at the top, each in its own colour."""
    lines = [(prediction_line(prediction), colour)]
    if prediction.yours is not None:
        lines.append(("broad: the kit's, from the same start", theme.muted))
    lines.append(("dashed: the true curve", theme.good))
    if prediction.corners is not None and len(prediction.corners):
        lines.append((f"{len(prediction.corners)} corners, where a unit switches", theme.kink))
    if prediction.problem:
        lines.insert(0, ("see the remarks", theme.bad))
    name_lines(axes, lines, theme)


def _limits(prediction: Prediction, truth: Any) -> tuple[float, float]:
    """Return heights that hold the data and the curve, and room for the key; not every flight beyond the data."""
    inside = np.abs(GRID[:, 0]) <= EDGES[1]
    values = np.concatenate([prediction.run.data.y[:, 0], truth[inside]])
    low, high = float(values.min()), float(values.max())
    size = max(high - low, 1e-6)
    return low - 0.15 * size, high + 0.55 * size
