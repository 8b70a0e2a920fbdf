"""One lane: a zygote, a pytest session, and the submissions one after the other.

The worker for the next exercise is started while the present one is being graded, so that a second core, if there is
one, imports the next submission meanwhile.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import msgspec

from grader.boundary.host import Host, Worker
from grader.boundary.losses import LoadError, WorkerLost, WorkerOrphaned
from grader.boundary.messages import Texts
from grader.catalogue import Catalogue, Exercise
from grader.diagnosis import Diagnosis, diagnose
from grader.errors import BankError, GradlingsError
from grader.feedback import limit_submission
from grader.grading import verdicts
from grader.grading.planning import needs_run
from grader.report import CheckReport, ExerciseReport, Feedback, SubmissionReport, submission_report
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.suite.candidate import Candidate
from grader.suite.procedure import AS_GRADED, Procedure
from grader.suite.reference import load_reference, signatures_of
from grader.suite.session import run_suites

OnReport = Callable[[SubmissionReport], None]


class ExerciseRun:
    """One submission on one exercise: its worker, and in the end its report."""

    def __init__(
        self,
        host: Host,
        exercise: Exercise,
        attempt: Attempt,
        *,
        own_first: bool = False,
        procedure: Procedure = AS_GRADED,
    ) -> None:
        self._host = host
        self._texts = Texts(exercise.given, attempt.chunks, own_first, list(exercise.packages))
        self._attempt = attempt
        self._worker: Worker = host.start(self._texts, exercise.limits)
        self._began = time.perf_counter()
        self.exercise = exercise
        self.procedure = procedure
        self.report: ExerciseReport | None = None

    @property
    def suite(self) -> Path:
        """The file of the exercise's hidden suite."""
        return self.exercise.suite_path

    @cached_property
    def candidate(self) -> Candidate:
        """What the checks call."""
        return Candidate(self._host, self._worker, self._texts, self.exercise.limits, signatures_of(self.exercise))

    @property
    def reference(self) -> SimpleNamespace:
        """The solution's functions."""
        return load_reference(self.exercise)

    def loads(self) -> bool:
        """Wait for the submission to run; if it cannot, write the report and say no."""
        self._began = time.perf_counter()
        try:
            callables = self._load()
        except (LoadError, WorkerLost) as error:
            self.report = verdicts.failed_to_load(self.exercise, error, self._seconds(), self.candidate.printed)
            return False
        absent = set(self._attempt.unwritten) - callables  # a name may be bound in ways that reading does not show
        self.candidate.unwritten = absent | set(self._attempt.stubs)
        return True

    def _load(self) -> set[str]:
        try:
            return self.candidate.load()
        except WorkerOrphaned:  # it was waiting when an earlier submission took the zygote down
            return self.candidate.restart()

    def finished(self, checks: list[CheckReport]) -> None:
        """Write the report from those of the checks."""
        diagnosis = self._diagnosed(checks) if self.procedure.diagnosed else Diagnosis([], checks)
        if self.procedure.observe is not None:
            self.procedure.observe(self.candidate)
        self.report = verdicts.graded(
            self.exercise,
            diagnosis.checks,
            diagnosis.mistakes,
            self.candidate.losses,
            self._seconds(),
            self.candidate.printed,
        )

    def _diagnosed(self, checks: list[CheckReport]) -> Diagnosis:
        try:
            return diagnose(self.exercise, checks, self.candidate)
        except GradlingsError:
            raise
        except Exception:  # the scores stand; an answer that diagnosis stumbles over must not cost the whole folder
            if os.environ.get("GRADLINGS_DEBUG"):
                raise
            return Diagnosis([], checks)

    def finished_report(self) -> ExerciseReport:
        """Return the report; without one the exercise earns nothing and the suite is at fault."""
        if self.report is None:
            raise BankError(f"The hidden suite of {self.exercise.name} ended without a report.")
        return self.report

    def close(self) -> None:
        """End the worker."""
        self.candidate.close()

    def _seconds(self) -> float:
        return round(time.perf_counter() - self._began, 4)


def grade(
    host: Host,
    submissions: Iterable[Submission],
    catalogue: Catalogue,
    exercises: Collection[str],
    on_report: OnReport,
    feedback: Feedback = "full",
    procedure_for: Callable[[Submission], Procedure] = lambda _submission: AS_GRADED,
    *,
    ahead: bool = True,
) -> None:
    """Grade ``submissions`` in order, handing each report to ``on_report`` as soon as it is complete.

    Parameters
    ----------
    host
        A zygote to take workers from.
    submissions
        May be a generator: one submission is taken ahead of the one being graded, no more, or none without ``ahead``.
    exercises
        The names of all exercises that the submissions attempt.
    feedback
        How much of the hidden suites the reports show. This is the gate: nothing unlimited reaches ``on_report``.
    procedure_for
        How the checks of a submission are carried out.
    ahead
        Take one submission ahead. Without, the next is taken when the report of the present one has been handed over:
        for a generator that waits for a person.

    Raises
    ------
    BankError
        If a hidden suite cannot be run.
    BoundaryError
        If no worker can be started.
    """
    lane = _Lane(
        host, submissions, catalogue, lambda report: on_report(limit_submission(report, feedback)), procedure_for, ahead
    )
    suites = {catalogue[name].suite_path for name in exercises if name in catalogue}
    if suites:
        run_suites(suites, lane.runs)
    else:
        for _ in lane.runs():
            raise AssertionError("an exercise is to be run that was not announced")


