"""What comes next in an interview, and the steps that are not shown: whoever runs it asks after each step again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from grader.catalogue import Catalogue
from grader.errors import UsageError
from grader.interview.card import Card, card_of, to_json
from grader.interview.conduct import Interview, end
from grader.interview.log import Ended, Finished, Settled, has
from grader.interview.marking import mark
from grader.interview.page import card_page
from grader.writing import write_whole

Step = Literal["work", "collect", "mark", "ask", "over"]
PAGE, DATA = "card.html", "card.json"


def next_step(interview: Interview) -> Step:
    """Return what is to be done."""
    records = interview.log.records
    if has(records, Finished):
        return "over"
    if has(records, Settled):
        return "ask"
    if has(records, Ended):
        return "mark"
    return "work" if interview.takes_work else "collect"


def settle(interview: Interview, catalogue: Catalogue) -> None:
    """Take the work as it is, and mark it, as far as that is not done."""
    if next_step(interview) in ("work", "collect"):
        end(interview)
    if next_step(interview) == "mark":
        for marked in mark(interview.log.records, catalogue, interview.timer.now()):
            interview.log.add(marked)
        interview.log.add(Settled(interview.timer.now()))


def write_card(interview: Interview) -> tuple[Card, Path]:
    """Write the card into the interview's folder, as a page and as data; return it, and where the page is.

    Raises
    ------
    UsageError
        If it cannot be written there.
    """
    card = card_of(interview.log.records)
    page = interview.folder / PAGE
    try:
        write_whole(page, card_page(card))
        write_whole(interview.folder / DATA, to_json(card))
    except OSError as error:
        raise UsageError(
            f"The card cannot be written into {interview.folder}: {error.strerror}. "
            "Once it can, `gradlings interview card` draws it again from the log."
        ) from error
    return card, page
