"""How editors, version control and people save a file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

Save = Callable[[Path, str], None]


def write_in_place(path: Path, text: str) -> None:
    path.write_text(text)


def write_twice(path: Path, text: str) -> None:
    path.write_text(text + "\n\n\n")
    time.sleep(0.001)
    path.write_text(text)


def write_in_pieces(path: Path, text: str) -> None:
    """Write half, think, and write the rest before closing."""
    with path.open("w") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.06)
        file.write(text[len(text) // 2 :])


def rename_over(path: Path, text: str) -> None:
    """Write beside it and rename, as VS Code's atomic save and many tools do."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text)
    temporary.replace(path)


def delete_and_make_anew(path: Path, text: str) -> None:
    path.unlink()
    time.sleep(0.05)
    path.write_text(text)


def truncate_then_write(path: Path, text: str) -> None:
    path.write_bytes(b"")
    time.sleep(0.05)
    path.write_text(text)


def as_vim_does(path: Path, text: str) -> None:
    """Move the old one away as a backup, write the new one, remove the backup."""
    (path.parent / "4913").touch()  # vim tries whether it may make files here
    (path.parent / "4913").unlink()
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(text)
    path.chmod(0o644)
    backup.unlink()


def swap_link(path: Path, text: str) -> None:
    """Let the name be a link, and swing it to another file, as dotfile managers do."""
    elsewhere = path.parent / ".versions"
    elsewhere.mkdir(exist_ok=True)
    target = elsewhere / f"{time.monotonic_ns()}.py"
    target.write_text(text)
    link = path.with_name(f".{path.name}.link")
    link.symlink_to(target)
    os.replace(link, path)


def write_through_link(path: Path, text: str) -> None:
    """Write to the file that the name is a link to."""
    if not path.is_symlink():
        elsewhere = path.parent / ".elsewhere"
        elsewhere.mkdir(exist_ok=True)
        path.rename(elsewhere / path.name)
        path.symlink_to(elsewhere / path.name)
    Path(os.path.realpath(path)).write_text(text)


SAVES: dict[str, Save] = {
    "in place": write_in_place,
    "twice": write_twice,
    "in pieces": write_in_pieces,
    "renamed over": rename_over,
    "deleted and made anew": delete_and_make_anew,
    "truncated first": truncate_then_write,
    "as vim does": as_vim_does,
    "link swapped": swap_link,
    "through a link": write_through_link,
}
