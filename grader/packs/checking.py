"""What came back beside what was sent: which exercises are graded, with how much feedback, and what does not match.

A manifest that came back was in the candidate's hands. Beside the pack itself (``--pack``) it only shows what was
changed. Without, a manifest is believed only if the same one came back from everybody, and that is said: one
candidate's must not decide what is graded of another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.errors import UsageError
from grader.packs.manifest import MANIFEST, Manifest, packed
from grader.packs.returned import Returned, find_returned
from grader.packs.unpacking import read_pack
from grader.plaintext import plain_name
from grader.report import Feedback

_NAMED = 5  # candidates, in a sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be graded, and what a person should know about it, a sentence each."""

    exercises: tuple[str, ...]
    feedback: Feedback | None
    notes: tuple[str, ...]


def asked_for(pack: Path | None, paths: Iterable[Path], catalogue: Catalogue) -> Asked:
    """Return what ``pack``, or else the manifest that came back from everybody, asks to have graded.

    Raises
    ------
    UsageError
        If the pack cannot be read, or asks for an exercise that this kit does not have.
    """
    returned = [found for path in paths for found in find_returned(path, catalogue)]
    if pack is not None:
        sent = read_pack(pack)[0]
        return Asked(
            _known(sent, catalogue), sent.feedback, (*_differences(sent, returned), *_changes(sent, catalogue))
        )
    manifests = [found.manifest for found in returned if found.manifest is not None]
    if not manifests:
        return Asked((), None, ())
    believed = manifests[0]
    if len(manifests) < len(returned) or any(manifest != believed for manifest in manifests):
        having = [found.place for found in returned if found.manifest is not None]
        note = (
            f"A {MANIFEST} came back from {_listed(having)}, but not the same from everybody, so none decides what is "
            "graded. If it is a pack's, give the pack that you sent with --pack FILE."
        )
        return Asked((), None, (note,))
    note = f"Graded is what the {MANIFEST} that came back asks for; --pack FILE checks it against the one you sent."
    return Asked(_known(believed, catalogue), believed.feedback, (note, *_changes(believed, catalogue)))


def _known(manifest: Manifest, catalogue: Catalogue) -> tuple[str, ...]:
    names = tuple(exercise.name for exercise in manifest.exercises)
    unknown = [_shown(name) for name in names if name not in catalogue]
    if unknown:
        raise UsageError(
            f"The pack {_shown(manifest.name)} asks for {_listed(unknown)}, which this kit does not have. If it is "
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
    if added := [_shown(name) for name in theirs if name not in ours]:
        return f"{_listed(added)} is added"
    if gone := [name for name in ours if name not in theirs]:
        return f"{_listed(gone)} is gone"
    if sent.name != back.name:
        return f"it belongs to the pack {_shown(back.name)}"
    if sent.kit != back.kit or ours != theirs:
        return f"it is of another version of this pack, made with {_shown(back.kit)}"
    return "its minutes, feedback or content were changed"


def _changes(manifest: Manifest, catalogue: Catalogue) -> Iterator[str]:
    """Say which exercises are not what they were when they were packed."""
    when = f"since it was packed with {_shown(manifest.kit)}"
    for entry in manifest.exercises:
        now = packed(catalogue[entry.name])
        if now.suite != entry.suite:
            yield f"{entry.name}: its hidden suite has changed {when}; today's grades it."
        elif now.exercise != entry.exercise:
            yield f"{entry.name}: its brief or stub has changed {when}."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _shown(word: str) -> str:
    """Return a word of a manifest's; it may be anything, of any length."""
    return plain_name(word, most=60)
