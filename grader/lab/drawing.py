"""Pictures by matplotlib without a screen, the same on every machine; imported only where one is asked for."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.figure import Figure

from grader.lab.colours import Theme

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
