"""Questions and verdicts as text for a terminal of any width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from grader.quiz.answers import Judgement, how_to_answer, letter, show
from grader.quiz.question import TOPICS, Brief, Choice, Family, Question
from grader.quiz.selection import Item
from grader.reports.text import Paint

_WIDEST = 88


def question_text(item: Item, position: str, paint: Paint, width: int) -> str:
    """Return a question with its code and its options.

    Parameters
    ----------
    position
        Where in the quiz it stands, such as ``3/10``.
    """
    width = min(width, _WIDEST)
    question = item.question
    lines = [
        f"{paint(position, 'strong')}  {paint(item.family.topic, 'muted')}",
        "",
        _fill(typeset(question.prompt), width),
    ]
    if question.code:
        lines += ["", *_code_lines(question.code, paint, width)]
    if isinstance(question.answer, Choice):
        lines.append("")
        lines += [
            _fill(f"{letter(index)}) {option.text}", width, "  ", "     ")
            for index, option in enumerate(question.answer.options)
        ]
    return "\n".join([*lines, ""])


def prompt_text(question: Question) -> str:
    """Return what stands before the cursor."""
    return f"{how_to_answer(question.answer)} > "


def verdict_text(question: Question, brief: Brief, judgement: Judgement | None, paint: Paint, width: int) -> str:
    """Return what to say to an answer; None stands for a person who gave none."""
    width = min(width, _WIDEST)
    if judgement is not None and judgement.right:
        lines = [paint("✓ Right.", "good")]
    else:
        opening = paint("✗ No.", "bad") if judgement is not None else paint("·", "muted")
        told = _fill(f"The answer is {show(question.answer).rstrip('.')}.", width - 8).split("\n")
        lines = [f"{opening} {told[0]}", *(f"  {line}" for line in told[1:])]
        if judgement is not None and judgement.says:
            lines.append(paint(_fill(judgement.says, width, "  ▸ ", "    "), "mistake"))
    lines.append(_fill(typeset(question.because), width, "  "))
    lines.append(paint(_fill(f"Read on: {brief_text(brief)}", width, "  "), "muted"))
    return "\n".join([*lines, ""])


def brief_text(brief: Brief) -> str:
    """Return a citation of a brief and the section in it."""
    return f"the brief of {brief.exercise}" + (f", “{brief.section}”" if brief.section else "")


def score_text(right: int, answered: int, asked: int, missed: Iterable[Brief], paint: Paint, width: int) -> str:
    """Return the score, and which briefs to read again."""
    if not answered:
        return f"{asked} question{'s' if asked != 1 else ''}, none answered."
    score = f"{right} of {answered} right"
    unanswered = asked - answered
    rest = f", {unanswered} not answered" if unanswered else ""
    line = (paint(score, "good") if right == answered else paint(score, "strong")) + rest
    again = list(dict.fromkeys(brief.exercise for brief in missed))
    if again:
        line += "\n" + _fill(f"To read again: the briefs of {', '.join(again)}.", min(width, _WIDEST))
    return line


def topics_text(families: Iterable[Family], paint: Paint, width: int) -> str:
    """Return the topics with how many questions they hold."""
    listed = list(families)
    width_of_names = max(map(len, TOPICS))
    lines = []
    for topic, about in TOPICS.items():
        inside = [family for family in listed if family.topic == topic]
        count = f"{len(inside):>3} kinds  {sum(map(len, inside)):>4} questions"
        lines.append(f"{paint(f'{topic:<{width_of_names}}', 'strong')}  {count}")
        lines.append(paint(_fill(about, min(width, _WIDEST), "    "), "muted"))
    total = f"{len(listed)} kinds, {sum(map(len, listed))} questions; --topic takes the name of an exercise as well."
    return "\n".join([*lines, "", _fill(total, min(width, _WIDEST))])


def typeset(text: str) -> str:
    """Return prose with true minus signs before numbers; a hyphen in 1e-5 stays."""
    return re.sub(r"(?<![\w.])-(?=[\d.])", "−", text)


def _code_lines(code: str, paint: Paint, width: int) -> Iterator[str]:
    lines = code.split("\n")
    numbers = len(str(len(lines)))
    room = width - numbers - 5
    for number, line in enumerate(lines, start=1):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        pieces = textwrap.wrap(
            line, room, subsequent_indent=indent, drop_whitespace=False, break_on_hyphens=False
        ) or [""]  # fmt: skip
        for position, piece in enumerate(pieces):
            label = f"{number:>{numbers}}" if not position else " " * numbers
            yield f"  {paint(f'{label} │', 'muted')} {paint(piece.rstrip(), 'code')}"


def _fill(text: str, width: int, first: str = "", later: str | None = None) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=first if later is None else later, break_on_hyphens=False
    )
