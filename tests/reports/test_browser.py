"""In a real browser: the pages of hostile submissions run no script and ask for nothing, and pages look as they should.

What a parser can show is shown in ``test_inert``.
"""

from __future__ import annotations

import http.server
import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.image import imread

from grader.catalogue import Catalogue
from grader.report import SubmissionReport
from grader.reports.folder import write_reports
from tests.browser import Rendering, print_pdf, render
from tests.reports.classes import check, exercise, report, submission
from tests.reports.conftest import Graded
from tests.reports.corpus import HOSTILE, LEAK, PWNED

PAYLOADS = "".join(text for text in HOSTILE.values() if "<" in text and "CDATA" not in text)
RAW = f"<script>document.title = '{PWNED}'</script><img src={LEAK} onerror=\"document.title = '{PWNED}'\">"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy".*?>')
# Says in the title how far a page is wider than its window; needs a copy without the policy.
MEASURE = "<script>document.title = document.documentElement.scrollWidth - innerWidth</script>"


class Listener(http.server.BaseHTTPRequestHandler):
    """Remembers what was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen on this machine; return the address and the list of requests."""
    asked: list[str] = []
    handler = type("Handler", (Listener,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def together(graded: Graded) -> str:
    """Return a page with the class's body and every candidate's, all details open."""
    page, *others = [
        path.read_text(encoding="utf-8")
        for path in [graded.folder / "report.html", *sorted((graded.folder / "candidates").iterdir())]
    ]
    bodies = "".join(other.partition("<body>")[2].partition("</body>")[0] for other in others)
    return page.replace("</body>", f"{bodies}</body>").replace("<details ", "<details open ")


def test_hostile_submissions_run_no_script_and_ask_for_nothing(
    together: str, tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    address, asked = listening
    text = together.replace("127.0.0.1:9", address)
    assert f"http://{address}/PWNED" in text
    assert text.count("<h1>") > 400
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    shown = render(tmp_path / "page.html")
    assert shown.title.startswith("Grading report: ")
    assert shown.console == []
    assert asked == []


def test_the_policy_holds_even_where_escaping_would_not(
    graded: Graded, tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    address, asked = listening
    text = (graded.folder / "report.html").read_text(encoding="utf-8")
    raw = (PAYLOADS + RAW).replace("127.0.0.1:9", address).replace("http-equiv=refresh", "")
    (tmp_path / "page.html").write_text(text.replace("<main>", f"<main>{raw}"), encoding="utf-8")
    shown = render(tmp_path / "page.html")
    assert shown.title.startswith("Grading report: ")
    assert any("Content Security Policy" in line for line in shown.console)
    assert asked == []


def test_this_test_would_see_a_script_and_a_request(tmp_path: Path, listening: tuple[str, list[str]]) -> None:
    address, asked = listening
    page = f"<!DOCTYPE html><title>quiet</title>{RAW}<script>console.error('seen\\nhere')</script>"
    (tmp_path / "page.html").write_text(page.replace("127.0.0.1:9", address), encoding="utf-8")
    shown = render(tmp_path / "page.html")
    assert shown.title == PWNED
    assert "seen\nhere" in shown.console
    assert asked


# --- how pages look


def class_member(number: int) -> SubmissionReport:
    long = "relu_derivative(np.array([[" + "0.123456, " * 60 + "0.]]))"
    wrong = [check("values", "failed", f"{long} is off.", call=long, expected="[[1.]]"), check("shape")]
    exercises = [exercise(number % 11, name=name, checks=wrong) for name in ("relu", "initialize_parameters", "tanh")]
    return submission(f"candidate {number}{'🎉' * 100 * (number == 3)}", *exercises)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the reports of a class of 30, with long names and long lines."""
    folder = tmp_path_factory.mktemp("class")
    write_reports(report(*map(class_member, range(30))), Catalogue(()), folder)
    return folder


def measured(page: Path, **options: object) -> Rendering:
    """Render ``page`` so that its title says how far it is wider than the window."""
    copy = page.with_name("measured.html")
    copy.write_text(POLICY.sub("", page.read_text(encoding="utf-8")).replace("</body>", f"{MEASURE}</body>"), "utf-8")
    shown = render(copy, **options)  # type: ignore[arg-type]
    copy.unlink()
    return shown


def brightness(shown: Rendering) -> float:
    """Return how bright the upper edge of the picture is, between 0 and 1."""
    return float(imread(io.BytesIO(shown.screenshot))[:5, :, :3].mean())


@pytest.mark.parametrize("page", ["report.html", "candidates/candidate_3.html"])
def test_a_page_fits_a_phone_and_a_desk_by_day_and_by_night(folder: Path, page: str) -> None:
    phone, desk = measured(folder / page, width=400, height=800, dark=True), measured(folder / page)
    assert (phone.title, desk.title) == ("0", "0")
    assert phone.console == desk.console == []
    assert brightness(phone) < 0.2
    assert brightness(desk) > 0.9


def test_a_page_can_be_printed(folder: Path) -> None:
    assert print_pdf(folder / "report.html").startswith(b"%PDF-")


@pytest.mark.parametrize(("where", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_a_browser_a_test_is_skipped_but_not_where_ci_is_to_have_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", where)
    with pytest.raises(outcome, match="Chromium is not"):
        render(tmp_path / "page.html")
