"""When time is up, everything is graded again, with nothing hidden: what counts, and each attempt on the way.

What was shown during the interview may have been a bare verdict; the card names the mistakes all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Exercise
from grader.interview.records import AnyRecord, Asked, Collected, Graded, Marked, opened_of
from grader.practice.recording import NO_ATTEMPT
from grader.report import ExerciseReport
from grader.submissions.attempts import attempt, read_source
from grader.submissions.discovery import Submission
from grader.submissions.reading import File

_MOST_ATTEMPTS = 40  # of one exercise; the latest


class _Version:
    """A source that was graded or collected, and since when it was known."""

    __slots__ = ("counts", "made_at", "number", "seen", "source")

    def __init__(self, source: str, made_at: datetime, number: int, seen: ExerciseReport | None) -> None:
        self.source, self.made_at, self.number, self.seen = source, made_at, number, seen
        self.counts = False


def mark(records: Sequence[AnyRecord], catalogue: Catalogue, now: datetime) -> list[Marked]:
    """Return the marks of an interview that has ended, exercise by exercise, attempts in order.

    An exercise that the catalogue no longer holds keeps what was seen of it.
    """
    from grader.grading.run import grade_here

    versions = {asked.name: _versions(records, asked) for asked in opened_of(records).exercises}
    submissions, wanted = [], []
    for name, listed in versions.items():
        exercise = catalogue.get(name)
        for version in listed if exercise is not None else ():
            assert exercise is not None
            submissions.append(_submission(exercise, version))
            wanted.append((name, version.number))
    with Zygote() as zygote:
        report = grade_here(submissions, catalogue, zygote)
    graded = {key: done.exercises[0] for key, done in zip(wanted, report.submissions, strict=True)}
    return [
        Marked(now, name, version.number, version.made_at, seen, version.counts)
        for name, listed in versions.items()
        for version in listed
        if (seen := graded.get((name, version.number), version.seen)) is not None
    ]


def _versions(records: Sequence[AnyRecord], asked: Asked) -> list[_Version]:
    """Return the different sources of an exercise in the order they were made; one of them counts."""
    found: dict[str, _Version] = {}
    for record in records:
        if isinstance(record, Graded) and record.exercise == asked.name and record.report.verdict not in NO_ATTEMPT:
            found.setdefault(record.source, _Version(record.source, record.at, len(found) + 1, record.report))
    kept = dict(list(found.items())[-_MOST_ATTEMPTS:])
    collected = [r for r in records if isinstance(r, Collected) and r.exercise == asked.name]
    if collected:
        last = collected[-1]
        final = found.get(last.source) or _Version(last.source, last.at, len(found) + 1, None)
        final.counts = True
        kept[last.source] = final
    return list(kept.values())


def _submission(exercise: Exercise, version: _Version) -> Submission:
    file = f"{exercise.name}.py"
    source = read_source(File(file, file, lambda most: version.source.encode()[:most]))
    return Submission(f"{exercise.name} {version.number}", file, [attempt(source, exercise)])
