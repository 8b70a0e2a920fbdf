"""Hostile text in every place a candidate controls, through real grading, read back by another program's parser."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import pytest
from markdown_it import MarkdownIt

from tests.reports.conftest import Graded
from tests.reports.test_plaintext import UNSEEN

BLOCKS = {"printed", "counterexample"}


def texts_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text in a JSON value, keys included, with the names of the fields that lead to it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield path, key
            yield from texts_of(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part, path)
    elif isinstance(value, str):
        yield path, value


# --- that the texts arrive at all: without this, every other test could pass on nothing


PIECES = ("onerror=alert(1)", "PWNED", "{{7*7}}", "=HYPERLINK(", "]]>", "cmd|", "Jürgen", "مرحبا", "张伟")
CLEANED = ("�]52;c;", "�[2J", "0/10 PWNED")


@pytest.mark.parametrize("field", ["name", "source", "message", "printed", "counterexample"])
def test_the_corpus_reaches_every_field(graded: Graded, field: str) -> None:
    together = "\n".join(text for path, text in texts_of(graded.report) if field in path)
    for piece in PIECES:
        assert piece in together.replace("∕", "/")
    if field == "counterexample":  # numpy has spelled the array out already: '\\x1b[2J'
        assert "\\x1b[2J" in together
    else:
        assert CLEANED[0] in together
        assert CLEANED[1] in together


def test_the_corpus_comes_by_every_way(graded: Graded) -> None:
    messages = "\n".join(text for path, text in texts_of(graded.report) if path[-1:] == ("message",))
    for way in (
        "relu(np.array([[0.0025]])) raised {}: {}",  # type and message of an exception
        "in {}: `raise Error(P) # {}`",  # name of a function, text of a line in a traceback
        "relu_derivative(np.array([[0.0025]])) is a {}; expected",  # name of a class
        "sigmoid makes numpy warn: UserWarning: {}",
        "is an array of dtype [('{}', '<f8')]",
        "raised KeyError: '{}'",
        "has no key 'W1'; its keys are {}",
        "The file cannot be imported: ImportError: {}",
        "invalid syntax: `x = = 1 # {}",  # text of a line with a syntax error
        "({}.ipynb cell 1, line 2",  # label of a notebook's cell
        "{}.py, line 1: invalid syntax",  # label of a file
    ):
        pattern = ".*?PWNED.*?".join(map(re.escape, way.split("{}")))
        assert re.search(pattern, messages), way


def test_nothing_is_lost(graded: Graded) -> None:
    assert len(graded.report["submissions"]) == graded.submissions
    verdicts = [e["verdict"] for s in graded.report["submissions"] for e in s["exercises"]]
    assert {"failed", "not_gradable"} <= set(verdicts)
    assert len(verdicts) > 10 * 55


# --- JSON


def test_json_holds_plain_text_only(graded: Graded) -> None:
    raw = (graded.folder / "report.json").read_bytes().decode()
    assert not UNSEEN.search(raw)
    for path, text in texts_of(graded.report):
        assert not UNSEEN.search(text)
        assert "\n" not in text or BLOCKS & set(path), path


def test_json_is_of_a_size_one_can_open(graded: Graded) -> None:
    assert max(len(text) for _, text in texts_of(graded.report)) <= 10_000


# --- CSV

NUMBERS = ("score", "max_score", "seconds")


def rows_of(graded: Graded) -> list[dict[str, str]]:
    text = (graded.folder / "report.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet may calculate ``cell``, leading blanks and full-width forms included."""
    return unicodedata.normalize("NFKC", cell).lstrip()[:1] in set("=+-@\u2212\t\r") and cell != ""


def test_csv_has_a_row_per_submission_and_exercise(graded: Graded) -> None:
    rows = rows_of(graded)
    exercises = [(s, e) for s in graded.report["submissions"] for e in s["exercises"]]
    assert len(rows) == len(exercises)
    for row, (submission, exercise) in zip(rows, exercises, strict=True):
        assert list(row) == [
            "name", "source", "exercise", "verdict", "score", "max_score", "seconds", "mistakes", "message",
        ]  # fmt: skip
        assert row["exercise"] == exercise["name"]
        assert [float(row[name]) for name in NUMBERS] == [exercise[name] for name in NUMBERS]
        assert row["name"].replace("'", "") == submission["name"].replace("'", "")


def test_no_cell_is_a_formula(graded: Graded) -> None:
    rows = rows_of(graded)
    assert not [cell for row in rows for name, cell in row.items() if name not in NUMBERS and is_formula(cell)]
    assert any(row["name"].startswith("'=HYPERLINK") for row in rows)
    assert any(row["name"].startswith("'＝1+1") for row in rows)


