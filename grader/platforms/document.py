"""Notebooks of a platform: nbformat 4.5, with ids that tell what a cell is for, so that two exports are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import nbformat

from grader.errors import UsageError
from grader.writing import write_whole

Kind = Literal["markdown", "code", "raw"]

_v4: Any = nbformat.v4  # nbformat bears no annotations
_LONGEST_ID = 64  # of a cell, in nbformat 4.5
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cell(kind: Kind, name: str, text: str, metadata: Mapping[str, Any] | None = None) -> Any:
    """Return a cell whose id is ``name``."""
    new = {"markdown": _v4.new_markdown_cell, "code": _v4.new_code_cell, "raw": _v4.new_raw_cell}[kind]
    return new(text.strip(), id=name[:_LONGEST_ID], metadata=dict(metadata or {}))


def document(cells: Sequence[Any], metadata: Mapping[str, Any] | None = None) -> str:
    """Return the text of a notebook."""
    node = _v4.new_notebook(cells=list(cells), metadata={**_METADATA, **(metadata or {})})
    nbformat.validate(node)
    return str(_v4.writes(node)) + "\n"


def write_new(path: Path, data: str | bytes, *, overwrite: bool) -> Path:
    """Write a file whole, with its folders, and return its path; the same again does no harm.

    Raises
    ------
    UsageError
        If the file is there already, differs, and ``overwrite`` is not set.
    """
    content = data.encode() if isinstance(data, str) else data
    if path.exists() and not overwrite:
        if path.is_file() and path.read_bytes() == content:
            return path
        raise UsageError(
            f"{path} is there already and differs. Move it away, export to another folder, or add --force."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return path
