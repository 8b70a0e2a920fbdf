"""A report as one HTML page that needs nothing beside it: no network, no script, light and dark, on screen and paper.

Two locks, one behind the other: jinja2 escapes every value, and a content security policy, which names the page's one
style sheet by its hash, lets a browser run no script and fetch nothing even if something had got through.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.catalogue import Catalogue
from grader.report import Report
from grader.reports.wording import VERDICTS, exercises_of, main_reason, score_of, totals

_FOLDER = Path(__file__).parent
_MARKS = {"passed": "✓", "failed": "✗", "skipped": "·", "not_attempted": "–"}
_STOPPED = "!"
_FEW = 3  # submissions: up to that many, what did not pass is open from the start


def to_html(report: Report, catalogue: Catalogue) -> bytes:
    """Return the report as an HTML document in UTF-8."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"exercises": exercises_of, "reason": main_reason, "mark": mark, "tone": tone}
    environment.globals |= {"score_of": score_of, "words": VERDICTS, "share": share}
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    page = environment.get_template("report.html.jinja").render(
        report=report,
        totals=totals(report),
        titles={exercise.name: exercise.title for exercise in catalogue},
        style=Markup(style),  # ours, and the only text that is not escaped
        policy=_policy(style),
        open_failed=len(report.submissions) <= _FEW,
    )
    return page.encode()


def mark(verdict: str) -> str:
    """Return the sign of a verdict or status, so that colour is never the only difference."""
    return _MARKS.get(verdict, _STOPPED)


def tone(verdict: str) -> str:
    """Return the class of a verdict or status: good, quiet or bad."""
    return "good" if verdict == "passed" else "quiet" if verdict in ("skipped", "not_attempted") else "bad"


def share(points: float, of: float) -> str:
    """Return a score as a whole number of per cent, rounded down: 100 is full marks."""
    return str(int(100 * points / of)) if of else "0"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
