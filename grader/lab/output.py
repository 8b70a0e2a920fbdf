"""Writing a picture or a page: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from grader.errors import UsageError
from grader.writing import write_whole

Form = Literal["png", "html"]
SUFFIXES = (".png", ".html")


def check_suffix(path: Path) -> None:
    """Refuse a path that is neither a picture nor a page, before anything is measured.

    Raises
    ------
    UsageError
        If it is not.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{path} is neither a .png nor an .html file. Give -o a path that ends in one of these.")


def write(path: Path, draw: Callable[[Form], bytes]) -> None:
    """Write ``path``, by its suffix a picture or a page; a file that is there is replaced.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    data = draw("png" if path.suffix == ".png" else "html")
    try:
        write_whole(path, data)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}). Does its folder exist, and may you write there?"
        ) from error
