"""The folder an interview takes place in: fresh stubs, briefs without their last questions, and the log.

It is a small workspace of its own, so that practice files are not the answer, and what is saved there does not
touch them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import grader
from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.interview.log import NAME, Asked, Ended, Finished, has, read_log
from grader.practice.manifest import Given, Manifest, digest_of, write_manifest
from grader.practice.workspace import Workspace
from grader.writing import write_whole

_FOLLOW_UPS = re.compile(r"^## Follow-up questions\s*$.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def new_folder(parent: Path, day: date) -> Path:
    """Return the path of the day's next interview in ``parent``: ``interview-2026-01-31-1``."""
    number = 1
    while (path := parent / f"interview-{day.isoformat()}-{number}").exists():
        number += 1
    return path


def set_out(folder: Path, exercises: Iterable[Exercise], words: str) -> list[Asked]:
    """Write the stubs and briefs of ``exercises`` into a new ``folder``, and ``words`` as its README.

    Raises
    ------
    UsageError
        If the folder holds anything already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty. An interview takes place in a folder of its own: give another name.")
    listed = list(exercises)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for exercise in listed:
            write_whole(folder / f"{exercise.name}.py", exercise.stub.encode())
            brief = exercise.brief_path.read_text(encoding="utf-8")
            write_whole(folder / f"{exercise.name}.md", without_follow_ups(brief).encode())
        write_whole(folder / "README.md", words.encode())
        work = {e.name: Given(f"{e.name}.py", digest_of(e.stub)) for e in listed}
        write_manifest(Workspace(folder).manifest_path, Manifest(kit=grader.__version__, work=work))
    except OSError as error:
        raise UsageError(
            f"The folder {folder} cannot be written: {(error.strerror or 'no reason').lower()}."
        ) from error
    return [
        Asked(e.name, e.title, e.track, e.difficulty, e.minutes, e.points, f"{e.name}.py", e.stub) for e in listed
    ]  # fmt: skip


def without_follow_ups(brief: str) -> str:
    """Return a brief without the questions that are asked when time is up."""
    return _FOLLOW_UPS.sub("", brief).rstrip() + "\n"


def open_interview(start: Path) -> Path | None:
    """Return the folder of an interview that is not finished: ``start``, a folder it lies in, or the latest in it."""
    above = next((place for place in (start, *start.parents) if (place / NAME).is_file()), None)
    if above is not None:
        return None if has(read_log(above / NAME), Finished) else above
    logs = sorted(start.glob(f"*/{NAME}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return next((path.parent for path in logs if not has(read_log(path), Finished)), None)


def under_way(start: Path) -> Path | None:
    """Return the folder of the interview that ``start`` lies in, if it still takes work: no hints there."""
    found = next((place for place in (start, *start.parents) if (place / NAME).is_file()), None)
    return None if found is None or has(read_log(found / NAME), Ended) else found


def find_log(start: Path) -> Path:
    """Return the log that ``start`` means: itself, that of its folder, or the latest in the folders in it.

    Raises
    ------
    UsageError
        If there is none.
    """
    if start.is_file():
        return start
    above = next((place / NAME for place in (start, *start.parents) if (place / NAME).is_file()), None)
    if above is not None:
        return above
    logs = sorted(start.glob(f"*/{NAME}"), key=lambda path: path.stat().st_mtime) if start.is_dir() else []
    if not logs:
        raise UsageError("There is no interview here. `gradlings interview` begins one.")
    return logs[-1]
