"""The card on a terminal of any width, and as a page that needs nothing beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import html5lib
import pytest

from grader.card.content import CONVENTIONS, FORMULAS, SENTENCES, TRAPS
from grader.card.page import card_page, typeset
from grader.card.text import card_text
from grader.reports.text import unpainted
from tests.commands.test_grading import run


@pytest.mark.parametrize("width", [40, 60, 80, 95, 96, 110])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, card_text(unpainted, width).splitlines())) <= width


def test_everything_is_on_the_card() -> None:
    flat = " ".join(card_text(unpainted, 100).split())
    for section in FORMULAS:
        for formula in section.formulas:
            assert formula.formula in flat
            assert formula.numpy in flat
    for text in (*CONVENTIONS, *(trap.text for trap in TRAPS), *(answer for _, answer in SENTENCES)):
        assert text in flat


def test_the_page_parses_and_fetches_nothing() -> None:
    page = card_page().decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert not re.search(r"<(script|link|img|iframe)|url\(|https?:|@import", page)


@pytest.mark.parametrize(("formula", "html"), [
    ("e^−z", "e<sup>−z</sup>"), ("A[l−1]ᵀ", "A<sub>l−1</sub>ᵀ"), ("n_in + n_out", "n<sub>in</sub> + n<sub>out</sub>"),
    ("z < 0 & 1", "z &lt; 0 &amp; 1"), ("(1/4)^10", "(1/4)<sup>10</sup>"), ("y_pred", "y_pred"),
])  # fmt: skip
def test_formulas_are_set_in_type(formula: str, html: str) -> None:
    assert typeset(formula) == html


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    done = run("card", "--html", "card.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "card.html").read_bytes() == card_page()


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = run("card", "--html", os.path.join("nowhere", "card.html"), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: The card cannot be written")