def test_no_cell_is_a_formula_where_semicolons_separate(graded: Graded) -> None:
    text = (graded.folder / "report.csv").read_bytes().decode("utf-8-sig")
    for line in text.split("\r\n"):
        for cell in re.split(";", line):
            assert not is_formula(cell.lstrip("\"' ") if not cell.lstrip('" ').startswith("'") else "")


def test_no_cell_breaks_a_line(graded: Graded) -> None:
    lines = (graded.folder / "report.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == len(rows_of(graded)) + 1


# --- JUnit XML

XML_ALLOWED = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"classname", "name", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"message"},
    "system-out": set(),
}


def test_xml_holds_our_elements_only_and_the_text_as_it_is(graded: Graded) -> None:
    data = (graded.folder / "report.xml").read_bytes()
    assert b"<!DOCTYPE" not in data
    assert b"<!ENTITY" not in data
    root = ElementTree.fromstring(data)
    for element in root.iter():
        assert set(element.attrib) <= XML_ALLOWED[element.tag]
    exercises = [(s, e) for s in graded.report["submissions"] for e in s["exercises"]]
    suites = root.findall("testsuite")
    assert len(suites) == len(exercises)
    for suite, (submission, exercise) in zip(suites, exercises, strict=True):
        assert suite.attrib["name"] == f"{submission['name']} / {exercise['name']}"
        assert (suite.findtext("system-out") or "") == exercise["printed"]
        messages = {f.attrib["message"] for f in suite.iter("failure")}
        assert {c["message"] for c in exercise["checks"] if c["status"] == "failed"} <= messages | {""}


def test_xml_counts_add_up_and_nothing_unpassed_looks_green(graded: Graded) -> None:
    root = ElementTree.fromstring((graded.folder / "report.xml").read_bytes())
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(root.attrib[count]) == sum(1 for _ in root.iter(tag))
        assert int(root.attrib[count]) == sum(int(suite.attrib[count]) for suite in root)
    for suite in root:
        verdict = next(p.attrib["value"] for p in suite.iter("property") if p.attrib["name"] == "verdict")
        red = sum(int(suite.attrib[count]) for count in ("failures", "errors", "skipped"))
        assert (verdict == "passed") == (red == 0)


# --- HTML

HTML_ALLOWED = {
    "html": {"lang"}, "head": set(), "body": set(), "title": {"id"}, "style": set(),
    "meta": {"charset", "http-equiv", "content", "name"},
    "header": {"class"}, "main": set(), "footer": set(), "nav": {"aria-label"},
    "section": {"aria-labelledby", "class"},
    "h1": set(), "h2": {"id"}, "h3": set(), "p": {"class"}, "a": {"href"},
    "span": {"class", "aria-hidden"}, "bdi": set(), "code": set(), "strong": set(), "pre": {"class", "tabindex"},
    "figure": {"class"}, "figcaption": set(), "ol": {"class"}, "li": set(),
    "table": {"class"}, "caption": {"class"}, "thead": set(), "tbody": set(), "tr": {"class"},
    "th": {"scope", "class"}, "td": {"class"}, "dl": {"class"}, "dt": set(), "dd": set(),
    "details": {"class", "open"}, "summary": set(), "div": {"class", "id", "tabindex", "role", "aria-label"},
    "svg": {
        "class", "viewBox", "preserveAspectRatio", "aria-hidden", "width", "height", "role", "aria-labelledby",
        "aria-label",
    },
    "rect": {"class", "width", "height", "x", "y", "rx"}, "line": {"class", "x1", "x2", "y1", "y2"},
    "circle": {"class", "cx", "cy", "r"}, "text": {"class", "x", "y", "dy"}, "desc": {"id"},
}  # fmt: skip
OURS = re.compile(r"#[a-z0-9-]+|candidates/[A-Za-z0-9%._-]+\.html")  # where a link may lead

Element = tuple[str, dict[str, str], Any]


def elements(page: bytes) -> list[Element]:
    """Parse a page as a browser would, errors included, and return its elements in order."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page, transport_encoding=None)
    assert parser.errors == []
    return [(str(e.tag).rpartition("}")[2], e.attrib, e) for e in tree.iter()]


@pytest.fixture(scope="session")
def class_page(graded: Graded) -> list[Element]:
    return elements((graded.folder / "report.html").read_bytes())


@pytest.fixture(scope="session")
def pages(graded: Graded, class_page: list[Element]) -> dict[str, list[Element]]:
    """Return the page of each candidate by the address that the class's page gives it, in its order."""
    table = next(i for i, (tag, a, _) in enumerate(class_page) if tag == "h2" and a.get("id") == "submissions")
    links = [a["href"] for tag, a, _ in class_page[table:] if tag == "a"]
    return {link: elements((graded.folder / unquote(link)).read_bytes()) for link in links}


