"""Notebooks as source: from their JSON to their code cells.

Of all formats since nbformat 2 only the cells' types and sources are read. Identifiers, metadata and outputs may be
lost, doubled or wrong: they are not looked at, nor even decoded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from grader.submissions.cells import Cell
from grader.submissions.healing import Piece, healed_cells, is_spare
from grader.submissions.limits import ReadingLimits, describe_size
from grader.submissions.parsing import count_words
from grader.submissions.reading import Unreadable

_MOST_CODE = 256 * 1024  # characters in all code cells together
_MOST_CELLS = 5_000
_LONGEST_ESCAPE = 6  # bytes of JSON for one character
_STRING_OR_NOT_A_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*+"|-?\bInfinity\b|\bNaN\b', re.DOTALL)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_INSTEAD = "Open it in Jupyter and save it again, or hand in the functions as a .py file."
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


def read_cells(text: str, name: str, limits: ReadingLimits) -> list[Cell]:
    """Return the code cells of a notebook's JSON, damage mended as far as it can be; see :mod:`.healing`.

    Raises
    ------
    Unreadable
        If the text is not the JSON of a notebook, or holds too much code.
    """
    notebook = _decode(text, name)
    if notebook.cells is None and not notebook.worksheets:
        raise Unreadable(f"{name} is not a notebook: it has no cells.")
    cells = [*(notebook.cells or ()), *(cell for sheet in notebook.worksheets or () for cell in sheet.cells)]
    pieces = _pieces_of(cells, name)
    check_words([piece.text for piece in pieces], name, limits)
    return healed_cells(pieces, name)


def looks_like_notebook(text: str) -> bool:
    """Say whether a text is a notebook's JSON, whatever its file is called."""
    return text.lstrip()[:1] == "{" and ('"cells"' in text or '"worksheets"' in text)


def check_words(texts: Sequence[str], name: str, limits: ReadingLimits) -> None:
    """Do nothing if cells hold no more code than is read.

    Raises
    ------
    Unreadable
        If they do.
    """
    if sum(count_words(text, limits.words) for text in texts) > limits.words:
        raise too_many_words(name, limits)


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
            reason = f"its JSON is of another form. Was it saved and downloaded completely? {_INSTEAD}"
            break
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            reason = f"it is not valid JSON. {_why_not_json(text)}"
            if "NaN" not in text and "Infinity" not in text:
                break
    raise Unreadable(f"{name} is not a notebook: {reason}")


def _why_not_json(text: str) -> str:
    """Return what has probably happened, and what to do about it."""
    if not text.strip():
        return "It is empty: save it again, and hand that in."
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        return f"Line {line} is the mark of a merge that was not finished: settle it, and hand the notebook in again."
    if text.lstrip()[:1] != "{":
        return "It begins like no notebook does: was another kind of file renamed?"
    if text.rstrip()[-1:] != "}":
        return f"Its end is missing. Was it saved and downloaded completely? {_INSTEAD}"
    return f"Was it edited by hand? {_INSTEAD}"


def _without_nan(text: str) -> str:
    """Return the JSON without the NaN and Infinity that Python's own writer puts into outputs."""
    return _STRING_OR_NOT_A_NUMBER.sub(lambda match: match[0] if match[0][0] == '"' else "null", text)


def _pieces_of(cells: Sequence[_Cell], name: str) -> list[Piece]:
    """Return the sources of the code cells, and of others that may hold code all the same."""
    if len(cells) > _MOST_CELLS:
        raise Unreadable(f"{name} holds more than {_MOST_CELLS:,} cells; hand in the exercise alone.")
    too_much = Unreadable(f"{name} holds more than {describe_size(_MOST_CODE)} of code; hand in the exercise alone.")
    found: list[Piece] = []
    size = 0
    for cell in cells:
        raw = bytes(cell.input if bytes(cell.source) == b'""' else cell.source)
        is_code = cell.cell_type == "code"
        if not is_code and (b"def " not in raw or len(raw) > _MOST_CODE):
            continue
        size += len(raw)
        if size > _MOST_CODE * _LONGEST_ESCAPE:
            raise too_much
        try:
            source = msgspec.json.decode(raw, type=str | list[str])
        except (msgspec.DecodeError, UnicodeError):
            if not is_code:
                continue
            raise Unreadable(f"{name} is not a notebook: a cell's source is not text. {_INSTEAD}") from None
        text = source if isinstance(source, str) else "".join(source)
        if is_code or is_spare(text):
            found.append(Piece(text, cell.cell_type, is_code))
    if sum(len(piece.text) for piece in found) > _MOST_CODE:
        raise too_much
    return found
