"""What a whole class did: counted in one pass over the submissions, which are not kept.

Of each candidate a line is kept; of each exercise, check and mistake, numbers.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from grader.report import CheckReport, ExerciseReport, SubmissionReport, Verdict
from grader.reports.distribution import Distribution, distribution
from grader.reports.filenames import unique_name
from grader.reports.junit import Tally, tally
from grader.reports.wording import main_reason, share_of, totals_of

_UNRUN: set[Verdict] = {"not_attempted", "not_gradable"}  # no attempt that says how hard an exercise is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate's line: ``file`` is what their page is called, ``marks`` the verdict and per cent of an exercise."""

    name: str
    file: str
    score: float
    max_score: float
    passed: bool
    seconds: float
    reason: str
    marks: Mapping[str, tuple[Verdict, int]]

    @property
    def share(self) -> int:
        """The score as a whole number of per cent, 100 for full marks alone."""
        return share_of(self.score, self.max_score)


@dataclass(slots=True)
class ExerciseTally:
    """What came of one exercise: the scores in per cent and the seconds of those that ran, and every verdict."""

    name: str
    shares: array[float] = field(default_factory=lambda: array("d"))
    seconds: array[float] = field(default_factory=lambda: array("d"))
    verdicts: dict[Verdict, int] = field(default_factory=dict)

    def add(self, exercise: ExerciseReport) -> None:
        """Count one candidate's."""
        self.verdicts[exercise.verdict] = self.verdicts.get(exercise.verdict, 0) + 1
        if exercise.verdict not in _UNRUN and exercise.max_score:
            self.shares.append(100 * exercise.score / exercise.max_score)
            self.seconds.append(exercise.seconds)

    def count(self, *verdicts: Verdict) -> int:
        """Return how many candidates met one of these verdicts."""
        return sum(self.verdicts.get(verdict, 0) for verdict in verdicts)

    @property
    def distribution(self) -> Distribution | None:
        """How the scores lie; None if nobody's ran."""
        return distribution(self.shares)

    @property
    def typical_seconds(self) -> float:
        """The median time to grade it."""
        return median(self.seconds) if self.seconds else 0.0


@dataclass(slots=True)
class CheckTally:
    """How many candidates met a check, and how many failed it."""

    exercise: str
    title: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, check: CheckReport) -> None:
        """Count one candidate's."""
        match check.status:
            case "passed":
                self.passed += 1
            case "failed":
                self.failed += 1
            case "skipped":
                self.skipped += 1

    @property
    def attempts(self) -> int:
        """How many candidates came as far as this check."""
        return self.passed + self.failed

    @property
    def share(self) -> float:
        """The share of them that failed it, in per cent."""
        return 100 * self.failed / self.attempts if self.attempts else 0.0

    @property
    def certain_share(self) -> float:
        """The share that the numbers vouch for, to rank by: 1 of 1 says less than 40 of 50.

        The lower end of the 95 % interval of a proportion (Wilson 1927).
        """
        if not self.attempts:
            return 0.0
        n, p, z = self.attempts, self.failed / self.attempts, 1.96
        return (p + z * z / (2 * n) - z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)


@dataclass(slots=True)
class MistakeTally:
    """A mistake that has a name, and who made it, as numbers in :attr:`Cohort.candidates`."""

    exercise: str
    function: str
    says: str
    candidates: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A class, counted."""

    candidates: list[Candidate]
    exercises: list[ExerciseTally]
    checks: list[CheckTally]
    mistakes: list[MistakeTally]
    tally: Tally

    @property
    def full(self) -> int:
        """How many candidates got full marks; a file beside their work that cannot be read takes none away."""
        return sum(share >= 1 for share in self._shares)

    @property
    def in_words(self) -> str:
        """How many there are, how many got full marks, and the mean score."""
        return totals_of(len(self.candidates), self._shares)

    @property
    def _shares(self) -> list[float]:
        return [one.score / one.max_score for one in self.candidates if one.max_score]

    @property
    def seconds(self) -> float:
        """How long all of it took to grade, one after the other."""
        return sum(candidate.seconds for candidate in self.candidates)

    @property
    def empty(self) -> int:
        """How many candidates attempted nothing that is graded; they have no score."""
        return sum(not candidate.max_score for candidate in self.candidates)

    @property
    def totals(self) -> list[float]:
        """The most points a candidate could get: one number if all attempted as much."""
        return sorted({candidate.max_score for candidate in self.candidates if candidate.max_score})

    @property
    def distribution(self) -> Distribution | None:
        """How the scores lie, each in per cent of the points of what was attempted."""
        return distribution([100 * one.score / one.max_score for one in self.candidates if one.max_score])

    @property
    def hardest_checks(self) -> list[CheckTally]:
        """The checks that somebody failed, the hardest first."""
        failed = [check for check in self.checks if check.failed]
        return sorted(failed, key=lambda check: (-check.certain_share, -check.failed))

    @property
    def common_mistakes(self) -> list[MistakeTally]:
        """The named mistakes, the most common first."""
        return sorted(self.mistakes, key=lambda mistake: -len(mistake.candidates))

    @property
    def slowest(self) -> list[Candidate]:
        """The candidates, the one that took longest first."""
        return sorted(self.candidates, key=lambda candidate: -candidate.seconds)


def cohort_of(submissions: Iterable[SubmissionReport], order: Iterable[str] = ()) -> Cohort:
    """Count ``submissions`` in one pass.

    Parameters
    ----------
    order
        Names of exercises in the order to show them in; those it lacks come last.
    """
    exercises: dict[str, ExerciseTally] = {}
    checks: dict[tuple[str, str], CheckTally] = {}
    mistakes: dict[tuple[str, str, str], MistakeTally] = {}
    candidates: list[Candidate] = []
    files: dict[str, int] = {}
    marks: dict[tuple[Verdict, int], tuple[Verdict, int]] = {}  # one of each, since there are thousands alike
    counted = Tally()
    for number, submission in enumerate(submissions):
        for exercise in submission.exercises:
            name = exercise.name
            exercises.setdefault(name, ExerciseTally(name)).add(exercise)
            for check in exercise.checks:
                checks.setdefault((name, check.name), CheckTally(name, check.title or check.name)).add(check)
            for mistake in exercise.mistakes:
                made = MistakeTally(name, mistake.function, mistake.says)
                mistakes.setdefault((name, mistake.function, mistake.name), made).candidates.append(number)
        candidates.append(_candidate(submission, unique_name(submission.name, files), marks))
        counted += tally(submission)
    places = {name: place for place, name in enumerate(order)}
    in_order = sorted(exercises.values(), key=lambda exercise: places.get(exercise.name, len(places)))
    return Cohort(candidates, in_order, list(checks.values()), list(mistakes.values()), counted)


def _candidate(
    submission: SubmissionReport, file: str, known: dict[tuple[Verdict, int], tuple[Verdict, int]]
) -> Candidate:
    marks = {}
    for exercise in submission.exercises:
        mark = (exercise.verdict, share_of(exercise.score, exercise.max_score))
        marks[exercise.name] = known.setdefault(mark, mark)
    return Candidate(
        name=submission.name,
        file=file,
        score=submission.score,
        max_score=submission.max_score,
        passed=submission.passed,
        seconds=sum(exercise.seconds for exercise in submission.exercises),
        reason="" if submission.passed else main_reason(submission),
        marks=marks,
    )
