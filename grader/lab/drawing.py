"""Pictures by matplotlib without a screen, the same on every machine; imported only where one is asked for."""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Callable, Sequence
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.figure import Figure

from grader.lab.colours import Theme
from grader.lab.sheet import Sheet

_DOTS_PER_INCH = 130
_SAME_EVERYWHERE: Any = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 10.0,
    "text.parse_math": False,  # a file may be called $x$.py
    "svg.hashsalt": "gradlings",
    "svg.fonttype": "path",
}


def saved(draw: Callable[[], Figure], form: Literal["png", "svg"]) -> bytes:
    """Return what ``draw`` draws as the bytes of a file."""
    buffer = io.BytesIO()
    with mpl.rc_context(_SAME_EVERYWHERE), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a file name may hold letters that the font lacks
        metadata = {"Software": None} if form == "png" else {"Date": None}
        draw().savefig(buffer, format=form, dpi=_DOTS_PER_INCH, metadata=metadata)
    return buffer.getvalue()


def prepare(axes: Any, theme: Theme) -> None:
    """Give a plot the theme's colours and a quiet grid."""
    axes.set_facecolor(theme.background)
    axes.xaxis.label.set_color(theme.text)
    axes.yaxis.label.set_color(theme.text)
    axes.tick_params(which="both", colors=theme.muted)
    axes.grid(visible=True, color=theme.line, linewidth=0.6)
    axes.spines[:].set_color(theme.line)


def name_lines(axes: Any, lines: Sequence[tuple[str, str]], theme: Theme) -> None:
    """Name what is drawn at the top of a plot, a line of text to the thing, each ``(text, colour)``."""
    for number, (text, colour) in enumerate(lines):
        written = axes.text(
            0.03, 0.965 - 0.062 * number, text, color=colour, fontsize=8.8, transform=axes.transAxes, va="top",
            bbox={"facecolor": theme.background, "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
        )  # fmt: skip
        written.set_in_layout(False)


def headed(figure: Figure, sheet: Sheet, theme: Theme, *, foot: Any = None) -> None:
    """Write a sheet's verdict above the plots and its setting below them, at the foot of a part if one is given."""
    colour = theme.text if sheet.right is None else theme.good if sheet.right else theme.bad
    figure.suptitle(wrapped(sheet.headline, 100), color=colour, fontsize=13, fontweight="bold", x=0.012, ha="left")
    (foot or figure).supxlabel(wrapped(sheet.setting, 165), color=theme.muted, fontsize=8.5, x=0.012, ha="left")


def wrapped(text: str, columns: int) -> str:
    """Return ``text`` in lines that fit."""
    return textwrap.fill(text, columns, break_long_words=False, break_on_hyphens=False)
