"""What is due now, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from grader.practice.progress import Attempt
from grader.quiz.history import History
from grader.reports.text import Paint
from grader.review.attempts import reviews_of
from grader.review.schedule import Memory, Past, scheduled


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that was ever learnt: what is due, most forgotten first, and the rest, soonest first."""

    due: tuple[Memory, ...]
    later: tuple[Memory, ...]

    def of_kind(self, kind: str) -> list[Memory]:
        """Return what is due of one kind."""
        return [memory for memory in self.due if memory.kind == kind]


def agenda(
    history: History,
    attempts: Mapping[str, Sequence[Attempt]],
    now: datetime,
    *,
    families: Collection[str],
    exercises: Collection[str],
) -> Agenda:
    """Return what is due at ``now``.

    Parameters
    ----------
    families, exercises
        What still exists; the rest of the history is passed over.
    """
    answered: dict[str, list[Past]] = {}
    for answer in history.answers:
        answered.setdefault(answer.family, []).append(Past(answer.at, "known" if answer.right else "failed"))
    found = [scheduled("quiz", name, past, now) for name, past in answered.items() if name in families]
    found += [scheduled("exercise", name, reviews_of(a), now) for name, a in attempts.items() if name in exercises]
    memories = [memory for memory in found if memory is not None]
    due = sorted((memory for memory in memories if memory.due <= now), key=lambda memory: (memory.recall, memory.due))
    later = sorted((memory for memory in memories if memory.due > now), key=lambda memory: memory.due)
    return Agenda(tuple(due), tuple(later))


def agenda_text(found: Agenda, topics: Mapping[str, str], now: datetime, paint: Paint) -> str:
    """Return what is due, in words.

    Parameters
    ----------
    topics
        The topic of each family of questions.
    """
    questions, exercises = found.of_kind("quiz"), found.of_kind("exercise")
    if not found.due and not found.later:
        return (
            "Nothing to review yet. Answer some questions with `gradlings quiz`, or solve an exercise, and come back."
        )
    lines = []
    if found.due:
        counted = [_counted(len(questions), "question"), _counted(len(exercises), "exercise")]
        lines.append(paint("Due: " + " and ".join(text for text in counted if text), "strong"))
    else:
        lines.append(paint("Nothing is due.", "good"))
    if questions:
        by_topic: dict[str, int] = {}
        for memory in questions:
            by_topic[topics[memory.name]] = by_topic.get(topics[memory.name], 0) + 1
        lines.append("  questions on " + ", ".join(f"{topic} ({count})" for topic, count in by_topic.items()))
    lines += [
        f"  {memory.name}, last tried {span(now - memory.last)} ago: write it again from the empty stub, then "
        f"`gradlings check {memory.name}`"
        for memory in exercises
    ]
    if found.later:
        following = found.later[0]
        what = following.name if following.kind == "exercise" else f"a question on {topics[following.name]}"
        more = f" ({_counted(len(found.later), 'thing')} later on)" if len(found.later) > 1 else ""
        lines.append(paint(f"  next: {what} in {span(following.due - now)}{more}", "muted"))
    return "\n".join(lines)


def span(time: timedelta) -> str:
    """Return a span of time in the unit that suits it."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 60:
        return _counted(minutes, "minute")
    if minutes < 36 * 60:
        return _counted(round(minutes / 60), "hour")
    return _counted(round(minutes / (24 * 60)), "day")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
