"""A folder that was handed in, on disk or in an archive, as far as grading goes: what there is to read in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar, overload

from grader.submissions.reading import SUFFIXES, File, file_at, readable
from grader.submissions.shadows import is_machinery, is_passed_over, is_vendored

READ_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_OTHER_ARCHIVES = (".rar", ".7z", ".tar.zst")
_DEEPEST = 32

OwnerOf = Callable[[str], str | None]  # from a file's name to whose it is, as a roster knows it
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that was handed in.

    Parameters
    ----------
    name, source
        Its own name, and where it is, readable.
    files, archives, folders
        What there is to read in it, by name.
    refused
        A sentence for each thing in it that is not read at all.
    """

    name: str
    source: str
    files: Sequence[File] = ()
    archives: Sequence[File] = ()
    folders: Sequence[Folder] = ()
    refused: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say about it."""
        return not (self.files or self.archives or self.refused) and all(inner.is_empty for inner in self.folders)


class _Listed(Sequence[_Part], Generic[_Part]):
    """Parts of a folder that are looked at when it is their turn: of ten thousand, only the names are kept."""

    def __init__(self, names: Sequence[str], look: Callable[[str], _Part]) -> None:
        self._names = names
        self._look = look

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> _Part: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Part]: ...
    def __getitem__(self, index: int | slice) -> _Part | Sequence[_Part]:
        if isinstance(index, slice):
            return _Listed(self._names[index], self._look)
        return self._look(self._names[index])


def is_source(name: str) -> bool:
    """Say whether a file of this name is Python or a notebook."""
    return name.lower().endswith(SUFFIXES)


def is_archive(name: str, *, read: bool = False) -> bool:
    """Say whether a file of this name is an archive; with ``read``, of a kind that is read."""
    if read:
        return name.lower().endswith(READ_ARCHIVES)
    return name.lower().endswith((*READ_ARCHIVES, *_OTHER_ARCHIVES))


def stem_of(name: str) -> str:
    """Return a file's name without its suffix, or suffixes: ``alice.tar.gz`` and ``alice.ipynb.txt`` are alice's."""
    longest_first = sorted((*READ_ARCHIVES, *_OTHER_ARCHIVES, *SUFFIXES), key=len, reverse=True)
    suffix = next((suffix for suffix in longest_first if name.lower().endswith(suffix)), "")
    return name[: -len(suffix)] if suffix else name.rpartition(".")[0] or name


def belongs(name: str) -> bool:
    """Say whether a file of this name in a folder is read: hidden ones and the machinery around solutions are not."""
    return (is_source(name) or is_archive(name)) and not name.startswith(".") and not is_machinery(name)


def everything_below(folder: Folder) -> Iterator[File]:
    """Yield the files of a folder and of the folders in it, archives left aside."""
    yield from folder.files
    for inner in folder.folders:
        yield from everything_below(inner)


def archives_below(folder: Folder) -> Iterator[File]:
    """Yield the archives of a folder and of the folders in it."""
    yield from folder.archives
    for inner in folder.folders:
        yield from archives_below(inner)


def refused_below(folder: Folder) -> Iterator[str]:
    """Yield the sentences on what is not read of a folder and of the folders in it."""
    yield from folder.refused
    for inner in folder.folders:
        yield from refused_below(inner)


def folder_on_disk(path: Path) -> Folder:
    """List a folder. Links to folders are not followed; files are opened when they are read, below ``path``."""
    return _listed(path, path, _DEEPEST)


def _listed(path: Path, below: Path, deepest: int) -> Folder:
    name, source = readable(path.resolve().name if path == below else path.name), readable(path)
    try:
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        folders = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
        files = [entry.name for entry in entries if entry.name not in folders and not entry.is_dir()]
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        return Folder(name, source, refused=(f"The folder {name} cannot be listed: {reason}.",))
    if path != below and is_vendored(path.name, set(files)):
        return Folder(name, source)
    inner = sorted(folder for folder in folders if not is_passed_over(folder))
    if inner and not deepest:
        sentence = f"{name} holds folders more than {_DEEPEST} deep; what lies deeper is not read."
        return Folder(name, source, refused=(sentence,))
    held = [file for file in files if belongs(file)]
    return Folder(
        name,
        source,
        _Listed([file for file in held if not is_archive(file)], lambda file: file_at(path / file, below=below)),
        _Listed([file for file in held if is_archive(file)], lambda file: file_at(path / file, below=below)),
        _Listed(inner, lambda folder: _listed(path / folder, below, deepest - 1)),
    )


def without_wrapping(folder: Folder) -> Folder:
    """Return the folder that holds the candidates: packing programs like to put one folder around everything."""
    while len(folder.folders) == 1 and not folder.files and not folder.archives:
        inner = folder.folders[0]
        folder = Folder(
            folder.name, inner.source, inner.files, inner.archives, inner.folders, (*folder.refused, *inner.refused)
        )
    return folder


def put_together(folder: Folder, owner_of: OwnerOf | None) -> Folder:
    """Put several files of one owner into a folder, as if they had been handed in as one."""
    if owner_of is None:
        return folder
    files: dict[str, list[int]] = {}
    for place, file in enumerate(folder.files):
        owner = owner_of(file.name)
        if owner is not None and owner != folder.name:  # there they are together already
            files.setdefault(owner, []).append(place)
    several = {owner: places for owner, places in files.items() if len(places) > 1}
    if not several:
        return folder
    moved = {place for places in several.values() for place in places}
    together = []
    for owner, places in several.items():
        source = f"{folder.files[places[0]].source} and {len(places) - 1} more"
        together.append(Folder(owner, source, tuple(folder.files[place] for place in places)))
    alone = tuple(file for place, file in enumerate(folder.files) if place not in moved)
    return replace(folder, files=alone, folders=(*folder.folders, *together))
