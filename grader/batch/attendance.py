"""Who of a roster has handed something in, noted while the submissions go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from grader.batch.matching import Matcher
from grader.batch.roster import Person
from grader.catalogue import Exercise
from grader.report import ExerciseReport, SubmissionReport, submission_report
from grader.submissions.discovery import UNKNOWN, Submission

STRANGER = "{name} (not in the roster)"
ABSENT = "Nothing was handed in under this name."


class Attendance:
    """The people of a roster, and who of them is present."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._matcher = Matcher(people)
        self._ranks: list[int] = []  # of the submissions: their owner's place on the roster, strangers last
        self._times = [0] * len(people)
        self.strangers: list[str] = []

    def owner_of(self, name: str) -> str | None:
        """Return the label of the person whose a file of this name is."""
        number = self._matcher.owner(name)
        return None if number is None else self._people[number].label

    def called(self, submissions: Iterable[Submission]) -> Iterator[Submission]:
        """Yield the submissions, named as the roster has it."""
        for submission in submissions:
            number = self._matcher.owner(submission.name)
            if number is None:
                self.strangers.append(submission.name)
                self._ranks.append(len(self._people))
                yield msgspec.structs.replace(submission, name=STRANGER.format(name=submission.name))
            else:
                self._times[number] += 1
                self._ranks.append(number)
                yield msgspec.structs.replace(submission, name=self._people[number].label)

    @property
    def repeated(self) -> list[str]:
        """Those of whom there is more than one submission."""
        return [person.label for person, times in zip(self._people, self._times, strict=True) if times > 1]

    @property
    def absent(self) -> list[str]:
        """Those of whom there is none."""
        return [person.label for person, times in zip(self._people, self._times, strict=True) if not times]

    def arranged(self, exercises: Sequence[Exercise]) -> list[int | SubmissionReport]:
        """Return the class in the roster's order, strangers last: the places of the submissions that have been yielded,
        and a report for each of those who handed in nothing.

        Parameters
        ----------
        exercises
            What they are expected to have handed in.
        """
        missing = [
            ExerciseReport(exercise.name, 0.0, exercise.points, 0.0, "not_attempted", ABSENT) for exercise in exercises
        ] or [ExerciseReport(UNKNOWN, 0.0, 0.0, 0.0, "not_attempted", ABSENT)]
        by_rank: dict[int, list[int | SubmissionReport]] = {}
        for place, rank in enumerate(self._ranks):
            by_rank.setdefault(rank, []).append(place)
        for rank, person in enumerate(self._people):
            if not self._times[rank]:
                by_rank[rank] = [submission_report(person.label, "", missing)]
        return [entry for rank in sorted(by_rank) for entry in by_rank[rank]]