def test_each_submission_has_a_page_and_a_feedback_file(graded: Graded, pages: dict[str, list[Element]]) -> None:
    names = {unquote(link).removeprefix("candidates/") for link in pages}
    assert len(names) == graded.submissions
    assert {path.name for path in (graded.folder / "candidates").iterdir()} == names
    feedback = {path.name for path in (graded.folder / "feedback").iterdir()}
    assert feedback == {f"{name.removesuffix('.html')}.md" for name in names}


def test_html_holds_our_elements_and_attributes_only(
    class_page: list[Element], pages: dict[str, list[Element]]
) -> None:
    for page in (class_page, *pages.values()):
        for tag, attributes, element in page:
            assert isinstance(element.tag, str), "a comment"
            assert set(attributes) <= HTML_ALLOWED[tag], (tag, attributes)
            assert OURS.fullmatch(attributes.get("href", "#summary"))
            for name in ("class", "id", "aria-labelledby"):
                assert re.fullmatch(r"[a-z0-9 -]*", attributes.get(name, ""))


def test_a_candidates_page_leads_nowhere_else(pages: dict[str, list[Element]]) -> None:
    for page in pages.values():
        assert all(a["href"].startswith("#e") for tag, a, _ in page if tag == "a")


def test_html_shows_the_text_as_it_is(graded: Graded, pages: dict[str, list[Element]]) -> None:
    for submission, page in zip(graded.report["submissions"], pages.values(), strict=True):
        name = next(e for tag, _, e in page if tag == "h1").find("bdi").text
        assert name == submission["name"]
        shown = [e.text or "" for tag, a, e in page if tag == "pre" and a.get("class") == "printed"]
        assert shown == [e["printed"] for e in submission["exercises"] if e["printed"]]
        text = " ".join("".join(e.itertext()) for tag, _, e in page if tag == "main")
        for exercise in submission["exercises"]:
            for check in exercise["checks"]:
                assert check["message"] in text


def test_the_class_page_names_everybody(graded: Graded, class_page: list[Element]) -> None:
    rows = [e.find("a/bdi").text for tag, a, e in class_page if tag == "th" and e.find("a/bdi") is not None]
    assert rows == [submission["name"] for submission in graded.report["submissions"]]


def test_html_lets_a_browser_run_and_fetch_nothing(class_page: list[Element], pages: dict[str, list[Element]]) -> None:
    for page in (class_page, *pages.values()):
        policy = next(a["content"] for tag, a, _ in page if a.get("http-equiv") == "Content-Security-Policy")
        style = next(e.text for tag, _, e in page if tag == "style")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert "url(" not in style
        assert "@import" not in style


def test_html_can_be_read_without_seeing_it(class_page: list[Element], pages: dict[str, list[Element]]) -> None:
    for page in (class_page, *pages.values()):
        assert all(a.get("scope") in ("row", "col") for tag, a, _ in page if tag == "th")
        assert all(e.find("caption") is not None or a["class"] == "sums" for tag, a, e in page if tag == "table")
        assert all(a.get("aria-hidden") or a.get("role") == "img" for tag, a, _ in page if tag == "svg")
        ids = [a["id"] for _, a, _ in page if "id" in a]
        assert len(ids) == len(set(ids))
        assert {a["href"][1:] for tag, a, _ in page if tag == "a" and a["href"].startswith("#")} <= set(ids)
        labels = [a["aria-labelledby"].split() for _, a, _ in page if "aria-labelledby" in a]
        assert {label for some in labels for label in some} <= set(ids)
        assert [tag for tag, _, _ in page if tag in ("h1", "h2", "h3")][:2] == ["h1", "h2"]
        assert next(a["lang"] for tag, a, _ in page if tag == "html") == "en"


# --- Markdown


def test_markdown_shows_the_text_and_makes_nothing_of_it(graded: Graded, pages: dict[str, list[Element]]) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for submission, link in zip(graded.report["submissions"], pages, strict=True):
        name = unquote(link).removeprefix("candidates/").removesuffix(".html")
        comment, *tokens = parser.parse((graded.folder / "feedback" / f"{name}.md").read_text(encoding="utf-8"))
        assert comment.content.startswith("<!-- gradlings ")
        inside = [part for token in tokens for part in token.children or ()]
        assert {part.type for part in inside} <= {"text", "text_special", "strong_open", "strong_close"}
        assert {token.type for token in tokens if not token.type.endswith(("_open", "_close"))} <= {"inline", "fence"}
        texts = ["".join(part.content for part in token.children) for token in tokens if token.type == "inline"]
        assert texts[0] == "Feedback for " + " ".join(submission["name"].split())
        for exercise in submission["exercises"]:
            assert {check["message"] for check in exercise["checks"]} <= {*texts, ""}
