"""Chromium without a window: a page as a browser makes it, what its console says, and a picture to look at.

Chromium cannot be installed with pip, so it is looked for on the path. Where there is none a test is skipped with the
reason, but not where ``CI`` is set: there it has been installed, and its absence is a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",  # Chromium's own does not start as root, and these pages are ours
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--log-level=0",
)
_PATIENCE = 120  # seconds; a page takes about one
_CONSOLE = re.compile(r'^\[[^\]\n]*:CONSOLE[:(]\d+\)?\] "(.*?)", source: [^\n]* \(\d+\)$', re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a browser made of a page.

    ``dom`` is the document as HTML after its scripts have run; ``console`` what they wrote, errors and violations of
    the content security policy included; ``screenshot`` the window as a PNG.
    """

    dom: str
    console: list[str]
    screenshot: bytes

    @property
    def title(self) -> str:
        """The document's title, as HTML."""
        found = re.search(r"<title>(.*?)</title>", self.dom, re.DOTALL)
        return found[1] if found else ""


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def render(
    page: Path | str, *, width: int = 1200, height: int = 900, dark: bool = False, milliseconds: int = 3000
) -> Rendering:
    """Load a page in a profile of its own; skip the test where there is no browser.

    Parameters
    ----------
    page
        A file, or an address.
    width, height
        The viewport in CSS pixels.
    dark
        Prefer a dark colour scheme.
    milliseconds
        The page's own time that its timers and requests are given; it passes faster than a clock's.
    """
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "picture.png")
        done = _run(
            page,
            Path(folder, "profile"),
            "--dump-dom",
            f"--screenshot={picture}",
            # A window is at least 500 pixels wide, and gives some of its height to a frame; a kiosk's is the screen.
            "--kiosk",
            f"--screen-info={{{width}x{height}}}",
            f"--window-size={width},{height}",
            f"--virtual-time-budget={milliseconds}",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        )
        console = _CONSOLE.findall(done.stderr.decode("utf-8", "replace"))
        return Rendering(done.stdout.decode("utf-8", "replace"), console, picture.read_bytes())


def print_pdf(page: Path | str) -> bytes:
    """Return a page as it is printed, on paper of the browser's choice, without header and footer."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder, "page.pdf")
        _run(page, Path(folder, "profile"), f"--print-to-pdf={paper}", "--no-pdf-header-footer")
        return paper.read_bytes()


def _run(page: Path | str, profile: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    address = page.resolve().as_uri() if isinstance(page, Path) else page
    command = [_chromium(), *_FLAGS, f"--user-data-dir={profile}", *options, address]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE, env=environment)


def _chromium() -> str:
    path = find_chromium()
    if path is not None:
        return path
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail("Chromium is not on the path, and CI is to have it: see .ci/run.")
    pytest.skip("Chromium is not installed here.")
