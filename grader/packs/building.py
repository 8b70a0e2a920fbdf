"""A pack: stubs, briefs and examples of some exercises, and a manifest, in one zip."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from grader.catalogue import Exercise
from grader.packs.examples import SCRIPT, examples_of, examples_script
from grader.packs.manifest import MANIFEST, Manifest, hash_of_files, packed, to_json
from grader.packs.overlap import Overlap, overlaps, stub_without
from grader.report import Feedback

README = "README.md"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: a pack depends on its content alone
_PERMISSIONS = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pack asks for.

    Parameters
    ----------
    name
        Of the pack, and of the folder that it unpacks to.
    minutes
        How long a candidate has.
    feedback
        How much of the hidden tests the report shows when the work has come back.
    strict
        Leave out of each stub what answers another exercise of the pack.
    """

    name: str
    minutes: int
    feedback: Feedback = "verdict"
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it is sent out, and where its stubs give exercises of it away (or would)."""

    data: bytes
    manifest: Manifest
    overlaps: tuple[Overlap, ...]


def build(exercises: Sequence[Exercise], terms: Terms) -> Pack:
    """Return the pack of ``exercises``, in their order.

    Raises
    ------
    BankError
        If the examples of one cannot be read.
    """
    found = overlaps(exercises)
    left_out: dict[str, set[str]] = defaultdict(set)
    if terms.strict:
        for overlap in found:
            left_out[overlap.giving.name].update(overlap.functions)
    files = {f"{e.name}.py": stub_without(e, left_out[e.name]).encode() for e in exercises}
    files |= {f"briefs/{e.name}.md": e.brief_path.read_bytes() for e in exercises}
    if any(map(examples_of, exercises)):
        files[SCRIPT] = examples_script(exercises).encode()
    files[README] = _readme(exercises, terms, has_examples=SCRIPT in files).encode()
    content = hash_of_files(files)
    entries = tuple(packed(exercise, left_out[exercise.name]) for exercise in exercises)
    manifest = Manifest(terms.name, terms.minutes, terms.feedback, entries, content)
    return Pack(_zipped(terms.name, {MANIFEST: to_json(manifest), **files}), manifest, tuple(found))


def _zipped(folder: str, files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.external_attr, entry.create_system = _PERMISSIONS, 3
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _readme(exercises: Sequence[Exercise], terms: Terms, *, has_examples: bool) -> str:
    rows = "".join(
        f"| [{e.title}](briefs/{e.name}.md) | `{e.name}.py` | {_functions(e)} | {e.points:g} |\n" for e in exercises
    )
    try_out = (
        f"`python {SCRIPT}` runs the worked examples of the briefs against your files; it needs numpy, nothing else. "
        "They are a beginning: what is graded is more than these.\n\n"
        if has_examples
        else ""
    )
    return (
        f"# {terms.name}\n\n"
        f"You have **{terms.minutes} minutes** for {len(exercises)} "
        f"{'exercise' if len(exercises) == 1 else 'exercises'}. Each has a brief and a file to fill in:\n\n"
        "| brief | file | functions | points |\n| --- | --- | --- | --- |\n"
        f"{rows}\n"
        "Write the functions where the files say `raise NotImplementedError`, and keep their names and arguments. "
        "Helper functions are welcome. Do not worry about one that you cannot finish: each is graded by itself, and "
        "parts of an exercise count.\n\n"
        f"{try_out}"
        f"When the time is up, zip this folder as it is, with `{MANIFEST}` in it, and send it back.\n"
    )


def _functions(exercise: Exercise) -> str:
    return ", ".join(f"`{name}`" for name in exercise.functions)
