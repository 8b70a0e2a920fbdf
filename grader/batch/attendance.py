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

    def order(self) -> list[int]:
        """Return the places of the submissions that have been yielded in the order of the roster, strangers last."""
        return sorted(range(len(self._ranks)), key=lambda place: (self._ranks[place], place))

    @property
    def repeated(self) -> list[str]:
        """Those of whom there is more than one submission."""
        return [person.label for person, times in zip(self._people, self._times, strict=True) if times > 1]

    @property
    def absent(self) -> list[str]:
        """Those of whom there is none."""
        return [person.label for person, times in zip(self._people, self._times, strict=True) if not times]

    def absentees(self, exercises: Sequence[Exercise]) -> list[SubmissionReport]:
        """Return a report for each of those who handed in nothing.

        Parameters
        ----------
        exercises
            What they are expected to have handed in.
        """
        missing = [
            ExerciseReport(exercise.name, 0.0, exercise.points, 0.0, "not_attempted", ABSENT) for exercise in exercises
        ] or [ExerciseReport(UNKNOWN, 0.0, 0.0, 0.0, "not_attempted", ABSENT)]
        return [submission_report(name, "", missing) for name in self.absent]
