"""Grading sources in tests, through the same engine as the commands."""

from __future__ import annotations

from collections.abc import Mapping

from grader.authoring.trials import grade_trials, mistake_source, source_trial
from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.content import own_bank
from grader.grading.run import grade_here
from grader.report import ExerciseReport, Feedback, Report
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.suite.procedure import Procedure


def catalogue() -> Catalogue:
    """Return the kit's own exercises."""
    return load_catalogue([own_bank()])


def grade_sources(sources: Mapping[str, str], exercise: Exercise) -> dict[str, ExerciseReport]:
    """Grade each source on ``exercise`` and return the reports by name."""
    report = report_on(sources, exercise)
    return {submission.name: submission.exercises[0] for submission in report.submissions}


def score_sources(sources: Mapping[str, str], exercise: Exercise) -> dict[str, ExerciseReport]:
    """Do as :func:`grade_sources`, but name no mistakes: many times faster where only the points matter."""
    undiagnosed = Procedure(diagnosed=False)
    trials = [source_trial(exercise, name, text, undiagnosed) for name, text in sources.items()]
    with Zygote() as zygote:
        return grade_trials(zygote, catalogue(), exercise, trials)


def report_on(sources: Mapping[str, str], exercise: Exercise, feedback: Feedback = "full") -> Report:
    """Grade each source on ``exercise`` and return the whole report, as far as ``feedback`` lets it out."""
    submissions = [
        Submission(name, f"{name}.py", [Attempt(exercise.name, [Chunk(f"{name}.py", text)])])
        for name, text in sources.items()
    ]
    with Zygote() as zygote:
        return grade_here(submissions, catalogue(), zygote, feedback=feedback)


def misconception_source(exercise: Exercise, function: str, mistake: str) -> str:
    """Return a submission that is the reference but for one function, which makes the catalogued ``mistake``."""
    return mistake_source(exercise, function, mistake)
