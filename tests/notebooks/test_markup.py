"""Results as HTML: what the text says and no more, inert whatever a candidate writes, readable on white and black."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from grader.notebooks.markup import hint_html, notice_html, submission_html
from grader.plaintext import plain
from grader.report import CheckReport, ExerciseReport, Mistake, SubmissionReport
from grader.reports.text import submission_text
from tests.browser import render
from tests.grading import catalogue
from tests.reports.corpus import HOSTILE


def report(text: str) -> SubmissionReport:
    """Return a report of every kind of result, with ``text`` in every place that a candidate's can be in."""
    checks = [
        CheckReport("a", f"passed {text}", "relu", "passed", 2.0, 2.0, f"remark {text}"),
        CheckReport("b", f"failed {text}", "relu", "failed", 0.0, 3.0, f"why {text}", {"call": f"relu({text})"}),
        CheckReport("c", f"skipped {text}", "relu", "skipped", 0.0, 1.0, "Waits for: failed."),
    ]
    mistakes = [Mistake("m", "relu", f"A mistake {text}")]
    failed = ExerciseReport("relu", 2.0, 6.0, 0.1, "failed", f"message {text}", checks, mistakes, f"printed {text}\n")
    stopped = ExerciseReport("tanh", 0.0, 6.0, 0.1, "not_gradable", f"cell 3, line 1: {text}")
    passed = ExerciseReport("sigmoid", 4.0, 4.0, 0.1, "passed", "", checks[:1], [], "quiet")
    untried = ExerciseReport(
        "update_parameters", 0.0, 4.0, 0.0, "not_attempted", "update_parameters is not written yet."
    )
    return SubmissionReport("notebook", "this notebook", 6.0, 20.0, [failed, stopped, passed, untried])


def parsed(html: str) -> Any:
    """Return the fragment as a browser would read it; no error is forgiven."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)


def words_of(text: str) -> list[str]:
    """Return the words of a result without the signs that stand for badges, lines and marks."""
    return re.findall(r"[^\s✓✗·▸│!–]+", text)


def everything(text: str) -> Iterator[str]:
    """Yield every kind of output with ``text`` in it; the report makes its own texts plain."""
    yield submission_html(report(text), catalogue(), [plain(f"note: {text}")])
    yield notice_html(plain(text))
    hints = [("hint 1 of 3", plain(text)), ("hint 2 of 3", plain(text))]
    yield hint_html(catalogue()["relu"], hints, plain(text))


def test_the_html_says_what_the_terminal_says() -> None:
    results = report("plain words")
    html = "".join(parsed(submission_html(results, catalogue())).itertext())
    assert sorted(words_of(html)) == sorted(words_of(submission_text(results, catalogue())))


def test_a_single_exercise_says_what_the_terminal_says() -> None:
    for exercise in report("plain words").exercises:
        alone = SubmissionReport("notebook", "this notebook", 0.0, 1.0, [exercise])
        html = "".join(parsed(submission_html(alone, catalogue())).itertext())
        assert sorted(words_of(html)) == sorted(words_of(submission_text(alone, catalogue())))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    def shape(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(str(element.tag), sorted(element.attrib.items())) for element in parsed(html).iter()]

    for harmless, hostile in zip(everything("x"), everything(f"x{text}"), strict=True):
        assert shape(harmless) == shape(hostile)


def test_nothing_is_fetched_run_or_styled_from_outside() -> None:
    for html in everything("x"):
        for element in parsed(html).iter():
            assert element.tag in {"DOCUMENT_FRAGMENT", "div", "p", "span", "strong", "ul", "li", "code", "pre"}
            assert set(element.attrib) <= {"style", "class", "role", "aria-label", "dir"}
            assert "url" not in element.attrib.get("style", "")


def test_mathjax_is_told_to_keep_out() -> None:
    for html in everything("$x$"):
        for card in parsed(html):
            assert {"tex2jax_ignore", "mathjax_ignore"} <= set(card.attrib["class"].split())


# Blends the colours of each piece of text and of what lies behind it as they are painted, and compares them (WCAG 2.2).
_CONTRAST = """
const channels = c => { const v = c.match(/[\\d.]+/g).map(Number); return v.length > 3 ? v : [...v, 1]; };
const over = (top, below, alpha) => [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha));
const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = rgb => {
  const l = rgb.map(v => linear(v / 255));
  return .2126 * l[0] + .7152 * l[1] + .0722 * l[2];
};
const found = [];
const walk = (element, behind, opacity) => {
  const style = getComputedStyle(element), back = channels(style.backgroundColor);
  const ground = over(back, behind, back[3]);
  const here = opacity * Number(style.opacity);
  for (const node of element.childNodes) {
    if (node.nodeType === 1) walk(node, ground, here);
    if (node.nodeType === 3 && node.textContent.trim()) {
      const ink = channels(style.color), text = over(ink, ground, ink[3] * here);
      const [a, b] = [light(text), light(ground)].sort((x, y) => y - x);
      found.push([node.textContent.trim().slice(0, 40), (a + .05) / (b + .05)]);
    }
  }
};
for (const host of document.querySelectorAll(".host")) walk(host, [255, 255, 255], 1);
const wide = [...document.querySelectorAll(".host")].some(host => host.scrollWidth > host.clientWidth);
document.body.innerHTML = "<pre id=found></pre>";
document.getElementById("found").textContent = JSON.stringify({wide, found});
"""
_HOSTS = {  # what surrounds an output: background and text colours
    "JupyterLab light": ("#fff", "rgba(0,0,0,.87)"),
    "JupyterLab dark": ("#111", "#fff"),
    "VS Code dark": ("#1f1f1f", "#ccc"),
    "VS Code light": ("#fff", "#3b3b3b"),
    "Colab dark": ("#383838", "#d5d5d5"),
}


def test_every_word_can_be_read_in_light_and_dark_notebooks_and_none_sticks_out(tmp_path: Path) -> None:
    long = "a_name_without_a_space_in_it_" * 12
    outputs = "".join(everything(f"some words {long}"))
    hosts = "".join(
        f'<div class="host" style="width:640px;background:{ground};color:{ink}">{outputs}</div>'
        for ground, ink in _HOSTS.values()
    )
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{hosts}<script>{_CONTRAST}</script>", encoding="utf-8")
    dom = render(page).dom
    seen = html5lib.parse(dom, namespaceHTMLElements=False).find(".//pre[@id='found']")
    measured = json.loads("".join(seen.itertext()))
    assert len(measured["found"]) > 20 * len(_HOSTS)
    assert [entry for entry in measured["found"] if entry[1] < 4.5] == []
    assert not measured["wide"]
