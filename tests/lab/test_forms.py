"""The forms of the gradient lab: text at any width, with and without colour; picture; page; JSON."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from grader.lab.glyphs import ASCII
from grader.lab.gradients.comparison import GradientLab, Setting
from grader.lab.gradients.figure import lab_png
from grader.lab.gradients.page import lab_page
from grader.lab.gradients.record import to_json
from grader.lab.gradients.terminal import lab_text
from grader.reports.text import unpainted
from tests.lab.networks import ON_A_KINK, gradients_of, lab_of
from tests.lab.pages import assert_sound_page

VOID = {"meta", "link", "img", "source", "br", "hr", "input"}


def averaged_biases(setting: Setting = Setting()) -> GradientLab:  # noqa: B008  (frozen)
    """Return the lab of the commonest mistake."""
    gradients = gradients_of(setting)
    return lab_of(setting, {k: v / setting.samples if k.startswith("db") else v for k, v in gradients.items()})


def nothing_came_back() -> GradientLab:
    """Return the lab of a function that raised, under a hostile name."""
    problem = "backward_propagation(…) raised KeyError: 'Z9'."
    return lab_of(ON_A_KINK, None, "<script>$x$.py", problem=problem, printed="<b>hi</b>\n" * 30)


def everything_is_odd() -> GradientLab:
    """Return the lab of an answer with a missing, a misshapen and a NaN gradient, and a kink."""
    gradients = gradients_of(ON_A_KINK)
    del gradients["dW1"]
    gradients["dW2"] = gradients["dW2"] * np.nan
    gradients["db1"] = gradients["db1"][0]
    return lab_of(ON_A_KINK, gradients, remarks=("It changes its argument cache['A1'] in place: work on a copy.",))


CASES = pytest.mark.parametrize("case", [averaged_biases, nothing_came_back, everything_is_odd])


def test_the_text_tells_what_is_off_where_to_look_and_what_all_entries_share() -> None:
    text = " ".join(lab_text(averaged_biases(Setting(activation="tanh")), unpainted, width=100).split())
    assert "✗ 3 of 6 gradients are off: db1, db2, db3." in text
    assert "db1, db2, db3: 0.2 times what it should be in every entry (one over the number of samples)" in text
    assert "All weight gradients are right, so the error of every layer is" in text
    assert "b ████████" in text
    assert "At the common 1e-7 it is" in text


def test_what_is_off_in_a_layer_points_to_the_last_one_first() -> None:
    gradients = gradients_of(Setting())
    for key in ("dW1", "db1", "dW2"):
        gradients[key] *= np.linspace(1.1, 2.0, gradients[key].shape[1])
    text = " ".join(lab_text(lab_of(Setting(), gradients), unpainted, width=100).split())
    assert "begin with dW2" in text


def test_kinks_are_drawn_and_explained() -> None:
    text = lab_text(lab_of(ON_A_KINK, gradients_of(ON_A_KINK)), unpainted, width=100)
    assert "b kkkkkkkk" in text
    assert "4 entries meet a kink: within ±1e-5" in text
    assert "✓ Every gradient is right." in text


@CASES
@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_no_line_is_wider_than_the_terminal(case: type, width: int) -> None:
    for line in lab_text(case(), unpainted, width=width).splitlines():
        assert len(line) <= width, line


@pytest.mark.parametrize("layers", [(64, 64, 64), (64, 1), (1,) * 9])
def test_networks_of_any_shape_fit(layers: tuple[int, ...]) -> None:
    setting = Setting(layers, activation="tanh")
    text = lab_text(lab_of(setting, gradients_of(setting)), unpainted, width=80)
    assert all(len(line) <= 80 for line in text.splitlines())
    assert len(text.splitlines()) < 140


@CASES
def test_plain_text_is_ascii_and_tells_levels_apart_by_letters(case: type) -> None:
    text = lab_text(case(), unpainted, width=80, glyphs=ASCII)
    assert text.isascii()


def test_levels_are_told_apart_without_colour() -> None:
    setting = Setting((3, 5, 2))
    gradients = gradients_of(setting)
    for column, error in enumerate((1e-12, 1e-7, 1e-4, 1e-2, 0.9)):
        gradients["dW1"][:, column] *= 1 + 2 * error
    text = lab_text(lab_of(setting, gradients), unpainted, width=100)
    assert "W ··░░▒▒▓▓██" in text


class Checker(HTMLParser):
    """Notes the tags of a page, and whether each is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@CASES
def test_the_page_is_well_formed_accessible_and_fetches_nothing(case: type) -> None:
    page = lab_page(case())
    checker = Checker()
    checker.feed(page)
    assert not checker.open
    tags = [tag for tag, _ in checker.seen]
    assert "script" not in tags
    assert "link" not in tags
    for tag, attributes in checker.seen:
        for name in ("src", "srcset", "href"):
            assert (attributes.get(name) or "data:").startswith("data:image/svg+xml;base64,"[:5]), (tag, name)
        if tag == "img":
            assert "central differences against epsilon" in (attributes["alt"] or "")
        if tag == "th":
            assert attributes["scope"] in ("row", "col")
    assert ("html", {"lang": "en"}) in checker.seen
    assert "prefers-color-scheme: dark" in page
    assert not re.search(r"https?://", page)
    assert len(page) < 400_000
    assert_sound_page(page)


def test_what_the_candidate_wrote_is_only_text_on_the_page() -> None:
    page = lab_page(nothing_came_back())
    assert "&lt;script&gt;$x$.py" in page
    assert "&lt;b&gt;hi&lt;/b&gt;" in page
    assert "<b>hi" not in page


@CASES
def test_the_picture_is_a_png_of_a_size_to_look_at(case: type) -> None:
    with Image.open(io.BytesIO(lab_png(case()))) as picture:
        assert picture.format == "PNG"
        assert picture.width >= 1000
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 10


def test_a_wrong_gradient_is_drawn_in_another_colour() -> None:
    def red(lab: GradientLab) -> int:
        with Image.open(io.BytesIO(lab_png(lab))) as picture:
            return sum(n for n, colour in picture.convert("RGB").getcolors(1 << 24) if colour == (0xB3, 0x26, 0x3A))

    assert red(averaged_biases()) > 20_000
    assert red(lab_of(Setting(), gradients_of(Setting()))) < 1_000  # the legend's


@CASES
def test_json_has_no_nan_and_every_gradient(case: type) -> None:
    record = json.loads(to_json(case()), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert [parameter["name"] for parameter in record["parameters"]] == ["dW1", "db1", "dW2", "db2", "dW3", "db3"]
    assert record["schema"] == 1
    assert not record["right"]
    assert len(record["epsilon_curve"]["errors"]) == len(record["epsilon_curve"]["epsilons"])
