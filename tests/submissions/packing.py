"""Archives as people and attackers make them, for tests."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from grader.submissions.discovery import Submission, find_submissions
from grader.submissions.limits import DEFAULT_LIMITS, ReadingLimits
from tests.grading import catalogue

RELU = "def relu(z): return z\ndef relu_derivative(z): return z\n"
TANH = "def tanh(z): return z\ndef tanh_derivative(z): return z\n"
KINDS = ("zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz")
BANK = catalogue()


def pack(path: Path, *members: tuple[str, str | bytes]) -> Path:
    """Write members, in order and however often they are named, into an archive of the kind that ``path`` says."""
    encoded = [(name, text.encode() if isinstance(text, str) else text) for name, text in members]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in encoded:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return path
    return pack_tar(path, (regular(name, data) for name, data in encoded))


def pack_tar(path: Path, members: Iterable[tuple[tarfile.TarInfo, bytes]]) -> Path:
    """Write members of any type into a tar."""
    kind = {"tar": "", "tgz": "gz"}.get(path.suffix[1:], path.suffix[1:])
    with tarfile.open(path, f"w:{kind}") as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return path


def regular(name: str, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
    """Return a regular file of a tar."""
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info, data


def special(name: str, kind: bytes, link: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """Return a link, device or pipe of a tar."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, b""


def submissions(path: Path, *exercises: str, limits: ReadingLimits = DEFAULT_LIMITS) -> list[Submission]:
    """Return the submissions that ``path`` holds."""
    return list(find_submissions(path, BANK, [BANK[name] for name in exercises], limits))


def found(path: Path, *exercises: str, limits: ReadingLimits = DEFAULT_LIMITS) -> dict[str, dict[str, str]]:
    """Return, for each submission, its exercises with the problem of each."""
    return {s.name: {a.exercise: a.problem for a in s.attempts} for s in submissions(path, *exercises, limits=limits)}


def problem_of(path: Path, *, limits: ReadingLimits = DEFAULT_LIMITS) -> str:
    """Return what is said of the one submission that ``path`` holds."""
    (submission,) = submissions(path, limits=limits)
    return " ".join(attempt.problem for attempt in submission.attempts)
