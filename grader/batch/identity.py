"""What tells whether a result still holds: hashes of what was graded, and of what it was graded with."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from grader.catalogue import Catalogue
from grader.submissions.discovery import Submission


def hash_of(submission: Submission) -> str:
    """Return the hash of all that grading looks at: the code, cell by cell, and what keeps it from being run.

    A file that is renamed, or a notebook whose plots were drawn anew, is the same submission.
    """
    return hashlib.sha256(msgspec.msgpack.encode(submission.attempts)).hexdigest()


def bank_hash(catalogue: Catalogue) -> str:
    """Return the hash of all exercises as far as it bears on a score: descriptions, stubs, and files of ``solutions/``.

    Of ``solutions/<name>/`` the Python files count, not those in folders below and not the interviewer's notes.
    """
    digest = hashlib.sha256()
    for exercise in sorted(catalogue, key=lambda exercise: exercise.name):
        files = [exercise.folder / "exercise.toml", exercise.stub_path, *sorted(exercise.secret_folder.glob("*.py"))]
        for path in files:
            digest.update(f"{exercise.name}/{path.name}\0".encode())
            digest.update(hashlib.sha256(_content(path)).digest())
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
