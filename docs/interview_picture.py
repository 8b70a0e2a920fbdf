"""Draws docs/interview.png, the score card of a mock interview: ``python docs/interview_picture.py``.

Needs gradlings installed and Chromium on the path. The answers are right solutions and catalogued mistakes of the kit's
own, graded as an interview grades them; only the clock is moved by hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from report_picture import photograph

from grader.authoring.trials import mistake_source
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, load_catalogue
from grader.content import own_bank
from grader.grading.own_work import own_submissions
from grader.grading.run import grade_here
from grader.interview.asking import ask_all
from grader.interview.clock import Clock
from grader.interview.conduct import Terms, begin, leave, look_into, resume, status, take
from grader.interview.log import AnyRecord
from grader.interview.questions import FollowUp, questions_for
from grader.interview.selection import Set
from grader.interview.sitting import settle, write_card
from grader.quiz.answers import letter, show
from grader.quiz.question import Choice
from grader.reports.text import unpainted

PICTURE = Path(__file__).resolve().parent / "interview.png"
SIZE = (1000, 1240)
BEGINS = datetime.now(UTC)  # the files bear this time, and have to be in time
NAMES = ("update_parameters", "backward_propagation")

# Minutes from the beginning, and what was saved then: an exercise, and a mistake (function and name) or "right"; the
# program is left at a "leave" and started again at a "return".
STORY = [
    (3.5, "update_parameters", "update_parameters/ascent"),
    (5.5, "update_parameters", "right"),
    (17.0, "backward_propagation", "backward_propagation/slope_forgotten"),
    (21.0, "leave", ""),
    (24.5, "return", ""),
    (31.0, "backward_propagation", "backward_propagation/slope_at_output"),
    (37.0, "backward_propagation", "backward_propagation/bias_gradient_averaged"),
]
SAID = ["in place saves memory, new arrays keep a checkpoint", "y", "", "p"]
SAID_LATER = ["it enters once, with the error of the last layer", "y", "", "n"]


class Hands:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.minutes = 0.0

    @property
    def clock(self) -> Clock:
        """The clock as the interview reads it."""
        return Clock(lambda: BEGINS + timedelta(minutes=self.minutes), lambda: 60 * self.minutes, "by hand")


def source(catalogue: Catalogue, name: str, what: str) -> str:
    """Return a right solution, or one with a catalogued mistake."""
    exercise = catalogue[name]
    if what == "right":
        return exercise.stub.split("def " + name)[0] + exercise.solution_path.read_text(encoding="utf-8")
    return mistake_source(exercise, *what.split("/"))


def conduct(folder: Path, catalogue: Catalogue) -> Path:
    """Go through the story, and return the card's page."""
    hands = Hands()
    chosen = Set(tuple(catalogue[name] for name in NAMES), seed=3)
    interview = begin(folder, chosen, Terms(45), hands.clock)
    with Zygote() as zygote:
        for minute, name, what in STORY:
            while hands.minutes < minute:
                hands.minutes = min(hands.minutes + 1, minute)
                if not interview.log.closed:
                    status(interview)
            if name == "leave":
                leave(interview)
            elif name == "return":
                interview = resume(look_into(folder, hands.clock))
            else:
                (folder / f"{name}.py").write_text(source(catalogue, name, what), encoding="utf-8")
                report = grade_here(own_submissions([name], folder, catalogue), catalogue, zygote, feedback="verdict")
                take(interview, report.submissions[0].exercises[0], interview.timer.now())
    while hands.minutes < 44.9:
        hands.minutes += 1
        status(interview)
    settle(interview, catalogue)
    answers = answered(interview.log.records, catalogue)
    ask_all(
        interview, catalogue, read=lambda _prompt: next(answers), write=lambda _text: None, paint=unpainted,
        width=lambda: 80,
    )  # fmt: skip
    page = write_card(interview)[1]
    interview.log.close()
    return page


def answered(records: list[AnyRecord], catalogue: Catalogue) -> Iterator[str]:
    """Yield what is typed: the first question of the quiz is answered rightly, the second is not answered."""
    said = iter([*SAID, *SAID_LATER])
    right = True
    for listed in questions_for(records, catalogue).values():
        for asking in listed:
            if isinstance(asking, FollowUp):
                yield next(said)
                yield next(said)
            elif right:
                answer = asking.question.answer
                yield letter(answer.right) if isinstance(answer, Choice) else show(answer)
                right = False
            else:
                yield ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        photograph(conduct(Path(work) / "talk", load_catalogue([own_bank()])), PICTURE, SIZE)
