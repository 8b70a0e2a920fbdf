"""In a real browser: the page of hostile submissions runs no script and asks for nothing.

Needs Chromium, which continuous integration does not install; what a parser can show is shown in ``test_inert``.
"""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports.conftest import Graded
from tests.reports.corpus import HOSTILE, LEAK, PWNED

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here")

PAYLOADS = "".join(text for text in HOSTILE.values() if "<" in text and "CDATA" not in text)
RAW = f"<script>document.title = '{PWNED}'</script><img src={LEAK} onerror=\"document.title = '{PWNED}'\">"


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


def title_in_chromium(page: Path, profile: Path) -> str:
    """Return the page's title after Chromium has loaded it and run what there is to run."""
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    found = re.search(r"<title>(.*?)</title>", dom, re.DOTALL)
    assert found is not None
    return found[1]


def test_hostile_submissions_run_no_script_and_ask_for_nothing(
    graded: Graded, tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    address, asked = listening
    text = (graded.folder / "report.html").read_text(encoding="utf-8").replace("127.0.0.1:9", address)
    assert f"http://{address}/PWNED" in text
    (tmp_path / "page.html").write_text(text.replace("<details ", "<details open "), encoding="utf-8")
    assert title_in_chromium(tmp_path / "page.html", tmp_path / "profile").startswith("Grading report: ")
    assert asked == []


def test_the_policy_holds_even_where_escaping_would_not(
    graded: Graded, tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    address, asked = listening
    text = (graded.folder / "report.html").read_text(encoding="utf-8")
    raw = (PAYLOADS + RAW).replace("127.0.0.1:9", address).replace("http-equiv=refresh", "")
    (tmp_path / "page.html").write_text(text.replace("<main>", f"<main>{raw}"), encoding="utf-8")
    assert title_in_chromium(tmp_path / "page.html", tmp_path / "profile").startswith("Grading report: ")
    assert asked == []


def test_this_test_would_see_a_script_and_a_request(tmp_path: Path, listening: tuple[str, list[str]]) -> None:
    address, asked = listening
    page = f"<!DOCTYPE html><title>quiet</title>{RAW}".replace("127.0.0.1:9", address)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert title_in_chromium(tmp_path / "page.html", tmp_path / "profile") == PWNED
    assert asked
