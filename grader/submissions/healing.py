"""A damaged notebook's cells, mended: what was torn is joined, what is no Python left out, what lost its kind found.

Nothing is guessed: a cell counts as mended only if what comes out parses. What was done is said in a few words with
the cell, and reaches the report of the exercises that depend on it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grader.boundary.module import bound_names
from grader.submissions.cells import (
    Cell,
    Patience,
    cell_of,
    dedented,
    is_indented,
    names_in_text,
    without_cell_magic,
)
from grader.submissions.parsing import lines_of, parse

_MOST_TORN = 8  # cells that one function is found in pieces in
_GOES_ON = (")", "]", "}", "else", "elif", "except", "finally", "case")
_KINDS = {"markdown": "Markdown", "raw": "raw"}
_Code = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's text, its kind by its own account, and whether that is code."""

    text: str
    kind: str
    is_code: bool


def is_spare(text: str) -> bool:
    """Say whether the text of a cell that is no code cell may be one that has lost its kind."""
    return any(line.startswith(("def ", "async def ")) for line in lines_of(text))


def healed_cells(pieces: Sequence[Piece], name: str) -> list[Cell]:
    """Return the cells of a notebook, in order; code cells are numbered from 1."""
    patience = Patience()
    cells: list[Cell] = []
    number = 0
    torn = 1  # cells that the last one is made of
    for piece in pieces:
        if not piece.is_code:
            cells.extend(_spare(piece, name, number, patience))
            continue
        number += 1
        if not piece.text.strip():
            continue
        cell = cell_of(piece.text, name, str(number), patience)
        joined = _joined(cells[-1], cell, piece, name, patience) if cells and torn < _MOST_TORN else None
        if joined is not None:
            cells[-1] = joined
            torn += 1
        else:
            cells.append(cell)
            torn = 1
    return [_saved(cell, patience) if cell.error is not None else cell for cell in cells]


def _spare(piece: Piece, name: str, number: int, patience: Patience) -> list[Cell]:
    """Return a cell of another kind as code, if it is code from its first line to its last."""
    if not patience.for_another(piece.text):
        return []
    label = f"{name} {_KINDS.get(piece.kind, 'other')} cell behind cell {number}"
    text = "\n".join(lines_of(piece.text)) + "\n"
    body, error = parse(text, label)
    if error is not None:
        return []
    kind = _KINDS.get(piece.kind, "other")
    place = f"behind cell {number}" if number else "before the first code cell"
    return [Cell(label, text, body, None, number=f"the {kind} cell {place}", spare=True)]


def _joined(before: Cell, cell: Cell, piece: Piece, name: str, patience: Patience) -> Cell | None:
    """Return two cells as one, if they are the halves of a cell that was split within a function or a bracket."""
    lines = without_cell_magic(lines_of(piece.text))
    indented = is_indented(lines)
    if before.spare or not (indented or (before.error is not None and cell.error is not None)):
        return None
    if indented and not _goes_on(before, lines):
        return None
    text = before.text + "\n".join(lines)
    if not patience.for_another(text):
        return None
    number = f"{before.number.replace(' and ', ', ')} and {cell.number}"
    joined = cell_of(text, name, number, patience)
    if joined.error is not None:
        return None
    return replace(joined, mended=f"cells {number} are read as one, since a definition was split between them")


def _goes_on(before: Cell, lines: list[str]) -> bool:
    """Say whether indented lines belong to the function before them, and are not a cell that was pasted indented."""
    last = before.body[-1] if before.body else None
    if before.error is None and not isinstance(last, ast.FunctionDef | ast.ClassDef):
        return False
    body, error = parse("\n".join(dedented(lines)), "")
    if error is not None or not any(isinstance(node, _Code) for node in body) or _returns(body):
        return True
    return isinstance(last, ast.ClassDef) and any(_is_method(node) for node in body)


def _is_method(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args[:1]] in (["self"], ["cls"])


def _returns(body: Sequence[ast.stmt]) -> bool:
    """Say whether there is a ``return`` outside any function."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Return):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _saved(cell: Cell, patience: Patience) -> Cell:
    """Return a cell that does not parse with those of its blocks that do: its error and the names lost stay."""
    assert cell.error is not None
    lines = lines_of(cell.text)
    blocks = _blocks(lines)
    if not patience.for_another(cell.text, parts=len(blocks)):
        return cell
    bodies = {block: _parsed(lines, block) for block in blocks}
    good = [block for block, body in bodies.items() if any(isinstance(node, _Code) for node in body)]
    if not good:
        return cell
    good += [block for block, body in bodies.items() if body and all(isinstance(node, ast.Assign) for node in body)]
    kept = {number for block in good for number in block}
    text = "\n".join(line if number in kept else "" for number, line in enumerate(lines))
    body, error = parse(text + "\n", cell.label)
    if error is not None:
        return cell
    lost = cell.lost - {name for node in body for name in bound_names(node)}
    lost |= names_in_text("\n".join("" if number in kept else line for number, line in enumerate(lines)))
    what = f"cell {cell.number} does not parse as a whole (line {cell.error.lineno or 1}: {cell.error.msg}), and "
    return replace(cell, text=text + "\n", body=body, lost=lost, mended=what + "only the rest of it is read")


def _parsed(lines: Sequence[str], block: range) -> tuple[ast.stmt, ...]:
    return parse("\n".join(lines[block.start : block.stop]) + "\n", "")[0]


def _blocks(lines: Sequence[str]) -> list[range]:
    """Return the lines of each statement at the margin, judged by its looks, decorators with what they decorate."""
    begins: list[int] = []
    decorated = False
    for number, line in enumerate(lines):
        if not line.strip() or line[0].isspace() or line.startswith(("#", *_GOES_ON)):
            continue
        if not decorated:
            begins.append(number)
        decorated = line.startswith("@")
    return [range(begin, end) for begin, end in pairwise([*begins, len(lines)])]
