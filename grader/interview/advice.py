"""What to practise next: a few commands, the most useful first, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from grader.interview.clock import span

_MOST = 5
_SLOW = 1.5  # times the minutes an exercise is meant for


class Advice(msgspec.Struct, frozen=True):
    """A command to type, and why."""

    command: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with an exercise after an interview.

    Parameters
    ----------
    mistakes
        What each mistake says, and whether it was mended.
    missed
        Follow-up questions that they could not answer, by their own word.
    topics
        Of the quiz questions they got wrong.
    """

    name: str
    difficulty: int
    minutes: int
    solved: bool
    begun: bool
    seconds: float
    mistakes: tuple[tuple[str, bool], ...] = ()
    missed: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def advice_for(standings: Sequence[Standing]) -> list[Advice]:
    """Return what to do next: unsolved exercises first, easy ones before hard ones; never the same command twice."""
    order = sorted(standings, key=lambda standing: (standing.solved, standing.difficulty, standing.minutes))
    found: dict[str, Advice] = {}
    for step in (_unsolved, _wrong_answers, _mended, _slow, _unsaid):
        for standing in order:
            for advice in step(standing):
                found.setdefault(advice.command, advice)
    listed = list(found.values())[:_MOST]
    return listed or [_nothing_left(standings)]


def _unsolved(standing: Standing) -> Iterator[Advice]:
    if standing.solved:
        return
    left = [says for says, mended in standing.mistakes if not mended]
    if left:
        yield Advice(f"gradlings hint {standing.name}", left[0])
    elif standing.begun:
        yield Advice(f"gradlings hint {standing.name}", f"{standing.name} is begun, and does not pass yet.")
    else:
        why = f"{standing.name} was not begun: it is meant to take {standing.minutes} minutes."
        yield Advice(f"gradlings hint {standing.name}", why)


def _wrong_answers(standing: Standing) -> Iterator[Advice]:
    for topic in standing.topics:
        yield Advice(f"gradlings quiz --topic {topic}", f"A question on {topic} was answered wrongly.")


def _mended(standing: Standing) -> Iterator[Advice]:
    mended = [says for says, mended in standing.mistakes if mended]
    if standing.solved and mended:
        yield Advice(f"gradlings quiz --topic {standing.name}", f"You met this, and mended it: {mended[0]}")


def _slow(standing: Standing) -> Iterator[Advice]:
    if standing.solved and standing.seconds > _SLOW * 60 * standing.minutes:
        why = f"Solved, in {span(standing.seconds)}; once more from the empty stub, in {standing.minutes} minutes."
        yield Advice(f"gradlings reset {standing.name}", why)


def _unsaid(standing: Standing) -> Iterator[Advice]:
    if standing.missed:  # the solution's notes answer it, but must not give away what is not solved yet
        command = (
            f"gradlings solution {standing.name}" if standing.solved else f"gradlings quiz --topic {standing.name}"
        )
        yield Advice(command, f"This is still open: {standing.missed[0]}")


def _nothing_left(standings: Sequence[Standing]) -> Advice:
    hardest = max((standing.difficulty for standing in standings), default=0)
    return Advice("gradlings interview", f"All solved, up to difficulty {hardest}. The next set will be another one.")
