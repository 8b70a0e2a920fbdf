"""One lane: a zygote, a pytest session, and the submissions one after the other.

The worker for the next exercise is started while the present one is being graded, so that a second core, if there is one,
imports the next submission meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from grader.boundary.host import Host, LoadError, Worker, WorkerLost
from grader.boundary.messages import Texts
from grader.catalogue import Catalogue, Exercise
from grader.diagnosis import name_mistakes
from grader.grading import verdicts
from grader.report import CheckReport, ExerciseReport, SubmissionReport, submission_report
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.suite.candidate import Candidate
from grader.suite.reference import load_reference, signatures_of
from grader.suite.session import run_suites

OnReport = Callable[[SubmissionReport], None]


class ExerciseRun:
    """One submission on one exercise: its worker, and in the end its report."""

    def __init__(self, host: Host, exercise: Exercise, attempt: Attempt) -> None:
        self._host = host
        self._texts = Texts(exercise.given, attempt.chunks)
        self._worker: Worker = host.start(self._texts, exercise.limits)
        self._began = time.perf_counter()
        self.exercise = exercise
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
            self.candidate.load()
        except (LoadError, WorkerLost) as error:
            self.report = verdicts.failed_to_load(self.exercise, error, self._seconds(), self.candidate.printed)
            return False
        return True

    def finished(self, checks: list[CheckReport]) -> None:
        """Write the report from those of the checks."""
        wrong = [name for name in self.exercise.functions if any(c.function == name and c.status == "failed" for c in checks)]
        mistakes = name_mistakes(self.exercise, wrong, self.candidate.calls) if wrong else []
        self.report = verdicts.graded(
            self.exercise, checks, mistakes, self.candidate.losses, self._seconds(), self.candidate.printed
        )

    def close(self) -> None:
        """End the worker."""
        self.candidate.close()

    def _seconds(self) -> float:
        return round(time.perf_counter() - self._began, 4)


def grade(host: Host, submissions: Iterable[Submission], catalogue: Catalogue, on_report: OnReport) -> None:
    """Grade ``submissions`` in order, handing each report to ``on_report`` as soon as it is complete.

    Parameters
    ----------
    host
        A zygote to take workers from.

    Raises
    ------
    BankError
        If a hidden suite cannot be run.
    BoundaryError
        If no worker can be started.
    """
    waiting = list(submissions)
    attempts = [attempt for submission in waiting for attempt in submission.attempts if _needs_run(attempt, catalogue)]
    suites = {catalogue[attempt.exercise].suite_path for attempt in attempts}
    lane = _Lane(host, waiting, catalogue, on_report)
    if suites:
        run_suites(suites, lane.runs)
    else:
        for _ in lane.runs():
            raise AssertionError("nothing was to be run")


class _Lane:
    """Turns submissions into runs for the session, and finished runs into reports."""

    def __init__(self, host: Host, waiting: Sequence[Submission], catalogue: Catalogue, on_report: OnReport) -> None:
        self._host = host
        self._waiting = waiting
        self._catalogue = catalogue
        self._on_report = on_report

    def runs(self) -> Iterator[ExerciseRun]:
        """Yield the runs of all submissions, and report each submission when its last one has been graded."""
        tasks = self._tasks()
        upcoming = self._start_next(tasks)
        reports: list[ExerciseReport] = []
        while upcoming is not None:
            (submission, attempt, is_last), run = upcoming
            try:
                upcoming = self._start_next(tasks)
                if attempt is not None:
                    if run is None:
                        reports.append(self._without_run(submission, attempt))
                    else:
                        if run.loads():
                            yield run
                        assert run.report is not None
                        reports.append(run.report)
            except BaseException:
                if upcoming is not None and upcoming[1] is not None:
                    upcoming[1].close()
                raise
            finally:
                if run is not None:
                    run.close()
            if is_last:
                self._on_report(submission_report(submission.name, submission.source, reports))
                reports = []

    def _tasks(self) -> Iterator[tuple[Submission, Attempt | None, bool]]:
        for submission in self._waiting:
            if not submission.attempts:
                yield submission, None, True
            for position, attempt in enumerate(submission.attempts):
                yield submission, attempt, position == len(submission.attempts) - 1

    def _start_next(
        self, tasks: Iterator[tuple[Submission, Attempt | None, bool]]
    ) -> tuple[tuple[Submission, Attempt | None, bool], ExerciseRun | None] | None:
        task = next(tasks, None)
        if task is None:
            return None
        attempt = task[1]
        if attempt is None or not _needs_run(attempt, self._catalogue):
            return task, None
        return task, ExerciseRun(self._host, self._catalogue[attempt.exercise], attempt)

    def _without_run(self, submission: Submission, attempt: Attempt) -> ExerciseReport:
        exercise = self._catalogue[attempt.exercise] if attempt.exercise in self._catalogue else None
        if attempt.problem:
            return verdicts.not_gradable(attempt.exercise, exercise.points if exercise else 0.0, attempt.problem)
        if exercise is None:
            return verdicts.nothing_recognised(attempt.exercise, Path(submission.source).name)
        return verdicts.not_attempted(exercise, list(exercise.functions))


def _needs_run(attempt: Attempt, catalogue: Catalogue) -> bool:
    if attempt.problem or attempt.exercise not in catalogue or not attempt.chunks:
        return False
    return set(attempt.unwritten) != set(catalogue[attempt.exercise].functions)
