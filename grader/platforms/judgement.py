"""Cells and files of one candidate to a report, the same way for every platform."""

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
from grader.submissions.attempts import Attempt, attempt, source_of_cells
from grader.submissions.discovery import UNKNOWN, Submission, find_submissions


def judge_cells(
    cells: Sequence[str],
    name: str,
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    *,
    at_least: Level = "good",
    feedback: Feedback = "mistakes",
    zygote: Zygote | None = None,
) -> Report:
    """Grade ``exercises`` in the code cells of a notebook called ``name``, in the order given.

    Parameters
    ----------
    zygote
        Where workers come from, if the caller holds one for more notebooks to come.

    Raises
    ------
    SandboxError
        If the walls are weaker than ``at_least``.
    """
    with Zygote() if zygote is None else contextlib.nullcontext(zygote) as workers:  # imports numpy meanwhile
        source = source_of_cells(cells, name)
        submission = Submission(name, name, [attempt(source, exercise) for exercise in exercises])
        return grade_here([submission], catalogue, workers, at_least=at_least, feedback=feedback)


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
