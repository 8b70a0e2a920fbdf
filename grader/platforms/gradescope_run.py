"""In Gradescope's container: from ``submission/`` to ``results/results.json``. ``run_autograder`` starts it."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from grader.authoring.completeness import checks_of
from grader.catalogue import Exercise, load_catalogue
from grader.errors import GradlingsError
from grader.platforms.gradescope_results import Results, failure, results_of
from grader.platforms.judgement import judge_folder
from grader.report import Feedback
from grader.writing import write_whole

SETTINGS = "gradlings.json"


class Settings(msgspec.Struct, frozen=True):
    """What the zip was made for; lies beside ``run_autograder``.

    ``allow_unsandboxed`` is for containers whose kernel has too few walls. Even there a container of Gradescope's holds
    one submission, and ``setup.sh`` has put the solutions out of a worker's reach.
    """

    exercises: list[str]
    feedback: Feedback = "mistakes"
    allow_unsandboxed: bool = True


def main(arguments: list[str] | None = None) -> None:
    """Grade the submission in a folder laid out as Gradescope's ``/autograder`` is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path, help="Gradescope's /autograder")
    root: Path = parser.parse_args(arguments).root
    settings = msgspec.json.decode((root / "source" / SETTINGS).read_bytes(), type=Settings)
    results = grade(root / "submission", settings)
    folder = root / "results"
    folder.mkdir(exist_ok=True)
    write_whole(folder / "results.json", msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n")


def grade(submission: Path, settings: Settings) -> Results:
    """Grade the files of one submission; whatever goes wrong ends in results, too."""
    exercises: list[Exercise] = []
    try:
        catalogue = load_catalogue()
        exercises = [catalogue.find(name) for name in settings.exercises]
        report, notes = judge_folder(
            submission,
            exercises,
            catalogue,
            at_least="none" if settings.allow_unsandboxed else "good",
            feedback=settings.feedback,
        )
        titles = {exercise.name: _titles(exercise) for exercise in exercises}
    except GradlingsError as error:
        print(f"error: {error}")
        return failure(str(error), exercises)
    level = report.sandbox.level
    print(f"walls around the submission: {level} ({', '.join(report.sandbox.walls)})")
    return results_of(report, catalogue, settings.feedback, titles, notes)


def _titles(exercise: Exercise) -> list[str]:
    return [check.title for check in checks_of(exercise).values() if check is not None]


if __name__ == "__main__":
    main()
