"""A sheet and its pictures as one HTML page that fetches nothing, runs nothing, and follows the reader's colours.

As in the reports, two locks stand one behind the other: jinja2 escapes every value, and a content security policy lets
a browser load the page's one style sheet, named by its hash, and pictures that are part of the page.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from matplotlib.figure import Figure

import grader
from grader.lab.colours import DARK, LIGHT, Theme
from grader.lab.drawing import saved
from grader.lab.sheet import Sheet
from grader.pages import page_environment, policy_for

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: what it shows, in words, and how it is drawn in a theme's colours."""

    alt: str
    draw: Callable[[Theme], Figure]


@dataclass(frozen=True, slots=True)
class _Drawn:
    alt: str
    light: str
    dark: str


def sheet_page(sheet: Sheet, pictures: Sequence[Picture]) -> bytes:
    """Return the page in UTF-8."""
    environment = page_environment(_FOLDER)
    style = (_FOLDER / "sheet.css").read_text(encoding="utf-8") + _colours()
    page = environment.get_template("sheet.html.jinja").render(
        sheet=sheet,
        kit=grader.__version__,
        style=Markup(style),  # ours, and the only text that is not escaped
        policy=policy_for(style, pictures=True),
        pictures=[_drawn(picture) for picture in pictures],
        marks={"right": "✓", "wrong": "✗", "kit": "·", "": ""},
    )
    return page.encode()


def data_url(svg: bytes) -> str:
    """Return a picture as an address that holds all of it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")


def _drawn(picture: Picture) -> _Drawn:
    light, dark = saved(lambda: picture.draw(LIGHT), "svg"), saved(lambda: picture.draw(DARK), "svg")
    return _Drawn(picture.alt, data_url(light), data_url(dark))


def _colours() -> str:
    return (
        f":root {{ {_variables(LIGHT)} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
    )


def _variables(theme: Theme) -> str:
    names = ("background", "text", "muted", "line", "curve", "good", "bad")
    return " ".join(f"--{name}: {getattr(theme, name)};" for name in names)
