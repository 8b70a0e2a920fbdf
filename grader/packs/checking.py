"""What came back beside what was sent: which exercises are graded, with how much feedback, and what does not match.

A manifest that came back was in the candidate's hands. Beside the pack itself (``--pack``) it only shows what was
changed. Without, the manifests are all there is: their exercises together are graded, with the least feedback that any
of them asks for, and that is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.errors import UsageError
from grader.packs.manifest import MANIFEST, MOST_BYTES, Manifest, packed, read_manifest
from grader.packs.unpacking import read_pack
from grader.report import Feedback
from grader.submissions.archives import Meter
from grader.submissions.limits import DEFAULT_LIMITS
from grader.submissions.reading import Unreadable, readable
from grader.submissions.zips import members_of_zip

_LEAST_FIRST: tuple[Feedback, ...] = ("verdict", "mistakes", "full")
_NAMED = 5  # candidates, in a sentence
_DEEPEST = 3  # folders above a manifest within a zip


@dataclass(frozen=True, slots=True)
class Returned:
    """Where a manifest would be, and what there is: a manifest, or none, or why it cannot be read."""

    place: str
    manifest: Manifest | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be graded, and what a person should know about it, a sentence each."""

    exercises: tuple[str, ...]
    feedback: Feedback | None
    notes: tuple[str, ...]


def asked_for(pack: Path | None, paths: Iterable[Path], catalogue: Catalogue) -> Asked:
    """Return what ``pack``, or else the manifests in what came back, ask to have graded.

    Raises
    ------
    UsageError
        If the pack cannot be read, or asks for an exercise that this kit does not have.
    """
    returned = [found for path in paths for found in find_returned(path)]
    if pack is not None:
        sent = read_pack(pack)[0]
        return Asked(
            _known(sent, catalogue), sent.feedback, (*_differences(sent, returned), *_changes([sent], catalogue))
        )
    manifests = [found.manifest for found in returned if found.manifest is not None]
    if not manifests:
        return Asked((), None, ())
    exercises = {name: None for manifest in manifests for name in _known(manifest, catalogue)}
    feedback = min((manifest.feedback for manifest in manifests), key=_LEAST_FIRST.index)
    if all(manifest == manifests[0] for manifest in manifests):
        note = f"Graded is what the {MANIFEST} that came back asks for; --pack FILE checks it against the one you sent."
    else:
        note = (
            "The manifests that came back differ; graded is what any of them asks for. Give the pack with --pack FILE."
        )
    return Asked(tuple(exercises), feedback, (note, *_changes(manifests, catalogue)))


def find_returned(path: Path) -> Iterator[Returned]:
    """Yield what manifests there are in a folder or zip, be it one candidate's or many's. Nothing is unpacked."""
    if path.is_dir() and not (path / MANIFEST).is_file():
        for name in sorted(os.listdir(path)):
            yield from _of_one(path / name)
    else:
        yield from _of_one(path)


def _of_one(place: Path) -> Iterator[Returned]:
    shown = readable(place.name)
    try:
        if place.is_dir():
            held = [place / MANIFEST, *sorted(place.glob(f"*/{MANIFEST}"))]
            data = next((_beginning(path) for path in held if path.is_file() and not path.is_symlink()), None)
        elif place.suffix.lower() == ".zip":
            data = _in_zip(place)
        else:
            return
        if data is None:
            yield Returned(shown)
        else:
            yield Returned(shown, read_manifest(data, shown))
    except (UsageError, Unreadable) as error:
        yield Returned(shown, problem=str(error))
    except OSError:  # said when the submission is read
        yield Returned(shown)


def _beginning(path: Path) -> bytes:
    with open(path, "rb") as file:
        return file.read(MOST_BYTES + 1)


def _in_zip(place: Path) -> bytes | None:
    with open(place, "rb") as file:
        meter = Meter(place.name, os.fstat(file.fileno()).st_size, DEFAULT_LIMITS.archive)
        members = members_of_zip(file, place.name, DEFAULT_LIMITS.archive, meter)
        found = [
            member
            for member in members
            if member.name.rpartition("/")[2] == MANIFEST and member.name.count("/") <= _DEEPEST and not member.problem
        ]
        return min(found, key=lambda member: member.name.count("/")).read(MOST_BYTES + 1) if found else None


def _known(manifest: Manifest, catalogue: Catalogue) -> tuple[str, ...]:
    names = tuple(exercise.name for exercise in manifest.exercises)
    unknown = [readable(name) for name in names if name not in catalogue]
    if unknown:
        raise UsageError(
            f"The pack {readable(manifest.name)} asks for {_listed(unknown)}, which this kit does not have. If it is "
            "from a bank of your own, set GRADLINGS_BANK; if the manifest was changed, give the pack with --pack."
        )
    return names


def _differences(sent: Manifest, returned: Sequence[Returned]) -> Iterator[str]:
    """Say whose manifest is not the one that was sent."""
    missing = [found.place for found in returned if found.manifest is None and not found.problem]
    if missing:
        yield f"No {MANIFEST} came back from {_listed(missing)}; graded by the pack all the same."
    for found in returned:
        if found.problem:
            yield f"{found.problem} Graded by the pack all the same."
        elif found.manifest is not None and found.manifest != sent:
            yield f"{found.place}: {MANIFEST} is not as it was sent: {_difference(sent, found.manifest)}."


def _difference(sent: Manifest, back: Manifest) -> str:
    ours, theirs = ({exercise.name: exercise for exercise in manifest.exercises} for manifest in (sent, back))
    if added := [readable(name) for name in theirs if name not in ours]:
        return f"{_listed(added)} is added"
    if gone := [name for name in ours if name not in theirs]:
        return f"{_listed(gone)} is gone"
    if sent.name != back.name:
        return f"it belongs to the pack {readable(back.name)}"
    if sent.kit != back.kit or ours != theirs:
        return f"it is of another version of this pack, made with {readable(back.kit)}"
    return "its minutes, feedback or content were changed"


def _changes(manifests: Sequence[Manifest], catalogue: Catalogue) -> Iterator[str]:
    """Say which exercises are not what they were when they were packed."""
    entries = {(entry.name, entry.exercise, entry.suite): m.kit for m in manifests for entry in m.exercises}
    for (name, seen, suite), kit in entries.items():
        now = packed(catalogue[name])
        if now.suite != suite:
            yield f"{name}: its hidden suite has changed since it was packed with {readable(kit)}; today's grades it."
        elif now.exercise != seen:
            yield f"{name}: its brief or stub has changed since it was packed with {readable(kit)}."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
