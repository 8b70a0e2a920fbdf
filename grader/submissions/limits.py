"""How much the kit reads of what is handed in.

Every bound stands here, as one frozen record that is passed along: nothing in a submission may cost the grader
memory or time without end, and what goes beyond a bound is said in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.errors import UsageError

KB, MB = 1 << 10, 1 << 20
MAX_SIZE_OPTION = "--max-size"
SMALLEST_SIZE, LARGEST_SIZE = KB, 8 * MB

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*(?:([km])i?)?b?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Bounds on a zip or tar. What an archive says of its own sizes is never believed: reading stops at these."""

    entries: int = 10_000
    directory: int = 2 * MB  # bytes of a zip's list of contents
    unpacked: int = 256 * MB  # bytes read in all
    kept: int = 48 * MB  # bytes of a tar held in memory: it can only be read from front to back
    ratio: int = 40  # of bytes read to bytes of the archive …
    ratio_from: int = 16 * MB  # … as soon as this much was read: one notebook's outputs may well shrink to a hundredth
    depth: int = 16  # folders within folders
    name: int = 1000  # bytes of a path


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds on one submission.

    Parameters
    ----------
    python, notebook
        Bytes of a ``.py`` file and of a notebook, which carries its plots.
    words, words_together
        Words and signs in the code of one file, and of all files of one candidate. They bound what parsing costs: one
        word or sign becomes at most about a kilobyte of syntax tree.
    text_together
        Characters of code in all files of one candidate.
    archive
        Bounds on zips and tars.
    """

    python: int = MB
    notebook: int = 16 * MB
    words: int = 100_000
    words_together: int = 200_000
    text_together: int = 32 * MB
    archive: ArchiveLimits = ArchiveLimits()

    def bytes_for(self, *, notebook: bool) -> int:
        """Return how large a file may be."""
        return self.notebook if notebook else self.python


DEFAULT_LIMITS = ReadingLimits()


def limits_with(max_size: str | None) -> ReadingLimits:
    """Return the limits under which files, notebooks included, may hold ``max_size``; None stands for the defaults.

    Raises
    ------
    UsageError
        If ``max_size`` is no size, or one that the kit does not take.
    """
    if max_size is None:
        return DEFAULT_LIMITS
    size = parse_size(max_size)
    if not SMALLEST_SIZE <= size <= LARGEST_SIZE:
        raise UsageError(
            f"{MAX_SIZE_OPTION} {max_size} is out of range: give something between {describe_size(SMALLEST_SIZE)} and "
            f"{describe_size(LARGEST_SIZE)}."
        )
    return ReadingLimits(python=size, notebook=size)


def parse_size(text: str) -> int:
    """Return a size in bytes: ``"500kB"``, ``"1.5 MB"`` or ``"2048"``. A kB is 1024 bytes.

    Raises
    ------
    UsageError
        If the text is no size.
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is not a size. Write 500kB, 2MB, or a number of bytes.")
    unit = {"k": KB, "m": MB}.get((match[2] or "").lower(), 1)
    return int(float(match[1]) * unit)


def describe_size(size: int) -> str:
    """Return a size as a person writes it: ``"1 MB"``, ``"1.5 MB"``, ``"500 kB"``."""
    if size < KB:
        return f"{size} bytes"
    if size < MB:
        return f"{size / KB:.3g} kB"
    return f"{size / MB:.1f}".removesuffix(".0") + " MB"
