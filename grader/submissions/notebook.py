"""Notebooks as source: their code cells, with magics and shell lines taken out.

Outputs stored in the notebook are never looked at, not even decoded.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from grader.submissions.limits import ReadingLimits, describe_size
from grader.submissions.parsing import count_words, lines_of, parse
from grader.submissions.reading import Unreadable

_MOST_CODE = 256 * 1024  # characters in all code cells together
_MOST_CELLS = 5_000
_LONGEST_ESCAPE = 6  # bytes of JSON for one character
_MOST_ROUNDS = 50  # runs of magics in one cell, each of which costs another parse …
_MOST_WORDS_AGAIN = 200_000  # … of so many words and signs in all
_CELL_MAGICS_AROUND_PYTHON = ("time", "timeit", "capture", "prun", "grade")
_STRING_OR_NOT_A_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*+"|-?\bInfinity\b|\bNaN\b', re.DOTALL)
_EMPTY = msgspec.Raw(b'""')


class _Cell(msgspec.Struct):
    cell_type: str  # no default: a list of a million {} must end at its first
    source: msgspec.Raw = _EMPTY
    input: msgspec.Raw = _EMPTY  # what nbformat 3 called it


class _Worksheet(msgspec.Struct):
    cells: list[_Cell]


class _Notebook(msgspec.Struct):
    cells: list[_Cell] | None = None
    worksheets: list[_Worksheet] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its label for messages, its text without magics, and its statements if it parses."""

    label: str
    text: str
    body: tuple[ast.stmt, ...]
    error: SyntaxError | None


def read_cells(text: str, name: str, limits: ReadingLimits) -> list[Cell]:
    """Return the code cells of a notebook's JSON.

    Raises
    ------
    Unreadable
        If the text is not the JSON of a notebook, or holds too much code.
    """
    notebook = _decode(text, name)
    if notebook.cells is None and not notebook.worksheets:
        raise Unreadable(f"{name} is not a notebook: it has no cells.")
    cells = notebook.cells
    if cells is None:
        cells = [cell for sheet in notebook.worksheets or () for cell in sheet.cells]
    return cells_of_texts(_code_of(cells, name), name, limits)


def cells_of_texts(texts: Sequence[str], name: str, limits: ReadingLimits) -> list[Cell]:
    """Return code cells given as text, numbered from 1 in messages.

    Raises
    ------
    Unreadable
        If they hold too much code.
    """
    words = sum(count_words(text, limits.words) for text in texts)
    if words > limits.words:
        raise too_many_words(name, limits)
    patience = _Patience(_MOST_WORDS_AGAIN)
    return [_parse_cell(text, f"{name} cell {number}", patience) for number, text in enumerate(texts, start=1)]


def too_many_words(name: str, limits: ReadingLimits) -> Unreadable:
    """Return the error that says that a file holds too much code."""
    return Unreadable(
        f"{name} holds more than {limits.words:,} words and signs of code; hand in the exercise alone, without data."
    )


def _decode(text: str, name: str) -> _Notebook:
    for healed in (False, True):
        try:
            return msgspec.json.decode(_without_nan(text) if healed else text, type=_Notebook)
        except msgspec.ValidationError:
            reason = "its JSON is of another form"
            break
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            reason = "it is not valid JSON"
            if "NaN" not in text and "Infinity" not in text:
                break
    raise Unreadable(f"{name} is not a notebook: {reason}. Was it saved and downloaded completely?")


def _without_nan(text: str) -> str:
    """Return the JSON without the NaN and Infinity that Python's own writer puts into outputs."""
    return _STRING_OR_NOT_A_NUMBER.sub(lambda match: match[0] if match[0][0] == '"' else "null", text)


def _code_of(cells: Sequence[_Cell], name: str) -> list[str]:
    if len(cells) > _MOST_CELLS:
        raise Unreadable(f"{name} holds more than {_MOST_CELLS:,} cells; hand in the exercise alone.")
    sources = [cell.input if bytes(cell.source) == b'""' else cell.source for cell in cells if cell.cell_type == "code"]
    too_much = Unreadable(f"{name} holds more than {describe_size(_MOST_CODE)} of code; hand in the exercise alone.")
    if sum(map(len, map(bytes, sources))) > _MOST_CODE * _LONGEST_ESCAPE:
        raise too_much
    try:
        decoded = [msgspec.json.decode(source, type=str | list[str]) for source in sources]
    except (msgspec.DecodeError, UnicodeError):
        raise Unreadable(f"{name} is not a notebook: a cell's source is not text.") from None
    texts = [source if isinstance(source, str) else "".join(source) for source in decoded]
    if sum(map(len, texts)) > _MOST_CODE:
        raise too_much
    return texts


class _Patience:
    """How many words may still be parsed again because a magic stood among them."""

    def __init__(self, words: int) -> None:
        self._words = words

    def for_another(self, words: int) -> bool:
        self._words -= words
        return self._words >= 0


def _parse_cell(text: str, label: str, patience: _Patience) -> Cell:
    lines = _without_cell_magic(lines_of(text))
    for round_number in range(_MOST_ROUNDS + 1):
        source = "\n".join(lines) + "\n"
        body, error = parse(source, label)
        if error is None:
            return Cell(label, source, body, None)
        blank = _magic_line_near(lines, error.lineno or 0)
        if blank is None or round_number == _MOST_ROUNDS or not patience.for_another(count_words(source, 1 << 30)):
            return Cell(label, source, (), error)
        while True:  # and the magics right behind it
            line = lines[blank]
            lines[blank] = line[: len(line) - len(line.lstrip())] + "pass"
            blank += 1
            if blank == len(lines) or lines[blank].lstrip()[:1] not in ("%", "!"):
                break
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
