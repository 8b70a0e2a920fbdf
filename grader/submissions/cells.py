"""One code cell: its text as Python would be given it by IPython, and its statements if it parses."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from grader.submissions.parsing import count_words, lines_of, parse

_MOST_ROUNDS = 50  # runs of magics in one cell, each of which costs another parse …
_MOST_WORDS_AGAIN = 200_000  # … of so many words and signs in all
_WORDS_OF_A_CALL = 20  # what calling the parser costs besides
_CELL_MAGICS_AROUND_PYTHON = ("time", "timeit", "capture", "prun", "grade")
_PROMPT = re.compile(r"(?:>>>|\.\.\.|In \[\d+\]:|[ ]*\.\.\.+:) ?")
_HELP = re.compile(r"[\w.*]+(?:\[[^\]]*\])?\?{1,2}")  # np.array?
_DEFINITION = re.compile(r"^(?:async\s+)?def\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell.

    Parameters
    ----------
    label
        What it is called in messages: the file's name and the cell's number.
    text, body
        Its text without magics, and the statements in it.
    error
        Why it does not parse; ``body`` then holds what could be saved of it, if anything.
    lost
        Names that seem to be defined where it does not parse.
    number
        The cell's number, or numbers.
    spare
        Whether it is no code cell by its own account, and counts only where a function is nowhere else.
    mended
        How it was made readable, as part of a sentence; empty where it was so.
    """

    label: str
    text: str
    body: tuple[ast.stmt, ...]
    error: SyntaxError | None
    lost: frozenset[str] = frozenset()
    number: str = ""
    spare: bool = False
    mended: str = ""


class Patience:
    """How many words of a file may be parsed again, because a magic or damage stood among them."""

    def __init__(self, words: int = _MOST_WORDS_AGAIN) -> None:
        self._words = words

    def for_another(self, text: str, parts: int = 1) -> bool:
        """Say whether ``text`` may be parsed once more, in so many parts."""
        self._words -= count_words(text, _MOST_WORDS_AGAIN) + _WORDS_OF_A_CALL * parts
        return self._words >= 0


def cell_of(text: str, name: str, number: str, patience: Patience) -> Cell:
    """Return a code cell, with magics, prompts and a common indent taken out as IPython does."""
    label = f"{name} cell{'s' * (not number.isdigit())} {number}"
    lines = without_cell_magic(lines_of(text))
    source, body, error = _parsed(lines, label, patience)
    if error is not None:
        bare = _without_prompts(lines)
        if bare != lines and patience.for_another(text):
            source_again, body, error_again = _parsed(bare, label, patience)
            if error_again is None:
                return Cell(label, source_again, body, None, number=number)
        return Cell(label, source, (), error, lost=names_in_text(source), number=number)
    return Cell(label, source, body, None, number=number)


def names_in_text(text: str) -> frozenset[str]:
    """Return the names that a text seems to define, whether it parses or not."""
    found = (name for groups in _DEFINITION.findall(text) for name in groups if name)
    return frozenset(unicodedata.normalize("NFKC", name) for name in found)  # as Python reads names


def without_cell_magic(lines: list[str]) -> list[str]:
    """Return the lines without a cell magic in the first; none of them if it makes them something else than Python."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not lines[first].startswith("%%"):
        return lines
    magic = lines[first][2:].split(maxsplit=1)
    if magic and magic[0] in _CELL_MAGICS_AROUND_PYTHON:
        return [*[""] * (first + 1), *lines[first + 1 :]]
    return [""] * len(lines)


def is_indented(lines: Iterable[str]) -> bool:
    """Say whether the first line that holds something begins with space."""
    return next((line[0].isspace() for line in lines if line.strip()), False)


def dedented(lines: list[str]) -> list[str]:
    """Return the lines without the indent of the first that holds something."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _parsed(lines: list[str], label: str, patience: Patience) -> tuple[str, tuple[ast.stmt, ...], SyntaxError | None]:
    """Return the text and its statements, with each magic in the way made a ``pass``, or why it does not parse."""
    lines = list(lines)
    for round_number in range(_MOST_ROUNDS + 1):
        source = "\n".join(lines) + "\n"
        body, error = parse(source, label)
        if error is None:
            return source, body, None
        blank = _magic_line_near(lines, error.lineno or 0)
        if blank is None or round_number == _MOST_ROUNDS or not patience.for_another(source):
            return source, (), error
        while True:  # and the magics right behind it
            line = lines[blank]
            lines[blank] = line[: len(line) - len(line.lstrip())] + "pass"
            blank += 1
            if blank == len(lines) or lines[blank].lstrip()[:1] not in ("%", "!"):
                break
    raise AssertionError("every round either returns or blanks a line")


def _without_prompts(lines: list[str]) -> list[str]:
    """Return the lines as they are without ``>>>`` or ``In [1]:`` and without the indent of the first."""
    first = next((line for line in lines if line.strip()), "")
    if _PROMPT.match(first.lstrip()):
        lines = [_PROMPT.sub("", line.lstrip(), count=1) if _PROMPT.match(line.lstrip()) else line for line in lines]
    return dedented(lines)


def _magic_line_near(lines: list[str], lineno: int) -> int | None:
    """Return the index of the magic that made line ``lineno`` (or the one behind it) fail to parse."""
    for index in (lineno - 1, lineno - 2):
        if 0 <= index < len(lines) and lines[index].strip() != "pass" and _is_magic(lines[index].strip()):
            return index
    return None


def _is_magic(line: str) -> bool:
    assigned = line.partition("=")[2].lstrip()
    return line[:1] in ("%", "!", "?") or _HELP.fullmatch(line) is not None or assigned[:1] in ("%", "!")
