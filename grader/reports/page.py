"""A candidate's page, and how all pages of the reports are rendered."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from grader.pages import page_environment, policy_for
from grader.report import SubmissionReport
from grader.reports import wording
from grader.reports.distribution import ticks

_FOLDER = Path(__file__).parent / "pages"


def candidate_page(submission: SubmissionReport, titles: Mapping[str, str], kit: str) -> bytes:
    """Return one candidate's page as an HTML document in UTF-8; nothing in it is about anybody else.

    Parameters
    ----------
    titles
        What each exercise is called.
    kit
        The version that graded.
    """
    seconds = sum(exercise.seconds for exercise in submission.exercises)
    values = {"submission": submission, "titles": titles, "kit": kit, "seconds": seconds}
    return "".join(rendered("candidate.html.jinja", ["base.css"], values)).encode()


def rendered(template: str, styles: list[str], values: Mapping[str, object]) -> Iterator[str]:
    """Yield the pieces of a page made from ``template``, with the style sheets in it."""
    style, policy = _style(tuple(styles))
    # Ours, and the only text that is not escaped.
    return environment().get_template(template).generate(values, style=Markup(style), policy=policy)


@functools.cache
def environment() -> Environment:
    """Return how every page is made: escaped, and with no name left undefined."""
    made = page_environment(_FOLDER)
    made.filters |= {
        "duration": wording.duration,
        "exercises": wording.exercises_of,
        "first_step": wording.first_step,
        "mark": wording.mark,
        "percent": wording.percent,
        "percent_number": wording.percent_number,
        "says_nothing": wording.says_nothing,
        "summary": wording.summary,
        "text": wording.text_of,
        "thousands": wording.thousands,
        "tone": wording.tone,
    }
    made.globals |= {
        "score_of": wording.score_of,
        "share_of": wording.share_of,
        "ticks": ticks,
        "words": wording.VERDICTS,
    }
    return made


@functools.cache
def _style(names: tuple[str, ...]) -> tuple[str, str]:
    """Return the style sheets as one, and the policy that allows it and nothing else."""
    style = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
    return style, policy_for(style)
