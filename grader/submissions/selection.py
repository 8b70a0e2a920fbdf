"""Of a notebook, what is run for one exercise, and how it had to be read for that."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.boundary.messages import Chunk
from grader.boundary.module import bound_names
from grader.catalogue import Exercise
from grader.submissions.cells import Cell
from grader.submissions.ordering import runnable_order
from grader.submissions.slicing import Statement, chunks_of, slice_for, statements_for

_MOST_SAID = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """The chunks to run, and one sentence on how they were found where that is not plain to see; else empty."""

    chunks: list[Chunk]
    how_read: str


def select_as_run(cells: Sequence[Cell], statements: Sequence[Statement], exercise: Exercise) -> Selection:
    """Select from cells that were run in this order: they count as they are."""
    return Selection(slice_for(cells, statements, exercise.functions), "")


def select_mended(cells: Sequence[Cell], statements: Sequence[Statement], exercise: Exercise) -> Selection:
    """Select from a submitted notebook: by the names of functions, wherever they have got to."""
    statements, said = _usable(cells, statements, exercise.functions)
    kept = statements_for(statements, exercise.functions)
    ordered = runnable_order(kept, [cells[statement.cell].body[statement.index] for statement in kept])
    said += [cells[number].mended for number in dict.fromkeys(s.cell for s in kept) if cells[number].mended]
    said += _moved(cells, kept, ordered)
    imports = _missing_imports(exercise, ordered)
    said += [f"`{line}` is added, which no cell holds" for line in imports]
    added = [Chunk("the stub's imports", "\n".join(imports) + "\n")] if imports else []
    return Selection(added + chunks_of(cells, ordered), _sentence(said))


def _usable(
    cells: Sequence[Cell], statements: Sequence[Statement], functions: Iterable[str]
) -> tuple[list[Statement], list[str]]:
    """Return the statements that count for ``functions``, and what is to be said of those that do not.

    Cells of another kind count only for a function that no code cell holds; an empty function only where there is no
    other of its name.
    """
    said: list[str] = []
    spares: set[int] = set()
    dropped: set[tuple[int, int]] = set()
    for function in functions:
        binding = [s for s in statements if function in s.binds and not cells[s.cell].spare]
        if not any(not s.blank for s in binding):
            found = [s for s in statements if function in s.binds and cells[s.cell].spare and not s.blank]
            if found:
                spares.add(found[-1].cell)
                said.append(f"{function} is taken from {cells[found[-1].cell].number}")
                binding += found[-1:]
        written = [s for s in binding if not s.blank]
        if written:
            dropped |= {(s.cell, s.index) for s in binding if s.blank}
            said += _choice(cells, function, binding, written)
    usable = [
        s for s in statements if (not cells[s.cell].spare or s.cell in spares) and (s.cell, s.index) not in dropped
    ]
    return usable, said


def _choice(
    cells: Sequence[Cell], function: str, binding: Sequence[Statement], written: Sequence[Statement]
) -> list[str]:
    """Return what is to be said of the definitions of ``function`` that do not count."""
    chosen = written[-1]
    taken = f"{function} is taken from {_place(cells, chosen)}"
    said = [
        f"{taken}, since {_place(cells, statement)} leaves it empty"
        for statement in binding
        if statement.blank and statement.cell > chosen.cell
    ]
    for cell in cells[chosen.cell + 1 :]:
        if function in cell.lost and cell.error is not None:
            said.append(f"{taken}, since cell {cell.number} does not parse (line {cell.error.lineno or 1})")
    definitions = [s for s in written if s.function == function]
    different = {_dumped(cells, s) for s in definitions}
    if len(different) > 1 and definitions[-1] is chosen:
        said.append(f"{function} is defined more than once, and {_place(cells, chosen)} counts, the last")
    return said


def _place(cells: Sequence[Cell], statement: Statement) -> str:
    cell = cells[statement.cell]
    return cell.number if cell.spare else f"cell{'s' * (not cell.number.isdigit())} {cell.number}"


def _dumped(cells: Sequence[Cell], statement: Statement) -> str:
    try:
        return ast.dump(cells[statement.cell].body[statement.index])
    except (RecursionError, ValueError):
        return f"{statement.cell}, {statement.index}"


def _moved(cells: Sequence[Cell], kept: Sequence[Statement], ordered: Sequence[Statement]) -> list[str]:
    """Return what was moved, by the cells it stands in."""
    if list(kept) == list(ordered):
        return []
    place = {(s.cell, s.index): position for position, s in enumerate(ordered)}
    latest = -1
    moved: dict[int, None] = {}
    for statement in kept:
        position = place[statement.cell, statement.index]
        if position < latest:
            moved[statement.cell] = None
        latest = max(latest, position)
    numbers = " and ".join(cells[cell].number for cell in moved)
    several = len(moved) > 1
    return [f"cell{'s' * several} {numbers} {'are' if several else 'is'} run before others that need what is in there"]


def _missing_imports(exercise: Exercise, statements: Sequence[Statement]) -> list[str]:
    """Return the imports of the stub that the statements need and none of them makes."""
    read = {name for statement in statements for name in statement.reads}
    bound = {name for statement in statements for name in statement.binds}
    missing = read - bound - vars(builtins).keys()
    return [line for name, line in _imports_of(exercise.stub).items() if name in missing]


def _imports_of(stub: str) -> Mapping[str, str]:
    """Return the stub's import statements by the names they bind."""
    nodes = [node for node in ast.parse(stub).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {
        name: ast.unparse(node)
        for node in nodes
        if not isinstance(node, ast.ImportFrom) or node.module != "__future__"
        for name in bound_names(node)
    }


def _sentence(said: Sequence[str]) -> str:
    """Return what is to be said as one sentence, at most a few things of it."""
    distinct = list(dict.fromkeys(said))
    if not distinct:
        return ""
    more = len(distinct) - _MOST_SAID
    shown = [*distinct[:_MOST_SAID], *([f"and {more} more"] if more > 0 else [])]
    return f"How it was read: {'; '.join(shown)}."
