"""A roster: who should have handed something in, read from a table as learning platforms export it.

Columns are recognised by their headings, whatever their order and language marks: ``name`` (or first and last name),
``file``, and anything that identifies a person in the names of downloaded files: ids, logins, mail addresses. Canvas'
gradebook, Moodle's grading worksheet and Gradescope's roster can be used as they are.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.plaintext import plain, plain_name

_MOST = 16 << 20  # bytes
_NAME = {"name", "student", "studentname", "fullname", "candidate", "candidatename", "displayname", "participantname"}
_FIRST = {"firstname", "givenname", "givennames", "forename"}
_LAST = {"lastname", "surname", "familyname"}
_FILE = {"file", "filename", "folder", "foldername", "path", "submission", "submissionfile", "archive", "notebook"}
_ID = {
    "id", "sid", "studentid", "userid", "uid", "sisuserid", "sisloginid", "orgdefinedid", "idnumber", "identifier",
    "participant", "participantid", "matriculationnumber", "login", "loginid", "username", "user", "email",
    "emailaddress", "mail", "externalid", "submissionid",
}  # fmt: skip
_NOBODY = {"pointspossible", "studenttest"}  # rows of Canvas' that are no person; the latter is its test student
_NUMBERED = re.compile(r"participant\s*(\d+)", re.IGNORECASE)  # Moodle
_SHOWN = 12  # headings, in a sentence


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster.

    Parameters
    ----------
    label
        What reports call them: the name, with an id behind it where two bear the same.
    name
        As the roster has it.
    file
        The file or folder that the roster says is theirs, or an empty string.
    ids
        Whatever else identifies them.
    """

    label: str
    name: str
    file: str
    ids: tuple[str, ...]


def read_roster(path: Path) -> list[Person]:
    """Return the people on a roster, in its order.

    Raises
    ------
    UsageError
        If the file cannot be read, or has no column that names people.
    """
    rows = _rows(_text(path), path)
    headings = next(rows, [])
    columns = [squeezed(heading) for heading in headings]
    if not any(column in _NAME | _FIRST | _LAST | _FILE | _ID for column in columns):
        shown = ", ".join(repr(plain(heading.strip(), one_line=True, most=40)) for heading in headings[:_SHOWN])
        there = f"it has {shown}" if shown else "it is empty"
        raise UsageError(
            f"No column of {path} tells who is meant: {there}. Name columns in the first line: `name`, and `file` or "
            "`id` if names alone do not tell whose a file is."
        )
    people = [_person(dict(zip(columns, _padded(row, len(columns)), strict=False)), columns) for row in rows]
    return _told_apart(list(dict.fromkeys(person for person in people if person is not None)))  # each of them once


def _text(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"The roster {path} cannot be read: {why}.") from None
    if len(data) > _MOST or data[:4] == b"PK\x03\x04":
        raise UsageError(f"The roster {path} is no table of text. Save it as CSV.")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        f"The roster {path} is neither UTF-8 nor another text that the kit knows. Save it as CSV in UTF-8."
    )


def _rows(text: str, path: Path) -> Iterator[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise UsageError(f"The roster {path} cannot be read as a table: {error}.") from None


def _person(cells: Mapping[str, str], columns: Sequence[str]) -> Person | None:
    def first(of: Iterable[str]) -> str:
        return next((cells[column].strip() for column in columns if column in of and cells[column].strip()), "")

    ids = [cells[column].strip() for column in columns if column in _ID and cells[column].strip()]
    ids += [found[1] for found in map(_NUMBERED.fullmatch, ids) if found is not None]
    name = first(_NAME) or f"{first(_FIRST)} {first(_LAST)}".strip()
    file = first(_FILE)
    if squeezed(name) in _NOBODY or not (name or file or ids):
        return None
    name = plain_name(name or file or ids[0])
    return Person(name, name, file, tuple(dict.fromkeys(ids)))


def _told_apart(people: Sequence[Person]) -> list[Person]:
    """Give those that bear the same name an id behind it, or a number."""
    times = Counter(person.name for person in people)
    seen: Counter[str] = Counter()
    found = []
    for person in people:
        seen[person.name] += 1
        if times[person.name] > 1:
            behind = plain_name(person.ids[0] if person.ids else person.file or str(seen[person.name]))
            person = Person(f"{person.name} ({behind})", person.name, person.file, person.ids)
        found.append(person)
    return found


def _padded(row: Sequence[str], length: int) -> list[str]:
    return [*row, *[""] * (length - len(row))]


def squeezed(text: str) -> str:
    """Return what two headings, or names, have in common: letters and digits, without case or accents of form."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in normal if character.isalnum())
