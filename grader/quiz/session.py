"""A quiz from its first question to its score.

Knows nothing of terminals: it is handed a way to read a line and a way to show text, and reports each answer as soon as
it is given, so that nothing is lost when a quiz is broken off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from grader.quiz.answers import Judgement, Unreadable, how_to_answer, judge, show
from grader.quiz.question import Choice, Question
from grader.quiz.selection import Item
from grader.quiz.text import prompt_text, question_text, score_text, verdict_text
from grader.reports.text import Paint

QUIT = {"q", "quit", "exit"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An item and what became of it; ``judgement`` is None as long as nobody answered."""

    item: Item
    typed: str = ""
    judgement: Judgement | None = None

    @property
    def right(self) -> bool:
        """Whether it was answered rightly."""
        return self.judgement is not None and self.judgement.right


class Quiz:
    """Asks items one by one.

    Parameters
    ----------
    read
        Gets the prompt and returns a line, or None when there are no more.
    write
        Shows a text.
    keep
        Gets each reply as soon as it is judged.
    patient
        Ask again when an answer cannot be read; otherwise such an answer is wrong.
    """

    def __init__(
        self,
        items: Iterable[Item],
        *,
        read: Callable[[str], str | None],
        write: Callable[[str], None],
        keep: Callable[[Reply], None],
        paint: Paint,
        width: Callable[[], int],
        patient: bool,
    ) -> None:
        self._items = list(items)
        self._read, self._write, self._keep = read, write, keep
        self._paint, self._width, self._patient = paint, width, patient
        self.replies: list[Reply] = []

    def run(self) -> None:
        """Ask until all is answered, or the person leaves. Questions that find no more input are shown all the same."""
        reading = True
        for number, item in enumerate(self._items, start=1):
            self._write(question_text(item, f"{number}/{len(self._items)}", self._paint, self._width()))
            reply = self._ask(item, reading)
            if reply is None:
                return
            self.replies.append(reply)
            if reply.judgement is None:
                reading = False
                if self._patient:
                    return
                continue
            self._keep(reply)
            judgement = reply.judgement if reply.typed else None
            self._write(verdict_text(item.question, item.family.brief, judgement, self._paint, self._width()))

    @property
    def score(self) -> str:
        """The score as text."""
        answered = [reply for reply in self.replies if reply.judgement is not None]
        missed = [reply.item.family.brief for reply in answered if not reply.right]
        right = sum(reply.right for reply in answered)
        return score_text(right, len(answered), len(self._items), missed, self._paint, self._width())

    @property
    def flawless(self) -> bool:
        """Whether nothing was answered wrongly."""
        return all(reply.right for reply in self.replies if reply.judgement is not None)

    def _ask(self, item: Item, reading: bool) -> Reply | None:
        """Return the reply, without a judgement where input has ended, or None if the person wants to leave."""
        while True:
            typed = self._read(prompt_text(item.question)) if reading else None
            if typed is None:
                if not self._patient:
                    self._write(self._paint(f"({how_to_answer(item.question.answer)})\n", "muted"))
                return Reply(item)
            typed = typed.strip()
            if not self._patient:  # nobody saw the prompt, nor what was typed
                self._write(self._paint(f"{prompt_text(item.question)}{typed}", "muted"))
            if typed.lower() in QUIT:
                return None
            if typed in ("", "?"):
                return Reply(item, "", Judgement(False))
            try:
                return Reply(item, typed, judge(item.question, typed))
            except Unreadable as error:
                if not self._patient:
                    return Reply(item, typed, Judgement(False, str(error)))
                self._write(self._paint(f"  {error}", "muted"))


def reply_record(reply: Reply) -> dict[str, Any]:
    """Return a reply as plain data; the answer and its reasons are in it only once an answer was given."""
    family, question = reply.item.family, reply.item.question
    record: dict[str, Any] = {
        "family": family.name,
        "instance": reply.item.instance,
        "topic": family.topic,
        "brief": {"exercise": family.brief.exercise, "section": family.brief.section},
        **_asked(question),
    }
    if reply.judgement is not None:
        record |= {
            "typed": reply.typed,
            "right": reply.judgement.right,
            "says": reply.judgement.says,
            "answer": show(question.answer),
            "because": question.because,
        }
    return record


def _asked(question: Question) -> dict[str, Any]:
    asked: dict[str, Any] = {"prompt": question.prompt, "code": question.code}
    if isinstance(question.answer, Choice):
        asked["options"] = [option.text for option in question.answer.options]
    return asked | {"expects": how_to_answer(question.answer)}
