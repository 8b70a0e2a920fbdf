"""Classes that were never graded, for tests of what is made of their reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report import CheckReport, ExerciseReport, Mistake, Report, Sandbox, SubmissionReport, submission_report

SANDBOX = Sandbox("strong", ["landlock", "seccomp"])
TITLES = {"relu": "ReLU and its derivative", "tanh": "Tanh and its derivative"}


def check(name: str, status: str = "passed", message: str = "", **counterexample: object) -> CheckReport:
    """Return a check worth two points."""
    points = 2.0 if status == "passed" else 0.0
    return CheckReport(name, f"title of {name}", "relu", status, points, 2.0, message, counterexample)  # type: ignore[arg-type]


def exercise(points: float, *, name: str = "relu", seconds: float = 0.1, **fields: object) -> ExerciseReport:
    """Return an exercise worth ten points, passed with all of them."""
    verdict = "passed" if points == 10 else "failed"
    return ExerciseReport(name, points, 10.0, seconds, fields.pop("verdict", verdict), **fields)  # type: ignore[arg-type]


def submission(name: str, *exercises: ExerciseReport) -> SubmissionReport:
    """Return what came of a candidate's exercises."""
    return submission_report(name, f"secret/path/{name}.py", list(exercises))


def report(*submissions: SubmissionReport) -> Report:
    """Return a run over them."""
    return Report(SANDBOX, list(submissions))


def class_of(points: Sequence[float]) -> Report:
    """Return a class of one exercise, with these points out of ten, that made two mistakes in turn."""
    made = [Mistake("one_at_zero", "relu", "The slope at 0 is 1."), Mistake("copy", "relu", "z is changed.")]
    return report(
        *(
            submission(
                f"candidate {number}",
                exercise(
                    value,
                    checks=[check("shape"), check("values", "passed" if value == 10 else "failed", "Off by one.")],
                    mistakes=[] if value == 10 else [made[number % 3 == 0]],
                ),
            )
            for number, value in enumerate(points)
        )
    )


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """Results that are made anew whenever they are gone over, as those of a journal are; ``passes`` has one each."""

    report: Report
    passes: list[int]

    sandbox = SANDBOX
    kit = "0.1.0"
    passed = False

    @property
    def submissions(self) -> ReadAnew:
        """Themselves."""
        return self

    def __len__(self) -> int:
        return len(self.report.submissions)

    def __contains__(self, one: object) -> bool:
        return one in self.report.submissions

    def __iter__(self) -> Iterator[SubmissionReport]:
        self.passes.append(1)
        return iter(self.report.submissions)
