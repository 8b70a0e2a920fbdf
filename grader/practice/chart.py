"""The progress as a picture, drawn by matplotlib without a screen; imported only where a picture is asked for."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import dates
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from grader.errors import UsageError
from grader.lab.colours import LIGHT, Theme
from grader.practice.progress import Progress
from grader.practice.summary import Standing, Summary, share
from grader.practice.table import time_of
from grader.reports.wording import score_of
from grader.writing import write_whole

_dates: Any = dates  # bears no annotations

_DOTS_PER_INCH = 130
_ROW = 0.34  # inches
_BEGUN = "#e0a100"
_SETTINGS: Any = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 10.0,
    "text.parse_math": False,
    "svg.hashsalt": "gradlings",
}


def write_chart(summary: Summary, progress: Progress, path: Path, theme: Theme = LIGHT) -> None:
    """Draw first and best scores, and how the points grew, into ``path``; its suffix says in which form.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    buffer = io.BytesIO()
    form = path.suffix.lstrip(".").lower()
    metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[form]
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a title may hold letters that the font lacks
        _figure(summary, progress, theme).savefig(buffer, format=form, dpi=_DOTS_PER_INCH, metadata=metadata)
    try:
        write_whole(path, buffer.getvalue())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Does its folder exist?") from error


def growth(summary: Summary, progress: Progress) -> list[tuple[datetime, float]]:
    """Return the points of the best attempts so far, after each attempt that raised them."""
    worth = {standing.name: standing.points for standing in summary.standings}
    attempts = sorted(
        ((a.at, name, share(a)) for name in worth for a in progress.of(name).attempts), key=lambda event: event[0]
    )
    best: dict[str, float] = {}
    grown: list[tuple[datetime, float]] = []
    for at, name, reached in attempts:
        if not grown:
            grown.append((at, 0.0))
        if reached > best.get(name, 0.0):
            best[name] = reached
            grown.append((at, sum(worth[known] * part for known, part in best.items())))
    return grown


def _figure(summary: Summary, progress: Progress, theme: Theme) -> Figure:
    rows = len(summary.standings)
    grown = growth(summary, progress)
    heights = [rows * _ROW + 0.5, 2.3]
    margins = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1)
    figure = Figure(figsize=(9.0, sum(heights) + 0.9), facecolor=theme.background, layout=margins)
    upper, lower = figure.subplots(2, 1, height_ratios=heights)
    points = score_of(round(summary.points, 1), summary.of_points)
    parts = [f"{summary.done} of {rows} exercises done", f"{points} points", time_of(summary.seconds)]
    figure.suptitle(
        "   ·   ".join(filter(None, parts)), color=theme.text, fontsize=13, fontweight="bold", x=0.02, ha="left"
    )
    _bars(upper, summary, theme)
    _curve(lower, grown, summary, theme)
    return figure


def _bars(axes: Any, summary: Summary, theme: Theme) -> None:
    for row, standing in enumerate(summary.standings):
        best = share(standing.best)
        axes.barh(row, 1.0, height=0.56, color=theme.line, alpha=0.45)
        axes.barh(row, best, height=0.56, color=theme.good if standing.state == "done" else _BEGUN)
        if standing.first is not None:
            first = share(standing.first)
            axes.plot([first], [row], marker="o", ms=6.5, mfc=theme.background, mec=theme.text, mew=1.4, clip_on=False)
        axes.text(1.025, row, "   ".join(_words(standing)), va="center", color=theme.muted, fontsize=9)
    axes.set_yticks(range(len(summary.standings)), [standing.name for standing in summary.standings])
    axes.set_ylim(len(summary.standings) - 0.5, -0.6)
    axes.set_xlim(0, 1.62)
    axes.set_xticks([0, 0.5, 1], ["0", "half", "full marks"])
    axes.tick_params(length=0, labelcolor=theme.text)
    axes.tick_params(axis="y", pad=9)
    axes.spines[:].set_visible(False)
    handles = [
        Patch(color=theme.good, label="done"),
        Patch(color=_BEGUN, label="best so far"),
        Line2D([], [], ls="", marker="o", ms=6.5, mfc=theme.background, mec=theme.text, mew=1.4, label="first attempt"),
    ]
    axes.legend(
        handles=handles, ncols=3, loc="lower left", bbox_to_anchor=(-0.01, 1.0), frameon=False, labelcolor=theme.text,
        fontsize=9, borderaxespad=0, handlelength=1.2,
    )  # fmt: skip


def _words(standing: Standing) -> Iterator[str]:
    if not standing.attempts:
        yield "not begun"
        return
    yield f"{standing.attempts} {'try' if standing.attempts == 1 else 'tries'}"
    if standing.solution_seen:
        yield "solution seen"
    elif standing.hints:
        yield f"{standing.hints} hint{'s' * (standing.hints != 1)}"
    if standing.seconds:
        yield time_of(standing.seconds)


def _curve(axes: Any, grown: list[tuple[datetime, float]], summary: Summary, theme: Theme) -> None:
    axes.set_facecolor(theme.background)
    axes.set_title("points, by their best attempts", loc="left", color=theme.text, fontsize=10)
    axes.set_ylim(0, summary.of_points * 1.04 or 1)
    axes.axhline(summary.of_points, color=theme.line, lw=1)
    axes.tick_params(colors=theme.muted, length=3)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(theme.line)
    if not grown:
        axes.set_xticks([])
        axes.text(0.5, 0.5, "no attempts yet", transform=axes.transAxes, ha="center", color=theme.muted)
        return
    # Times of the place: whoever worked in the evening sees the evening.
    times = [_dates.date2num(at.astimezone().replace(tzinfo=None)) for at, _ in grown]
    points = [value for _, value in grown]
    axes.step(times, points, where="post", color=theme.curve, lw=2)
    axes.fill_between(times, points, step="post", color=theme.curve, alpha=0.12)
    axes.plot(times[1:], points[1:], ls="", marker="o", ms=3.5, color=theme.curve)
    if times[0] == times[-1]:
        axes.set_xlim(times[0] - 0.02, times[0] + 0.02)
    locator = _dates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_dates.ConciseDateFormatter(locator))
