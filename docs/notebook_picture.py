"""Draws docs/notebook.png, a graded cell and a hint in a notebook, light and dark: ``python docs/notebook_picture.py``.

Needs gradlings installed with its test extra, and Chromium on the path. The notebook is an exported one, filled in with
one mistake and really run; around its outputs only a frame like JupyterLab's is drawn.
"""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from report_picture import photograph

from grader.catalogue import load_catalogue
from grader.content import own_bank
from grader.notebooks.export import notebook

PICTURE = Path(__file__).with_name("notebook.png")
SIZE = (1560, 692)
MISTAKEN = """\
%%grade relu
def relu(z):
    return np.maximum(0, z)

def relu_derivative(z):
    return (z >= 0).astype(float)"""
THEMES = {  # page, code and text colours, as JupyterLab has them
    "light": ("#ffffff", "#f5f5f5", "#212121"),
    "dark": ("#111111", "#212121", "#e0e0e0"),
}


def run_notebook() -> list[Any]:
    """Return the graded cell and the hint, run in the student's notebook of relu."""
    node = notebook(load_catalogue([own_bank()])["relu"], "student")
    asked = [nbformat.v4.new_code_cell(text) for text in (MISTAKEN, 'hint("relu")')]
    node.cells += asked
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(node, timeout=120, resources={"metadata": {"path": folder}}).execute()
    return asked


def side(cells: list[Any], theme: str) -> str:
    """Return the cells and their outputs in the colours of a theme."""
    page, code, text = THEMES[theme]
    parts = [
        f'<pre style="background:{code};margin:12px 0 4px;padding:8px 12px;border-radius:2px;'
        f'font:13px/1.4 ui-monospace,Menlo,monospace">{html.escape(cell.source)}</pre>'
        + "".join(output["data"]["text/html"] for output in cell.outputs)
        for cell in cells
    ]
    return f'<div style="background:{page};color:{text};padding:6px 20px;width:740px">{"".join(parts)}</div>'


if __name__ == "__main__":
    cells = run_notebook()
    sides = "".join(side(cells, theme) for theme in THEMES)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;display:flex">{sides}', encoding="utf-8"
        )
        photograph(page, PICTURE, SIZE)
