"""A pack made a folder to work in. What is in a zip is not believed: only what a pack of ours holds is written."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from grader.errors import UsageError
from grader.packs.building import README
from grader.packs.examples import SCRIPT
from grader.packs.manifest import MANIFEST, MOST_BYTES, Manifest, hash_of_files, read_manifest
from grader.submissions.archives import Member, Meter
from grader.submissions.limits import DEFAULT_LIMITS
from grader.submissions.reading import Unreadable
from grader.submissions.zips import members_of_zip

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MOST = 1 << 20  # bytes of one file


def is_usable_name(name: str) -> bool:
    """Say whether a pack may have this name: it becomes that of a folder, on any system."""
    return _NAME.fullmatch(name) is not None and not name.endswith(".")


def unpack(pack: Path, folder: Path | None, here: Path) -> tuple[Manifest, Path]:
    """Write the files of ``pack`` into ``folder`` (default: one in ``here`` named after the pack), whole or not at all.

    Returns
    -------
    The manifest, and the folder.

    Raises
    ------
    UsageError
        If it is no pack, is damaged or was changed, or if the folder has something in it.
    """
    manifest, files = read_pack(pack)
    target = folder if folder is not None else here / manifest.name
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is there already. Give another folder: `gradlings unpack {pack} DIR`.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            for name, data in files.items():
                place = aside / name
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(data)
            aside.chmod(0o755)
            if target.is_dir():
                target.rmdir()
            os.rename(aside, target)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}.") from None
    return manifest, target


def read_pack(pack: Path) -> tuple[Manifest, dict[str, bytes]]:
    """Return the manifest of a pack and all its files by name, having made sure that they are as they were packed.

    Raises
    ------
    UsageError
        As :func:`unpack`.
    """
    try:
        with open(pack, "rb") as file:
            meter = Meter(pack.name, os.fstat(file.fileno()).st_size, DEFAULT_LIMITS.archive)
            members = members_of_zip(file, pack.name, DEFAULT_LIMITS.archive, meter)
            manifest = _manifest(members, pack.name)
            files = {name: _read(members, f"{manifest.name}/{name}", pack.name) for name in _names(manifest, members)}
    except OSError as error:
        raise UsageError(f"{pack} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except Unreadable as error:
        raise UsageError(str(error)) from None
    data = files.pop(MANIFEST)
    if hash_of_files(files) != manifest.content:
        raise UsageError(f"{pack.name} has been changed since it was packed, or damaged. Ask for it again.")
    return manifest, {MANIFEST: data, **files}


def _manifest(members: list[Member], where: str) -> Manifest:
    found = [member for member in members if member.name.count("/") == 1 and member.name.endswith(f"/{MANIFEST}")]
    if len(found) != 1:
        raise UsageError(f"{where} is no pack: it holds no {MANIFEST}. `gradlings pack` makes packs.")
    manifest = read_manifest(found[0].read(MOST_BYTES + 1), where)
    names = [manifest.name, *(exercise.name for exercise in manifest.exercises)]
    if found[0].name != f"{manifest.name}/{MANIFEST}" or not all(map(is_usable_name, names)):
        raise UsageError(f"{MANIFEST} in {where} is damaged or no pack's. Ask for the pack again.")
    return manifest


def _names(manifest: Manifest, members: list[Member]) -> list[str]:
    """Return the names of the files that a pack of these exercises holds, and no others, whatever the zip has."""
    names = [MANIFEST, README]
    for exercise in manifest.exercises:
        names += [f"{exercise.name}.py", f"briefs/{exercise.name}.md"]
    if any(member.name == f"{manifest.name}/{SCRIPT}" for member in members):
        names.append(SCRIPT)
    return names


def _read(members: list[Member], name: str, where: str) -> bytes:
    found = [member for member in members if member.name == name]
    if len(found) != 1 or found[0].problem:
        raise UsageError(f"{name} in {where} is missing, or there in a form that is not read. Ask for the pack again.")
    data = found[0].read(_MOST + 1)
    if len(data) > _MOST:
        raise UsageError(f"{name} in {where} is larger than a pack's files are. Ask for the pack again.")
    return data
