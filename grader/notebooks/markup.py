"""Results as HTML for a notebook's output area.

Every style is inline, and text takes the colour that the notebook gives it: only marks and edges have colours of their
own, chosen to stand out on white and on black. So it looks right in light and dark themes, in JupyterLab, VS Code and
Colab, without a style sheet, a script or a media query, none of which every one of them lets through.

jinja2 escapes every value; the classes on the outermost element keep MathJax from reading ``$`` in them as formulas.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, Template

from grader.catalogue import Catalogue, Exercise
from grader.pages import page_environment
from grader.report import SubmissionReport
from grader.reports.text import call_to_try, printed_lines
from grader.reports.wording import VERDICTS, mark, score_of, tone

_PRINTED_WIDTH = 96


def submission_html(submission: SubmissionReport, catalogue: Catalogue, notes: Sequence[str] = ()) -> str:
    """Return what :func:`grader.reports.text.submission_text` says of a submission.

    Parameters
    ----------
    notes
        Sentences to say besides.
    """
    titles = {exercise.name: exercise.title for exercise in catalogue}
    return _template("result").render(submission=submission, titles=titles, notes=notes)


def notice_html(sentence: str) -> str:
    """Return a sentence that says why there is no result."""
    return _template("notice").render(sentence=sentence)


def hint_html(exercise: Exercise, hints: Sequence[tuple[str, str]], more: str) -> str:
    """Return hints to an exercise, each with its heading, the latest last; and what is to be said behind them."""
    return _template("hint").render(exercise=exercise, hints=hints, more=more)


@functools.cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.jinja")


@functools.cache
def _environment() -> Environment:
    environment = page_environment(Path(__file__).parent)
    environment.filters |= {"mark": mark, "tone": tone, "call": call_to_try, "lines": _lines}
    environment.globals |= {"score_of": score_of, "words": VERDICTS}
    return environment


def _lines(printed: str) -> str:
    return "\n".join(printed_lines(printed, _PRINTED_WIDTH)) if printed.strip() else ""
