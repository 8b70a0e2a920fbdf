"""Notebooks as source: the code cells, and of those only the statements that the graded functions depend on.

Plots, training loops and shell lines in other cells are never run, so they cost nothing and break nothing. Outputs
stored in the notebook are never looked at.
"""

from __future__ import annotations

import ast
import dis
import types
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from grader.boundary.messages import Chunk
from grader.boundary.module import bound_names
from grader.submissions.reading import Unreadable

_MOST_CODE = 256 * 1024  # characters in all code cells together
_MOST_ROUNDS = 50  # runs of magics in one cell; each costs a parse
_CELL_MAGICS_AROUND_PYTHON = ("time", "timeit", "capture", "prun", "grade")


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""  # what nbformat 3 called it


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell] | None = None
    worksheets: list[_Worksheet] = []


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its label for messages, its text without magics, and its statements if it parses."""

    label: str
    text: str
    body: tuple[ast.stmt, ...]
    error: SyntaxError | None


@dataclass(frozen=True, slots=True)
class _Statement:
    cell: int
    index: int
    binds: frozenset[str]
    mutates: frozenset[str]
    uses: frozenset[str]
    always: bool


def read_cells(text: str, name: str) -> list[Cell]:
    """Return the code cells of a notebook's JSON.

    Raises
    ------
    Unreadable
        If the text is not the JSON of a notebook.
    """
    try:
        notebook = msgspec.json.decode(text, type=_Notebook)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        reason = (
            "it is not valid JSON" if not isinstance(error, msgspec.ValidationError) else "its JSON is of another form"
        )
        raise Unreadable(f"{name} is not a notebook: {reason}. Was it saved and downloaded completely?") from None
    if notebook.cells is None and not notebook.worksheets:
        raise Unreadable(f"{name} is not a notebook: it has no cells.")
    cells = notebook.cells if notebook.cells is not None else [c for sheet in notebook.worksheets for c in sheet.cells]
    sources = [cell.source or cell.input for cell in cells if cell.cell_type == "code"]
    texts = [source if isinstance(source, str) else "".join(source) for source in sources]
    if sum(map(len, texts)) > _MOST_CODE:
        raise Unreadable(f"{name} holds more than {_MOST_CODE >> 10} kB of code; hand in the exercise alone.")
    return cells_of_texts(texts, name)


def cells_of_texts(texts: Sequence[str], name: str) -> list[Cell]:
    """Return code cells given as text, numbered from 1 in messages."""
    return [_parse_cell(text, f"{name} cell {number}") for number, text in enumerate(texts, start=1)]


def _parse_cell(text: str, label: str) -> Cell:
    lines = _without_cell_magic(text.splitlines())
    for last_round in [False] * _MOST_ROUNDS + [True]:
        source = "\n".join(lines) + "\n"
        try:
            return Cell(label, source, tuple(ast.parse(source, label).body), None)
        except SyntaxError as error:
            blank = _magic_line_near(lines, error.lineno or 0)
            if blank is None or last_round:
                return Cell(label, source, (), error)
            while True:  # and the magics right behind it
                line = lines[blank]
                lines[blank] = line[: len(line) - len(line.lstrip())] + "pass"
                blank += 1
                if blank == len(lines) or lines[blank].lstrip()[:1] not in ("%", "!"):
                    break
        except (ValueError, RecursionError, MemoryError) as error:
            return Cell(label, source, (), SyntaxError(f"cannot be parsed: {type(error).__name__}", (label, 1, 1, "")))
    raise AssertionError("every round either returns or blanks a line")


def _without_cell_magic(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not lines[first].startswith("%%"):
        return lines
    magic = lines[first][2:].split(maxsplit=1)
    if magic and magic[0] in _CELL_MAGICS_AROUND_PYTHON:
        return [*[""] * (first + 1), *lines[first + 1 :]]
    return [""] * len(lines)


def _magic_line_near(lines: list[str], lineno: int) -> int | None:
    """Return the index of the magic that made line ``lineno`` (or the one behind it) fail to parse."""
    for index in (lineno - 1, lineno - 2):
        if 0 <= index < len(lines) and lines[index].strip() != "pass" and _is_magic(lines[index].strip()):
            return index
    return None


def _is_magic(line: str) -> bool:
    assigned = line.partition("=")[2].lstrip()
    return line[:1] in ("%", "!", "?") or line.endswith("?") or assigned[:1] in ("%", "!")


def slice_for(cells: Sequence[Cell], functions: Collection[str]) -> list[Chunk]:
    """Return the statements that ``functions`` depend on, in order, each chunk with its cell's own line numbers.

    A statement is kept if it binds a name that is needed, or changes what such a name holds (``TABLE["relu"] = relu``,
    ``registry.update(…)``, ``@register("relu")``); the names it uses are then needed in turn.
    """
    effects = _effects(cells)
    every = [s for n, cell in enumerate(cells) for s in _statements(cell, n, effects)]
    statements = _without_superseded(every, functions)
    changing: dict[str, list[_Statement]] = {}
    for statement in statements:
        for name in statement.binds | statement.mutates:
            changing.setdefault(name, []).append(statement)
    kept = {s for s in statements if s.always}
    pending = [*functions, *(name for s in kept for name in s.uses)]
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            fresh = [s for s in changing.get(name, ()) if s not in kept]
            kept.update(fresh)
            pending += [used for s in fresh for used in s.uses]
    chunks = []
    for number, cell in enumerate(cells):
        keep = [s.index for s in statements if s.cell == number and s in kept]
        if keep:
            chunks.append(Chunk(cell.label, cell.text, keep))
    return chunks


def _without_superseded(statements: list[_Statement], functions: Collection[str]) -> list[_Statement]:
    """Drop definitions of ``functions`` that a later one replaces: a mended cell was run again, or pasted below."""
    kept: list[_Statement] = []
    replaced: set[str] = set()
    for statement in reversed(statements):
        if not (statement.binds and statement.binds <= replaced):
            kept.append(statement)
        if statement.binds & statement.uses:  # a decorator by hand, relu = vectorize(relu), needs what came before
            replaced -= statement.binds
        else:
            replaced |= statement.binds & set(functions)
    return kept[::-1]


def _statements(cell: Cell, number: int, effects: Mapping[str, Collection[str]]) -> Iterator[_Statement]:
    for index, node in enumerate(cell.body):
        binds = bound_names(node)
        star = isinstance(node, ast.ImportFrom) and (node.module == "__future__" or "*" in binds)
        mutates = frozenset(_mutated_names(node, effects))
        yield _Statement(number, index, frozenset(binds), mutates, frozenset(_used_names(node)), star)


def _mutated_names(node: ast.stmt, effects: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Names whose value a top-level statement changes without binding them.

    ``a[0] = …``, ``a.b = …``, ``a.append(…)``, ``setattr(a, …)``, also in a loop; and what a function it calls, or
    decorates with, changes of the notebook's globals (``effects``, by function).
    """
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    for decorator in decorators:
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield from _base_name(function)
        yield from effects.get(function.id, ()) if isinstance(function, ast.Name) else ()
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    yield from _changed_in(node)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
            yield from effects.get(inner.func.id, ())


