"""The manifests among what came back: whose each is, and none that could be somebody else's. Nothing is unpacked.

Folders and zips are in candidates' hands, so they are opened as submissions are: no link is followed, and what is no
regular file is not waited for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.errors import UsageError
from grader.packs.manifest import MANIFEST, MOST_BYTES, Manifest, read_manifest
from grader.submissions.archives import Meter
from grader.submissions.folders import belongs, folder_on_disk, is_archive
from grader.submissions.limits import DEFAULT_LIMITS
from grader.submissions.reading import Unreadable, open_below, readable
from grader.submissions.shadows import is_passed_over
from grader.submissions.workspaces import files_of_workspace
from grader.submissions.zips import members_of_zip

_DEEPEST = 3  # folders around a manifest


@dataclass(frozen=True, slots=True)
class Returned:
    """Where a manifest would be, and what there is: a manifest, or none, or why it cannot be read."""

    place: str
    manifest: Manifest | None = None
    problem: str = ""


def find_returned(path: Path, catalogue: Catalogue) -> Iterator[Returned]:
    """Yield what there is for each candidate whose work lies in ``path``, be it one candidate's or many's."""
    if not path.is_dir() or (path / MANIFEST).is_file() or files_of_workspace(folder_on_disk(path), catalogue):
        yield _of_one(path)
        return
    try:
        held = _held(path)
    except OSError:  # said when the submissions are read
        return
    yield from (_of_one(path / name) for name in sorted(held))


def _of_one(place: Path) -> Returned:
    shown = readable(place.name)
    try:
        data = _in_folder(place) if place.is_dir() else _in_file(place, place.parent)
        return Returned(shown) if data is None else Returned(shown, read_manifest(data, shown))
    except (UsageError, Unreadable) as error:
        return Returned(shown, problem=str(error))
    except OSError:  # said when the submission is read
        return Returned(shown)


def _in_folder(top: Path) -> bytes | None:
    """Return the manifest of a folder, around which there may be folders and a zip that hold nothing else."""
    folder = top
    for _ in range(_DEEPEST):
        held = _held(folder)
        if MANIFEST in held:
            with open_below(folder / MANIFEST, top) as file:
                return file.read(MOST_BYTES + 1)
        if len(held) != 1:
            return None
        [(name, is_folder)] = held.items()
        folder = folder / name
        if not is_folder:
            return _in_file(folder, top)
    return None


def _held(folder: Path) -> dict[str, bool]:
    """Return the names of what is looked at in a folder, and whether each is a folder."""
    with os.scandir(folder) as listing:
        entries = {entry.name: entry.is_dir(follow_symlinks=False) for entry in listing}
    return {
        name: is_folder
        for name, is_folder in entries.items()
        if (not is_passed_over(name) if is_folder else belongs(name) or name == MANIFEST)
    }


def _in_file(place: Path, top: Path) -> bytes | None:
    if place.suffix.lower() != ".zip":
        if is_archive(place.name):
            raise Unreadable(f"{readable(place.name)} is no zip, so no {MANIFEST} is looked for in it.")
        return None
    with open_below(place, top) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        members = members_of_zip(
            file, place.name, DEFAULT_LIMITS.archive, Meter(place.name, size, DEFAULT_LIMITS.archive)
        )
        found = [
            member
            for member in members
            if member.name.rpartition("/")[2] == MANIFEST and member.name.count("/") <= _DEEPEST and not member.problem
        ]
        if not found:
            return None
        manifest = min(found, key=lambda member: member.name.count("/"))
        around = manifest.name.removesuffix(MANIFEST)
        if any(belongs(member.name.rpartition("/")[2]) and not member.name.startswith(around) for member in members):
            raise Unreadable(
                f"{readable(place.name)} holds code beside the folder of a {MANIFEST}, so whose manifest it is cannot "
                "be told."
            )
        return manifest.read(MOST_BYTES + 1)
