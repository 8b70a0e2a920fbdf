"""The last verdict on each file, kept: the first screen shows it at once, and the same bytes are not checked twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

import grader
from grader.report import ExerciseReport, Feedback
from grader.writing import write_whole


class Kept(msgspec.Struct, frozen=True):
    """A verdict.

    Parameters
    ----------
    digest
        What the file is recognised by that it is about.
    at
        When that was saved.
    kit, feedback
        The version that gave it, and how much it shows: another one's, or another measure, says nothing here.
    """

    digest: str
    at: datetime
    report: ExerciseReport
    kit: str = grader.__version__
    feedback: Feedback = "full"


def read_verdict(folder: Path, exercise: str, feedback: Feedback) -> Kept | None:
    """Return the verdict kept on ``exercise``, if there is one that holds here."""
    try:
        kept = msgspec.json.decode((folder / f"{exercise}.json").read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    holds = kept.kit == grader.__version__ and kept.feedback == feedback and kept.report.name == exercise
    return kept if holds else None


def keep_verdict(folder: Path, kept: Kept) -> None:
    """Keep a verdict. It can be had again, so it is no misfortune if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{kept.report.name}.json", msgspec.json.encode(kept))
    except OSError:
        return
