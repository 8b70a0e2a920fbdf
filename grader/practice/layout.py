"""Laying out a workspace, and bringing one up to date: what somebody has edited is never touched.

Whether a file was edited is told by its digest when it was given. Where a stub has changed in the kit since, a person
who edited theirs is told what changed, as a patch.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import msgspec

import grader
from grader.errors import UsageError
from grader.practice.handout import Piece, handout
from grader.practice.manifest import Form, Given, Manifest, brief_for, digest_of, place_for, write_manifest
from grader.practice.workspace import STATE, Workspace, find_workspace
from grader.writing import write_whole

if TYPE_CHECKING:
    from grader.catalogue import Catalogue, Exercise


@dataclass(frozen=True, slots=True)
class Change:
    """A stub that has changed in the kit, and that the person has edited: what changed, and where it is kept."""

    exercise: str
    file: str
    patch: str
    kept: str


@dataclass(slots=True)
class Laid:
    """What was done, by paths in the workspace."""

    workspace: Workspace
    is_new: bool
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def lay_out(root: Path, catalogue: Catalogue, form: Form | None = None, *, force: bool = False) -> Laid:
    """Make ``root`` a workspace, or bring it up to date.

    Parameters
    ----------
    form
        Files or notebooks. Default: what the workspace has, files in a new one.
    force
        Take a folder that holds other files already; none of them is changed.

    Raises
    ------
    UsageError
        If the folder holds something else, lies in another workspace, or cannot be written.
    """
    workspace = Workspace(root)
    is_new = not workspace.manifest_path.exists()
    if is_new:
        _refuse_foreign(root, force)
    manifest = workspace.manifest()
    if manifest.fixed:
        raise UsageError(
            f"{_named(root)} has its exercises for good, as a mock interview has. Go to another workspace."
        )
    if not is_new and form is not None and form != manifest.form:
        have, want = _FORMS[manifest.form], _FORMS[form]
        raise UsageError(
            f"{_named(root)} is a workspace of {have}. Make another for {want}: `gradlings init DIR` elsewhere."
        )
    manifest = msgspec.structs.replace(
        manifest,
        form=form or manifest.form,
        kit=grader.__version__,
        tracks=_folders_of_tracks(catalogue, manifest),
        work=_found_again(root, catalogue, manifest),
    )
    laid = Laid(workspace, is_new)
    try:
        for piece in handout(catalogue, manifest):
            manifest = _give(piece, manifest, laid, catalogue)
        write_manifest(workspace.manifest_path, manifest)
    except OSError as error:
        raise UsageError(f"{error.filename or root} cannot be read or written: {error.strerror}.") from error
    return laid


def give_again(piece: Piece, workspace: Workspace) -> None:
    """Write a stub as it is now in place of whatever is there; the caller has kept that."""
    manifest = workspace.manifest()
    _write(workspace, piece)
    write_manifest(workspace.manifest_path, _noted(piece, manifest))


_FORMS = {"py": "files", "ipynb": "notebooks"}


def _refuse_foreign(root: Path, force: bool) -> None:
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file. Name a folder that is new or empty: `gradlings init practice`.")
    outer = find_workspace(root.resolve().parent)
    if outer is not None:
        raise UsageError(
            f"{root} would lie inside the workspace {outer.root}. `gradlings init {quote(str(outer.root))}` brings "
            "that one up to date; for another one go elsewhere."
        )
    others = root.is_dir() and any(not path.name.startswith(".") for path in root.iterdir())
    if others and not force and not (root / STATE).is_dir():
        raise UsageError(
            f"{_named(root)} holds other files. Name a folder that is new or empty: `gradlings init "
            f"{'practice' if root == Path() else quote(str(root / 'practice'))}`. "
            "To lay the exercises out among those files, none of which is changed, add --force."
        )


def _named(root: Path) -> str:
    return "This folder" if root == Path() else str(root)


def _folders_of_tracks(catalogue: Catalogue, manifest: Manifest) -> dict[str, str]:
    """Return the folder of each track: a single one lies at the top, and stays there when others come."""
    tracks = dict(manifest.tracks)
    alone = not tracks and len(catalogue.tracks) == 1
    for track in catalogue.tracks:
        tracks.setdefault(track, "" if alone else track)
    return tracks


def _found_again(root: Path, catalogue: Catalogue, manifest: Manifest) -> dict[str, Given]:
    """Return the stubs with their present names: whoever called ``01_relu.py`` ``relu.py`` does not get a second."""
    found = dict(manifest.work)
    for exercise in catalogue:
        place = root / place_for(exercise, manifest)
        if place.exists() or not place.parent.is_dir():
            continue
        for path in sorted(place.parent.glob(f"*{exercise.name}{place.suffix}")):
            if catalogue.named_by(path.stem) is exercise:
                digest = manifest.work[exercise.name].digest if exercise.name in manifest.work else ""
                file = path.relative_to(root).as_posix()
                found[exercise.name] = Given(file, digest, brief_for(exercise, manifest))
                break
    return found


def _give(piece: Piece, manifest: Manifest, laid: Laid, catalogue: Catalogue) -> Manifest:
    """Give out one file, or leave the one that is there."""
    path = laid.workspace.root / piece.file
    known = _known_digest(piece, manifest)
    try:
        held = path.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        if known and piece.exercise is None:
            return manifest  # a brief or a README that somebody threw away
        if known and piece.exercise is not None and _is_held_elsewhere(piece.exercise, laid.workspace, catalogue):
            return manifest  # an empty stub would stand in front of the work
        laid.added.append(piece.file)
        _write(laid.workspace, piece)
        return _noted(piece, manifest)
    if digest_of(held) == digest_of(piece.text):
        return _noted(piece, manifest)
    if digest_of(held) == known:
        laid.updated.append(piece.file)
        _write(laid.workspace, piece)
    elif known and known != digest_of(piece.text) and piece.exercise is not None:
        laid.changes.append(_offered(piece, piece.exercise, laid.workspace))
    elif not known:
        laid.left.append(piece.file)
    return _noted(piece, manifest)


def _is_held_elsewhere(exercise: Exercise, workspace: Workspace, catalogue: Catalogue) -> bool:
    """Say whether a file of another name holds the exercise, as ``check`` would find it."""
    from grader.grading.own_work import file_holding  # numpy with it, which most ways through here do without

    return file_holding(exercise, workspace.root, catalogue) is not None


def _known_digest(piece: Piece, manifest: Manifest) -> str:
    if piece.exercise is None:
        return manifest.others.get(piece.file, "")
    known = manifest.work.get(piece.exercise.name)
    return known.digest if known else ""


def _noted(piece: Piece, manifest: Manifest) -> Manifest:
    digest = digest_of(piece.text)
    if piece.exercise is None:
        return msgspec.structs.replace(manifest, others={**manifest.others, piece.file: digest})
    given = Given(piece.file, digest, brief_for(piece.exercise, manifest))
    return msgspec.structs.replace(manifest, work={**manifest.work, piece.exercise.name: given})


def _write(workspace: Workspace, piece: Piece) -> None:
    places = [workspace.root / piece.file]
    if piece.exercise is not None:
        places.append(_copy_of(workspace, piece))
    for path in places:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, piece.text.encode())


def _copy_of(workspace: Workspace, piece: Piece) -> Path:
    """Return where a stub is kept as it was given, for a patch when the kit's changes."""
    return workspace.state / "given" / piece.file


def _offered(piece: Piece, exercise: Exercise, workspace: Workspace) -> Change:
    """Write what has changed in a stub where the person finds it, once."""
    copy = _copy_of(workspace, piece)
    try:
        old = copy.read_text(encoding="utf-8")
    except OSError:
        old = ""
    patch = _patch(old, piece)
    kept = workspace.state / "updates" / f"{piece.file}.patch"
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_whole(kept, patch.encode())
    copy.parent.mkdir(parents=True, exist_ok=True)
    write_whole(copy, piece.text.encode())
    return Change(exercise.name, piece.file, patch, kept.relative_to(workspace.root).as_posix())


def _patch(old: str, piece: Piece) -> str:
    before, after = (_lines(text, piece.file) for text in (old, piece.text))
    name = piece.file
    return "".join(difflib.unified_diff(before, after, f"{name} as you were given it", f"{name} as it is now"))


def _lines(text: str, file: str) -> list[str]:
    """Return a stub's lines; of a notebook, those of its cells."""
    if file.endswith(".ipynb") and text:
        text = "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"]) + "\n"
    return text.splitlines(keepends=True)
