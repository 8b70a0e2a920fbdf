"""Notebooks run by a real kernel, and what their cells showed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

_v4: Any = nbformat.v4


def run_notebook(node: Any, folder: Path) -> None:
    """Run a notebook as if it lay in ``folder``; cells that raise do not end it."""
    NotebookClient(node, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()


def run_cells(texts: Sequence[str], folder: Path) -> list[Any]:
    """Run code cells in one kernel and return them with their outputs."""
    node = _v4.new_notebook(cells=[_v4.new_code_cell(text) for text in texts])
    run_notebook(node, folder)
    return list(node.cells)


def shown(cell: Any, kind: str = "text/plain") -> str:
    """Return what a cell showed as values of a ``kind``, in order."""
    return "\n".join(output["data"][kind] for output in cell.outputs if kind in output.get("data", {}))


def printed(cell: Any, name: str = "stdout") -> str:
    """Return what a cell wrote to a stream."""
    return "".join(output["text"] for output in cell.outputs if output.get("name") == name)


def errors(cell: Any) -> list[str]:
    """Return the names of the exceptions that a cell ended with."""
    return [output["ename"] for output in cell.outputs if output["output_type"] == "error"]
