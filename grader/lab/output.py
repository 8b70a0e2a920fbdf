"""Writing a picture or a page: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.errors import UsageError
from grader.lab.gradients import GradientLab


def write(lab: GradientLab, path: Path) -> None:
    """Draw ``lab`` into ``path``, a ``.png`` or an ``.html``; a file that is there is replaced.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    if path.suffix == ".png":
        from grader.lab.figure import lab_png

        data = lab_png(lab)
    else:
        from grader.lab.page import lab_page

        data = lab_page(lab).encode()
    try:
        _replace(path, data)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}). Does its folder exist, and may you write there?"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # mkstemp's own mode lets nobody else read it
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
