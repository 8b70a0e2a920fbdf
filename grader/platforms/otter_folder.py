"""The folder into which otter has copied a submission: emptied of what must not be there when a kernel starts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from grader.errors import BoundaryError

_NAME, _BESIDE = "submission", "source"  # as otter lays them out, in a container or a temporary folder


def clear(folder: Path, keep: Collection[str]) -> None:
    """Remove everything but ``keep``, following no link.

    Raises
    ------
    BoundaryError
        If the folder is not laid out as otter's copy of a submission is: then nothing is removed.
    """
    if folder.name != _NAME or not (folder.parent / _BESIDE).is_dir():
        raise BoundaryError(
            f"otter was expected to grade in a folder {_NAME}/ of its own, not in {folder}, so nothing was graded."
        )
    for entry in list(os.scandir(folder)):
        if entry.name in keep:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
