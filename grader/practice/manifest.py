"""What was given out in a workspace: which file belongs to which exercise, and what it held at that time."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.errors import UsageError
from grader.writing import write_whole

if TYPE_CHECKING:
    from grader.catalogue import Exercise

VERSION = 1
Form = Literal["py", "ipynb"]


class Given(msgspec.Struct, frozen=True):
    """A stub that was given out.

    Parameters
    ----------
    file
        Its path in the workspace, with ``/``.
    digest
        Of its text then: as long as the file has it still, nobody has edited it.
    brief
        The path of its brief. It keeps that if the stub is renamed.
    """

    file: str
    digest: str
    brief: str = ""

    def __post_init__(self) -> None:
        for path in filter(None, (self.file, self.brief)):
            if ".." in PurePosixPath(path).parts or path.startswith("/") or "\\" in path or ":" in path:
                raise ValueError("a file of a workspace lies in it")


class Manifest(msgspec.Struct, frozen=True):
    """Everything that was given out.

    Parameters
    ----------
    form
        Whether the stubs are Python files or notebooks.
    tracks
        The folder of each track; the first lies at the top.
    fixed
        Whether these exercises are all there will ever be, as in a mock interview.
    work
        The stub of each exercise.
    others
        Briefs and what else helps, by path: the digest of each.
    """

    version: int = VERSION
    kit: str = ""
    form: Form = "py"
    tracks: dict[str, str] = {}
    fixed: bool = False
    work: dict[str, Given] = {}
    others: dict[str, str] = {}


class _Versioned(msgspec.Struct):
    version: int


def digest_of(text: str) -> str:
    """Return what a text is recognised by, however its lines end."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()


def place_for(exercise: Exercise, manifest: Manifest) -> str:
    """Return the path of an exercise's file in a workspace: where it was given, or where it belongs."""
    known = manifest.work.get(exercise.name)
    if known is not None:
        return known.file
    folder = manifest.tracks.get(exercise.track, "")
    name = f"{exercise.order:02}_{exercise.name}.{manifest.form}"
    return f"{folder}/{name}" if folder else name


def brief_for(exercise: Exercise, manifest: Manifest) -> str:
    """Return the path of an exercise's brief: that of its stub as it was given, but for the suffix."""
    known = manifest.work.get(exercise.name)
    return (known.brief if known else "") or str(PurePosixPath(place_for(exercise, manifest)).with_suffix(".md"))


def read_manifest(path: Path) -> Manifest:
    """Return what ``path`` says was given out; nothing, if there is no such file.

    Raises
    ------
    UsageError
        If it cannot be read, is damaged, or was written by a newer version.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        if msgspec.json.decode(data, type=_Versioned).version > VERSION:
            raise UsageError(f"{path} was written by a newer gradlings. Update, or begin another workspace.")
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} is damaged. Move it away and run `gradlings init` here again: it leaves your files as they are."
        ) from error


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write what was given out; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
