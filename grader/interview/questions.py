"""The questions after the work: an exercise's follow-ups, and some of the quiz on the same subject.

Follow-ups have no answer that a program could grade. A person says or types theirs, sees what an interviewer listens
for, and judges it; the card keeps these apart from the questions of the quiz, which are graded exactly.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.catalogue import Catalogue, Exercise
from grader.errors import UsageError
from grader.interview.log import Answered, AnyRecord, Quizzed, opened_of
from grader.interview.prose import readable
from grader.quiz.selection import Item, choose

_ASKED = "## Follow-up questions"
_ANSWERED = "## Follow-ups, answered"
_NUMBERED = re.compile(r"^(\d+)\. ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question an interviewer asks about one's own code, and what they listen for."""

    exercise: str
    number: int
    question: str
    listens_for: str


Asking = FollowUp | Item


def follow_ups(exercise: Exercise) -> list[FollowUp]:
    """Return the follow-up questions of an exercise that are answered in its notes, in the order of the brief."""
    asked = _numbered(_section(exercise.brief_path.read_text(encoding="utf-8"), _ASKED))
    notes = exercise.secret_folder / "NOTES.md"
    answered = _numbered(_section(notes.read_text(encoding="utf-8"), _ANSWERED)) if notes.is_file() else {}
    return [
        FollowUp(exercise.name, number, question, answered[number])
        for number, question in asked.items()
        if number in answered
    ]


def questions_for(records: Sequence[AnyRecord], catalogue: Catalogue) -> dict[str, list[Asking]]:
    """Return what is to be asked about each exercise: the same questions each time the log is read.

    Those that were asked already are among them.
    """
    opened = opened_of(records)
    plan: dict[str, list[Asking]] = {}
    for asked in opened.exercises:
        exercise = catalogue.get(asked.name)
        if exercise is None:
            continue
        rng = random.Random(f"{opened.seed} {asked.name}")
        listed = follow_ups(exercise)
        drawn = rng.sample(listed, min(opened.follow_ups, len(listed)))
        plan[asked.name] = [*sorted(drawn, key=lambda question: question.number), *_quiz(asked.name, opened.quiz, rng)]
    return plan


def is_asked(asking: Asking, exercise: str, records: Sequence[AnyRecord]) -> bool:
    """Say whether the log holds an answer to a question."""
    if isinstance(asking, FollowUp):
        return any(
            isinstance(r, Answered) and (r.exercise, r.number) == (asking.exercise, asking.number) for r in records
        )
    return any(isinstance(r, Quizzed) and (r.exercise, r.family) == (exercise, asking.family.name) for r in records)


def _quiz(exercise: str, count: int, rng: random.Random) -> list[Item]:
    from grader.quiz.bank import families_about

    try:
        return choose(families_about(exercise), count, rng) if count else []
    except UsageError:  # an exercise of somebody's own bank, of which the quiz knows nothing
        return []


def _section(text: str, heading: str) -> str:
    _before, found, rest = text.partition(f"{heading}\n")
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0] if found else ""


def _numbered(section: str) -> dict[int, str]:
    """Return the numbered paragraphs of a section, as plain text; what follows the last one does not belong to it."""
    pieces = _NUMBERED.split(section)[1:]
    numbered = zip(pieces[::2], pieces[1::2], strict=True)
    return {int(number): readable(re.split(r"\n\s*\n", text)[0]) for number, text in numbered}