def _changed_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Assign(targets=targets):
                for target in targets:
                    yield from _base_name(target)
                match inner.value:  # old = np.seterr(…) is as good as np.seterr(…)
                    case ast.Call(func=ast.Attribute(attr="seterr") as function):
                        yield from _base_name(function)
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from _base_name(target)
            case ast.Expr(value=ast.Call(func=ast.Attribute() as function)):
                yield from _base_name(function)
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id=name), *_]):
                yield name


def _base_name(target: ast.expr) -> Iterator[str]:
    base = target
    while isinstance(base, ast.Attribute | ast.Subscript):
        base = base.value
    if base is not target and isinstance(base, ast.Name):
        yield base.id


def _effects(cells: Sequence[Cell]) -> dict[str, set[str]]:
    """Return, for each function of the notebook, the globals that calling it changes, by itself or through others."""
    uses: dict[str, set[str]] = {}
    effects: dict[str, set[str]] = {}
    for node in (node for cell in cells for node in cell.body):
        if isinstance(node, ast.FunctionDef):
            uses[node.name] = set(_used_names(node))  # locals are not among them
            declared = {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
            effects[node.name] = (set(_changed_in(node)) & uses[node.name]) | declared
    for _ in range(len(effects)):
        before = sum(map(len, effects.values()))
        for name, used in uses.items():
            effects[name].update(*(effects[other] for other in used & effects.keys()))
        if sum(map(len, effects.values())) == before:
            break
    return effects


def _used_names(node: ast.stmt) -> Iterator[str]:
    """Global names a statement reads, in its own code and in functions it defines; locals do not count."""
    try:
        pending: list[Any] = [compile(ast.Module([node], []), "<statement>", "exec", dont_inherit=True)]
    except (SyntaxError, ValueError, RecursionError):
        return
    while pending:
        code = pending.pop()
        for instruction in dis.get_instructions(code):
            if instruction.opname.startswith("LOAD_") and (
                "NAME" in instruction.opname or "GLOBAL" in instruction.opname
            ):
                yield str(instruction.argval)
        pending += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
