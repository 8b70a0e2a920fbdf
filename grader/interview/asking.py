"""Asking the questions, one at a time; each answer is in the log before the next question comes.

Knows nothing of terminals: it is handed a way to read a line and a way to show text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.catalogue import Catalogue
from grader.interview.conduct import Interview
from grader.interview.log import Answered, Finished, Quizzed, Rating
from grader.interview.questions import Asking, FollowUp, is_asked, questions_for
from grader.quiz.answers import Judgement, Unreadable, judge, letter, show
from grader.quiz.question import Choice
from grader.quiz.selection import Item
from grader.quiz.session import QUIT
from grader.quiz.text import prompt_text, question_text, verdict_text
from grader.reports.layout import fill
from grader.reports.text import Paint

_RATINGS: dict[str, Rating] = {
    "y": "yes", "yes": "yes", "p": "partly", "partly": "partly", "n": "no", "no": "no"
}  # fmt: skip
_WIDEST = 88

Read = Callable[[str], str | None]  # gets the prompt; None where there is no more input
Write = Callable[[str], None]
Keep = Callable[[Item, bool], None]  # gets a question of the quiz, and whether the answer was right


class _Left(Exception):
    """The person wants no more questions."""


def ask_all(
    interview: Interview,
    catalogue: Catalogue,
    *,
    read: Read,
    write: Write,
    paint: Paint,
    width: Callable[[], int],
    keep: Keep = lambda _item, _right: None,
) -> bool:
    """Ask what has not been asked yet, and return whether the questions are over.

    They are not where input ends: they go on when the interview is resumed. Somebody who types ``q`` has had enough.

    Parameters
    ----------
    keep
        Hears of each question of the quiz that was answered.
    """
    asker = _Asker(interview, read, write, paint, width, keep)
    try:
        plan = questions_for(interview.log.records, catalogue)
        count = sum(map(len, plan.values()))
        number = 0
        for exercise, listed in plan.items():
            for asking in listed:
                number += 1
                if not is_asked(asking, exercise, interview.log.records):
                    asker.ask(asking, exercise, f"{number}/{count}")
    except _Left:
        pass
    except EOFError:
        return False
    interview.log.add(Finished(interview.timer.now()))
    return True


class _Asker:
    def __init__(
        self, interview: Interview, read: Read, write: Write, paint: Paint, width: Callable[[], int], keep: Keep
    ) -> None:
        self._interview, self._read, self._write = interview, read, write
        self._paint, self._width, self._keep = paint, width, keep

    def ask(self, asking: Asking, exercise: str, position: str) -> None:
        if isinstance(asking, FollowUp):
            self._follow_up(asking, position)
        else:
            self._quiz(asking, exercise, position)

    def _follow_up(self, asking: FollowUp, position: str) -> None:
        self._write(f"{self._paint(position, 'strong')}  {self._paint(asking.exercise, 'muted')}\n")
        self._write(self._filled(asking.question) + "\n")
        typed = self._line("say it aloud or type it, then Enter > ")
        self._write("")
        self._write(self._paint("An interviewer listens for:", "strong"))
        self._write(self._filled(asking.listens_for, "  ") + "\n")
        rating = self._rating()
        self._write("")
        self._interview.log.add(
            Answered(
                self._interview.timer.now(),
                asking.exercise,
                asking.number,
                asking.question,
                typed,
                asking.listens_for,
                rating,
            )
        )

    def _rating(self) -> Rating:
        while True:
            typed = self._line("did you say that? y yes, p partly, n no > ").lower()
            if not typed:
                return "skipped"
            if typed in _RATINGS:
                return _RATINGS[typed]
            self._write(self._paint("  y, p or n; Enter alone if you would rather not say.", "muted"))

    def _quiz(self, item: Item, exercise: str, position: str) -> None:
        question = item.question
        self._write(question_text(item, position, self._paint, self._width()))
        typed, judgement = self._judged(item)
        told = judgement if typed else None
        self._write(verdict_text(question, item.family.brief, told, self._paint, self._width()))
        self._interview.log.add(
            Quizzed(
                self._interview.timer.now(),
                exercise,
                item.family.name,
                item.family.topic,
                question.prompt,
                _said(item, typed),
                judgement.right,
                show(question.answer),
                question.because,
                question.code,
                judgement.says,
                _options(item),
            )
        )
        self._keep(item, judgement.right)

    def _judged(self, item: Item) -> tuple[str, Judgement]:
        while True:
            typed = self._line(prompt_text(item.question))
            if typed in ("", "?"):
                return "", Judgement(False)
            try:
                return typed, judge(item.question, typed)
            except Unreadable as error:
                self._write(self._paint(f"  {error}", "muted"))

    def _line(self, prompt: str) -> str:
        line = self._read(prompt)
        if line is None:
            raise EOFError
        line = line.strip()
        if line.lower() in QUIT:
            raise _Left
        return line

    def _filled(self, text: str, indent: str = "") -> str:
        return fill(text, min(self._width(), _WIDEST), indent)


def _said(item: Item, typed: str) -> str:
    """Return an answer as it reads without the options beside it."""
    answer = item.question.answer
    if not isinstance(answer, Choice) or not typed:
        return typed
    return next(
        f"{letter(index)}) {option.text}"
        for index, option in enumerate(answer.options)
        if letter(index) == typed.lower().strip("().")
    )


def _options(item: Item) -> list[str]:
    answer = item.question.answer
    return [option.text for option in answer.options] if isinstance(answer, Choice) else []


def count_left(interview: Interview, catalogue: Catalogue) -> int:
    """Return how many questions are still to be asked."""
    plan: Sequence[tuple[str, list[Asking]]] = list(questions_for(interview.log.records, catalogue).items())
    records = interview.log.records
    return sum(not is_asked(asking, exercise, records) for exercise, listed in plan for asking in listed)
