"""What is closed while an interview is under way: whatever shows more than its terms allow."""

from __future__ import annotations

from pathlib import Path

from grader.errors import UsageError

LOG = "interview.jsonl"  # in the folder of each interview


def interview_around(start: Path) -> Path | None:
    """Return the folder of the interview that ``start`` lies in, or None."""
    return next((place for place in (start, *start.parents) if (place / LOG).is_file()), None)


def refuse_during_interview(start: Path) -> None:
    """Let nobody pass in the folder of an interview that still takes work.

    Raises
    ------
    UsageError
        With what to do instead.
    """
    folder = interview_around(start)
    if folder is None:
        return
    from grader.interview.log import read_log
    from grader.interview.records import Ended, has

    if not has(read_log(folder / LOG), Ended):
        raise UsageError(
            "An interview is under way in this folder: no hints, no solutions, no labs, no more of the tests "
            "than it shows. `gradlings interview` goes on with it, `gradlings interview check` grades on its terms, "
            "and `gradlings interview finish` hands in."
        )
