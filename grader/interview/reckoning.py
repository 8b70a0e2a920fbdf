"""From a log to its score card: what counts, where the time went, what was met on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grader.interview.advice import Standing, advice_for
from grader.interview.card import Away, Card, ExerciseCard, MetMistake, QuizAnswer, SelfRated, Span, State, Try
from grader.interview.clock import span
from grader.interview.records import (
    Answered,
    AnyRecord,
    Asked,
    Collected,
    Ended,
    Finished,
    Graded,
    Marked,
    Quizzed,
    Resumed,
    Settled,
    has,
    opened_of,
)
from grader.interview.timeline import Gap, ended_at, gaps, seconds_on, stretches
from grader.practice.recording import NO_ATTEMPT

_SET_BACK = 2.0  # seconds that clocks may differ by without a word
_SHORT_GAP = 5.0  # seconds; shorter ones are not spoken of one by one


def card_of(records: Sequence[AnyRecord]) -> Card:
    """Return the card that a log amounts to, so far."""
    opened = opened_of(records)
    ended = next((record for record in records if isinstance(record, Ended)), None)
    last = ended_at(records)
    spent = seconds_on(records)
    missing = gaps(records)
    exercises = [_exercise(records, asked, spent.get(asked.name, 0.0)) for asked in opened.exercises]
    rated = [
        SelfRated(r.exercise, r.question, r.typed, r.listens_for, r.rating) for r in records if isinstance(r, Answered)
    ]
    quiz = [_quiz(record) for record in records if isinstance(record, Quizzed)]

    def second(at: datetime) -> float:
        return round((at - opened.at).total_seconds(), 1)

    return Card(
        kit=opened.kit,
        opened_at=opened.at,
        state=_state(records),
        ended=ended.why if ended is not None else "",
        minutes=(opened.ends_at - opened.at).total_seconds() / 60,
        seconds=second(last),
        unsaved_seconds=round(spent.get("", 0.0), 1),
        track=opened.track,
        seed=opened.seed,
        feedback=opened.feedback,
        score=round(sum(exercise.score for exercise in exercises), 6),
        max_score=round(sum(exercise.max_score for exercise in exercises), 6),
        exercises=exercises,
        follow_ups=rated,
        quiz=quiz,
        spent=[Span(second(s.begin), second(s.end), s.exercise) for s in stretches(records)],
        away=[Away(second(gap.begin), second(gap.end), gap.why) for gap in missing],
        notes=[*opened.notes, *_notes(records, missing)],
        practise=advice_for(_standings(exercises, rated, quiz)) if ended is not None else [],
    )


def _state(records: Sequence[AnyRecord]) -> State:
    if not has(records, Ended):
        return "open"
    if not has(records, Settled):
        return "to be marked"
    return "finished" if has(records, Finished) else "questions"


def _exercise(records: Sequence[AnyRecord], asked: Asked, seconds: float) -> ExerciseCard:
    began = opened_of(records).at
    graded = [r for r in records if isinstance(r, Graded) and r.exercise == asked.name]
    marks = [r for r in records if isinstance(r, Marked) and r.exercise == asked.name]
    collected = [r for r in records if isinstance(r, Collected) and r.exercise == asked.name]
    final = next((mark.report for mark in reversed(marks) if mark.counts), None)
    shown = final or (graded[-1].report if graded else None)
    tries = [
        Try(round((r.at - began).total_seconds(), 1), r.report.score, r.report.max_score)
        for r in graded
        if r.report.verdict not in NO_ATTEMPT
    ]
    return ExerciseCard(
        name=asked.name,
        title=asked.title,
        track=asked.track,
        difficulty=asked.difficulty,
        minutes=asked.minutes,
        score=shown.score if shown is not None else 0.0,
        max_score=asked.points,
        verdict=shown.verdict if shown is not None else "not_attempted",
        message=shown.message if shown is not None else "",
        seconds=round(seconds, 1),
        attempts=tries,
        solved_after=next((t.second for t in tries if t.max_score > 0 and t.score >= t.max_score), None),
        mistakes=_mistakes(graded, marks),
        checks=shown.checks if shown is not None else [],
        source=collected[-1].source if collected else "",
    )


def _mistakes(graded: Sequence[Graded], marks: Sequence[Marked]) -> list[MetMistake]:
    """Return every mistake met, first met first."""
    counts = next((mark for mark in reversed(marks) if mark.counts), None)
    left = {(m.name, m.function) for m in counts.report.mistakes} if counts is not None else set()
    found: dict[tuple[str, str], MetMistake] = {}
    for report in [mark.report for mark in marks] + [record.report for record in graded]:
        for mistake in report.mistakes:
            key = mistake.name, mistake.function
            found.setdefault(key, MetMistake(*key, mistake.says, mended=counts is not None and key not in left))
    return list(found.values())


def _quiz(record: Quizzed) -> QuizAnswer:
    return QuizAnswer(
        record.exercise,
        record.topic,
        record.question,
        record.code,
        record.options,
        record.typed,
        record.right,
        record.answer,
        record.because,
        record.says,
    )


def _standings(
    exercises: Sequence[ExerciseCard], rated: Sequence[SelfRated], quiz: Sequence[QuizAnswer]
) -> list[Standing]:
    return [
        Standing(
            name=exercise.name,
            difficulty=exercise.difficulty,
            minutes=exercise.minutes,
            solved=exercise.verdict == "passed",
            begun=exercise.verdict != "not_attempted",
            seconds=exercise.seconds,
            mistakes=tuple((mistake.says, mistake.mended) for mistake in exercise.mistakes),
            missed=tuple(a.question for a in rated if a.exercise == exercise.name and a.rating in ("no", "skipped")),
            topics=tuple(answer.topic for answer in quiz if answer.exercise == exercise.name and not answer.right),
        )
        for exercise in exercises
    ]


def _notes(records: Sequence[AnyRecord], missing: Sequence[Gap]) -> list[str]:
    """Return what is to be known about clocks, gaps and late files."""
    notes = []
    long = [gap for gap in missing if gap.seconds >= _SHORT_GAP]
    if long:
        times = "once" if len(long) == 1 else f"{len(long)} times"
        whole = span(sum(gap.seconds for gap in long))
        notes.append(f"The program was not running for {whole} ({times}); that time counted.")
    behind = max((record.behind for record in records if isinstance(record, Resumed)), default=0.0)
    if behind > _SET_BACK:
        notes.append(f"The machine's clock was set back by {span(behind)}; that gave no time.")
    for record in records:
        if isinstance(record, Collected) and record.late:
            notes.append(
                f"{record.exercise} was changed after time was up; what had been graded before counts instead."
            )
        if isinstance(record, Collected) and record.problem:
            notes.append(f"{record.problem} What had been graded of {record.exercise} before counts instead.")
    return notes