@dataclass(frozen=True, slots=True)
class _Task:
    """One exercise of one submission, or a submission that attempts nothing; ``run`` is set if there is code to run."""

    submission: Submission
    attempt: Attempt | None
    run: ExerciseRun | None
    is_last: bool


class _Lane:
    """Turns submissions into runs for the session, and finished runs into reports."""

    def __init__(
        self,
        host: Host,
        submissions: Iterable[Submission],
        catalogue: Catalogue,
        on_report: OnReport,
        procedure_for: Callable[[Submission], Procedure],
        ahead: bool,
    ) -> None:
        self._procedure_for = procedure_for
        self._ahead = ahead
        self._host = host
        self._submissions = submissions
        self._catalogue = catalogue
        self._on_report = on_report

    def runs(self) -> Iterator[ExerciseRun]:
        """Yield the runs of all submissions, and report each submission when its last one has been graded."""
        if (
            not gc.isenabled()
        ):  # the command line imports without it; what is imported now stays, so never look at it again
            gc.freeze()
            gc.enable()
        tasks = self._tasks()
        task = next(tasks, None)
        upcoming: _Task | None = None
        reports: list[ExerciseReport] = []
        unloadable: dict[str, ExerciseReport] = {}
        try:
            while task is not None:
                waits = task.is_last and not self._ahead
                upcoming = None if waits else next(tasks, None)
                yield from self._graded(task, reports, unloadable)
                if task.is_last:
                    self._on_report(submission_report(task.submission.name, task.submission.source, reports))
                    reports, unloadable = [], {}
                if task.run is not None:
                    task.run.close()
                task, upcoming = next(tasks, None) if waits else upcoming, None
        finally:
            for left in (task, upcoming):
                if left is not None and left.run is not None:
                    left.run.close()

    def _graded(
        self, task: _Task, reports: list[ExerciseReport], unloadable: dict[str, ExerciseReport]
    ) -> Iterator[ExerciseRun]:
        """Append the report of ``task``, yielding its run if its checks are to be run."""
        if task.attempt is None:
            return
        if task.run is None:
            reports.append(
                verdicts.with_reading(self._without_run(task.submission, task.attempt), task.attempt.how_read)
            )
            return
        source = repr(task.attempt.chunks)
        earlier = unloadable.get(source)
        if earlier is not None:  # the same text has just failed or hung: do not wait for it again
            exercise = task.run.exercise
            same = msgspec.structs.replace(earlier, name=exercise.name, max_score=exercise.points, seconds=0.0)
            reports.append(verdicts.with_reading(same, task.attempt.how_read))
            return
        if task.run.loads():
            yield task.run
        elif task.run.report is not None:
            unloadable[source] = task.run.report
        report = verdicts.with_reading(task.run.finished_report(), task.attempt.how_read)
        if report.score < report.max_score and task.attempt.brings_own and source not in unloadable:
            yield from self._second_chance(task.run, task.attempt, report, reports)
        else:
            reports.append(report)

    def _second_chance(
        self, with_given: ExerciseRun, attempt: Attempt, first: ExerciseReport, reports: list[ExerciseReport]
    ) -> Iterator[ExerciseRun]:
        """Grade again with the candidate's own versions of given functions, and append the better of both reports.

        A backward pass may be right together with a ``sigmoid_derivative`` of the candidate's that takes A instead of
        Z; with the kit's it would look wrong.
        """
        run = ExerciseRun(self._host, with_given.exercise, attempt, own_first=True, procedure=with_given.procedure)
        try:
            if run.loads():
                yield run
            second = verdicts.with_reading(run.finished_report(), attempt.how_read)
        finally:
            run.close()
        better = second if second.score > first.score else first
        reports.append(msgspec.structs.replace(better, seconds=round(first.seconds + second.seconds, 4)))

    def _tasks(self) -> Iterator[_Task]:
        for submission in self._submissions:
            if not submission.attempts:
                yield _Task(submission, None, None, True)
            for position, attempt in enumerate(submission.attempts):
                run = None
                if needs_run(attempt, self._catalogue):
                    procedure = self._procedure_for(submission)
                    run = ExerciseRun(self._host, self._catalogue[attempt.exercise], attempt, procedure=procedure)
                yield _Task(submission, attempt, run, position == len(submission.attempts) - 1)

    def _without_run(self, submission: Submission, attempt: Attempt) -> ExerciseReport:
        exercise = self._catalogue.get(attempt.exercise)
        if attempt.problem:
            return verdicts.not_gradable(attempt.exercise, exercise.points if exercise else 0.0, attempt.problem)
        if exercise is None:
            return verdicts.nothing_recognised(attempt.exercise, Path(submission.source).name)
        return verdicts.not_attempted(exercise, list(exercise.functions))
