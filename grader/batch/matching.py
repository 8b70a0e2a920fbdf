"""Whose a submission is: the names that learning platforms give to downloaded files, against a roster.

====================================================== ===========================================================
``alice.py``, ``alice/``                               a file or folder that bears an id, a login or a name
``doejane_LATE_12345_67890_relu.py``                   Canvas: last and first name, the person's id, and what follows
``Jane Doe_12345_assignsubmission_file_/``             Moodle: the name, the participant's number, and what follows
====================================================== ===========================================================

The first part of a name that is one person's, and no other's, decides: platforms write theirs in front of what a
candidate calls a file. Where a platform's form is recognised, nothing but its own part counts: somebody who is not on
the roster must not hand in for somebody who is, by what they call a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from grader.batch.roster import Person, squeezed
from grader.submissions.folders import stem_of

_SHORTEST_NUMBER = 4  # digits of an id that is looked for inside a name
_NOBODY = -1  # in the place of whatever is several people's
_PLATFORMS = (  # what they write in front of a candidate's own words, casefolded
    re.compile(r"[^_/]+(?:_late)?_\d{3,}(?=_\d{3,}_)"),  # Canvas
    re.compile(r"[^/]+_\d+(?=_assignsubmission_)"),  # Moodle
)


class Matcher:
    """Tells whose a name is; people are numbered by their place on the roster."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._whole: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        self._files: dict[str, int] = {}
        for number, person in enumerate(people):
            _enter(self._files, (_normal(person.label), *_names_of_file(person.file)), number)
            marks = [mark for value in person.ids for mark in _marks(value)]
            names = list(_orders(person.name))
            _enter(self._whole, {*marks, *names}, number)
            _enter(self._parts, {*(mark for mark in marks if not _is_short_number(mark)), *names}, number)

    def owner(self, name: str) -> int | None:
        """Return the number of the person whose a submission, or a file, of this name is; None if nobody's."""
        normal = _normal(name)
        found = self._files.get(normal, self._files.get(_normal(stem_of(name)), _NOBODY))
        if found != _NOBODY:
            return found
        for part in normal.split("/"):
            written = next((found[0] for found in (form.match(part) for form in _PLATFORMS) if found), "")
            found = self._owner_of_part(written or part)
            if found != _NOBODY:
                return found
            if written:
                return None
        return None

    def _owner_of_part(self, part: str) -> int:
        for form in (part, stem_of(part)):
            for table in (self._files, self._whole):
                found = table.get(form, table.get(squeezed(form), _NOBODY))
                if found != _NOBODY:
                    return found
        for piece in (*part.split("_"), stem_of(part).rpartition("_")[2]):
            found = self._parts.get(piece, self._parts.get(squeezed(piece), _NOBODY) if piece else _NOBODY)
            if found != _NOBODY:
                return found
        return _NOBODY


def _enter(table: dict[str, int], keys: Iterable[str], number: int) -> None:
    for key in keys:
        if key:
            table[key] = number if table.get(key, number) == number else _NOBODY


def _names_of_file(file: str) -> Iterator[str]:
    """Yield how the file of a roster's may be called: with its folders or without, with its suffix or without."""
    path = _normal(file).replace("\\", "/").strip("/")
    for name in (path, path.rpartition("/")[2]):
        yield from (name, stem_of(name))


def _marks(value: str) -> Iterator[str]:
    """Yield what an id looks like in the name of a file; of a mail address, also what stands before the @."""
    normal = _normal(value)
    yield normal
    if "@" in normal:
        yield normal.partition("@")[0]


def _orders(name: str) -> Iterator[str]:
    """Yield a name's letters, the first name before and behind: ``Doe, Jane`` is ``janedoe`` and ``doejane``."""
    words = _normal(name).replace(",", " , ").split()
    if "," in words:
        comma = words.index(",")
        words = [*words[comma + 1 :], *words[:comma]]
    words = [word for word in words if word != ","]
    for place in range(max(1, len(words))):
        yield squeezed("".join([*words[place:], *words[:place]]))


def _is_short_number(mark: str) -> bool:
    return mark.isdecimal() and len(mark) < _SHORTEST_NUMBER


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
