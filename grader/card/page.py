"""The card as one HTML page that needs nothing beside it, for light and dark screens and for paper."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup, escape

import grader
from grader.card.content import CONVENTIONS, FORMULAS, SENTENCES, SHAPES, TRAPS
from grader.pages import page_environment

_FOLDER = Path(__file__).parent


def card_page() -> bytes:
    """Return the card as an HTML document in UTF-8."""
    environment = page_environment(_FOLDER)
    environment.filters["set"] = typeset
    page = environment.get_template("card.html.jinja").render(
        sections=FORMULAS,
        shapes=SHAPES,
        conventions=CONVENTIONS,
        traps=TRAPS,
        sentences=SENTENCES,
        style=Markup((_FOLDER / "card.css").read_text(encoding="utf-8")),
        version=grader.__version__,
    )
    return page.encode()


def typeset(formula: str) -> Markup:
    """Return a formula with its powers, indices and fractions set in type."""
    text = str(escape(formula))
    text = re.sub(r"\^(−?\w+)", r"<sup>\1</sup>", text)
    text = re.sub(r"(?<=\w)\[([^\]]+)\]", r"<sub>\1</sub>", text)
    text = re.sub(r"(?<=n)_(in|out)\b", r"<sub>\1</sub>", text)
    return Markup(text)
