"""Cells, notebooks and folders of one candidate to a report, the same way for every platform."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.boundary.launch import Zygote
from grader.boundary.selftest import Level
from grader.catalogue import Catalogue, Exercise
from grader.errors import NothingToGrade
from grader.grading.run import grade_here
from grader.report import CheckReport, ExerciseReport, Feedback, Report
from grader.submissions.attempts import Attempt, SourceFile, attempt, read_source, source_of_cells
from grader.submissions.discovery import UNKNOWN, Submission, find_submissions
from grader.submissions.reading import File

_NAME = "notebook"  # what messages call it: on a platform, all bear the same name


def judge_cells(
    cells: Sequence[str],
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    *,
    at_least: Level = "good",
    feedback: Feedback = "mistakes",
) -> Report:
    """Grade ``exercises``, in the order given, in the cells that a kernel has run, in the order it ran them.

    Raises
    ------
    SandboxError
        If the walls are weaker than ``at_least``.
    """
    with Zygote() as zygote:  # imports numpy while the cells are read
        return _judge(source_of_cells(cells, _NAME), exercises, catalogue, zygote, at_least, feedback)


def judge_notebook(
    notebook: bytes,
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    *,
    at_least: Level = "good",
    feedback: Feedback = "mistakes",
    zygote: Zygote | None = None,
) -> Report:
    """Grade ``exercises``, in the order given, in the bytes of a notebook that was handed in.

    Parameters
    ----------
    zygote
        Where workers come from, if the caller holds one for more notebooks to come.

    Raises
    ------
    SandboxError
        If the walls are weaker than ``at_least``.
    """
    file = File(f"{_NAME}.ipynb", _NAME, lambda most: notebook[:most])
    with Zygote() if zygote is None else contextlib.nullcontext(zygote) as workers:
        return _judge(read_source(file), exercises, catalogue, workers, at_least, feedback)


def _judge(
    source: SourceFile,
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    zygote: Zygote,
    at_least: Level,
    feedback: Feedback,
) -> Report:
    submission = Submission(_NAME, _NAME, [attempt(source, exercise) for exercise in exercises])
    return grade_here([submission], catalogue, zygote, at_least=at_least, feedback=feedback)


def judge_folder(
    folder: Path,
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    *,
    at_least: Level = "good",
    feedback: Feedback = "mistakes",
) -> tuple[Report, list[str]]:
    """Grade ``exercises`` in a folder that is one candidate's, whatever its files are called.

    Returns
    -------
    The report on one submission, in which each exercise has its place, attempted or not; and sentences on files that
    could not be read.

    Raises
    ------
    SandboxError
        If the walls are weaker than ``at_least``.
    """
    with Zygote() as zygote:
        found, left_over = _attempts_in(folder, catalogue)
        attempts = [_best(found.get(exercise.name, []), exercise) for exercise in exercises]
        submission = Submission(folder.name, folder.name, attempts)
        report = grade_here([submission], catalogue, zygote, at_least=at_least, feedback=feedback)
    return report, left_over


def points_of(exercise: ExerciseReport, function: str) -> float:
    """Return the points that the checks of one function earned."""
    return round(sum(check.points for check in exercise.checks if check.function == function), 6)


def holds(check: CheckReport) -> bool:
    """Say whether a check earned its points: one that is right by its form alone passes and earns none."""
    return check.status == "passed" and check.points >= check.max_points


def _attempts_in(folder: Path, catalogue: Catalogue) -> tuple[Mapping[str, list[Attempt]], list[str]]:
    attempts: dict[str, list[Attempt]] = {}
    try:
        submissions = list(find_submissions(folder, catalogue))
    except NothingToGrade as error:
        return {}, [str(error)]
    for submission in submissions:
        for one in submission.attempts:
            attempts.setdefault(one.exercise, []).append(one)
    return attempts, [one.problem for one in attempts.pop(UNKNOWN, []) if one.problem]


def _best(attempts: Sequence[Attempt], exercise: Exercise) -> Attempt:
    """Return the attempt that says most: one that can be read, with the most functions written, the last of equals."""
    if not attempts:
        return Attempt(exercise.name, unwritten=list(exercise.functions))
    return max(reversed(attempts), key=lambda one: (not one.problem, -len(one.unwritten)))
