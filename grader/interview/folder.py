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
from grader.interview.gate import LOG, interview_around
from grader.interview.log import read_log
from grader.interview.records import Asked, Finished, has
from grader.practice.handout import stub_of
from grader.practice.manifest import Given, Manifest, brief_for, digest_of, write_manifest
from grader.practice.workspace import Workspace, find_workspace
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
    places = Manifest(kit=grader.__version__, work={e.name: Given(f"{e.name}.py", "") for e in listed})
    stubs = {exercise.name: stub_of(exercise, places).text for exercise in listed}
    work = {name: Given(f"{name}.py", digest_of(stub)) for name, stub in stubs.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for exercise in listed:
            write_whole(folder / f"{exercise.name}.py", stubs[exercise.name].encode())
            brief = exercise.brief_path.read_text(encoding="utf-8")
            write_whole(folder / brief_for(exercise, places), without_follow_ups(brief).encode())
        write_whole(folder / "README.md", words.encode())
        write_manifest(Workspace(folder).manifest_path, Manifest(kit=grader.__version__, fixed=True, work=work))
    except OSError as error:
        raise UsageError(
            f"The folder {folder} cannot be written: {(error.strerror or 'no reason').lower()}."
        ) from error
    return [
        Asked(e.name, e.title, e.track, e.difficulty, e.minutes, e.points, work[e.name].file, stubs[e.name])
        for e in listed
    ]


def without_follow_ups(brief: str) -> str:
    """Return a brief without the questions that are asked when time is up."""
    return _FOLLOW_UPS.sub("", brief).rstrip() + "\n"


def place_for_interviews(start: Path) -> Path:
    """Return the folder in which interviews of a person in ``start`` lie: their workspace's, or this one."""
    above = interview_around(start)
    place = start if above is None else above.parent
    workspace = find_workspace(place)
    return place if workspace is None else workspace.root


def open_interview(start: Path) -> Path | None:
    """Return the folder of an interview that is not finished: the one ``start`` lies in, or the latest near it."""
    above = interview_around(start)
    if above is not None and is_open(above):
        return above
    logs = sorted(place_for_interviews(start).glob(f"*/{LOG}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return next((path.parent for path in logs if is_open(path.parent)), None)


def is_open(folder: Path) -> bool:
    """Say whether an interview in ``folder`` is not finished. One whose log cannot be read is none any more."""
    try:
        return (folder / LOG).is_file() and not has(read_log(folder / LOG), Finished)
    except UsageError:
        return False


def find_log(start: Path) -> Path:
    """Return the log that ``start`` means: itself, that of its folder, or the latest near it.

    Raises
    ------
    UsageError
        If there is none.
    """
    if start.is_file():
        return start
    above = interview_around(start)
    if above is not None:
        return above / LOG
    logs = sorted(place_for_interviews(start).glob(f"*/{LOG}"), key=lambda path: path.stat().st_mtime)
    if not logs:
        raise UsageError("There is no interview here. `gradlings interview` begins one.")
    return logs[-1]
