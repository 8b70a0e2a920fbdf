"""What a pack says of itself, in ``manifest.json``: written when it is made, read again when work comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

import grader
from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.report import Feedback

MANIFEST = "manifest.json"
FORMAT = 1
MOST_BYTES = 256 << 10  # a manifest of sixty exercises has 15 kB


class Packed(msgspec.Struct, frozen=True):
    """An exercise as it was packed.

    ``exercise`` is the hash of what a candidate may see of it, ``suite`` that of what grades it; neither can be turned
    back into what it was made from.
    """

    name: str
    points: float
    minutes: int
    exercise: str
    suite: str
    left_out: tuple[str, ...] = ()  # functions that the stub gives elsewhere, since they answer an exercise here


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was sent out; ``content`` is the hash of every file of the pack but this one."""

    name: str
    minutes: int
    feedback: Feedback
    exercises: tuple[Packed, ...]
    content: str
    kit: str = grader.__version__
    format: int = FORMAT


class _Versioned(msgspec.Struct):
    format: int


def packed(exercise: Exercise, left_out: Iterable[str] = ()) -> Packed:
    """Return what a manifest says of ``exercise``."""
    seen = hash_of_folder(exercise.folder, ["exercise.toml", "README.md", f"{exercise.name}.py", "examples.toml"])
    graded = [exercise.suite_path.name, exercise.solution_path.name]
    suite = hash_of_folder(exercise.secret_folder, graded)
    return Packed(exercise.name, exercise.points, exercise.minutes, seen, suite, tuple(sorted(left_out)))


def hash_of_folder(folder: Path, names: Iterable[str]) -> str:
    """Return one SHA-256 over files of a folder, by their names; one that is not there counts as such."""
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    return hash_of_files(files)


def hash_of_files(files: dict[str, bytes]) -> str:
    """Return one SHA-256 over ``files``, whatever their order."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        for part in (name.encode(), data):
            digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()


def to_json(manifest: Manifest) -> bytes:
    """Return the manifest as it is packed."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read_manifest(data: bytes, where: str) -> Manifest:
    """Return the manifest in ``data``.

    Raises
    ------
    UsageError
        If it is none, or a newer version of the kit wrote it; ``where`` says which one was read.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"{MANIFEST} in {where} is too large for a pack's. Was the pack made by gradlings?")
    try:
        version = msgspec.json.decode(data, type=_Versioned).format
        if version > FORMAT:
            raise UsageError(f"{where} was packed by a newer version of the kit. Update it: pip install -U gradlings.")
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise UsageError(f"{MANIFEST} in {where} is damaged or no pack's. Ask for the pack again.") from None
