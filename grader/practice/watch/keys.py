"""Keys: from the bytes a terminal sends to what was pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPE_WAIT = 0.05  # seconds after which a lone escape is the key of that name

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|O|\][^\x07\x1b]*\x1b?)?\Z")
_NAMED = {
    b"\x1b[A": "up", b"\x1b[B": "down", b"\x1b[C": "right", b"\x1b[D": "left",
    b"\x1bOA": "up", b"\x1bOB": "down", b"\x1bOC": "right", b"\x1bOD": "left",
    b"\x1b[5~": "page up", b"\x1b[6~": "page down", b"\x1b[H": "home", b"\x1b[F": "end", b"\x1bOH": "home",
    b"\x1bOF": "end", b"\x1b[1~": "home", b"\x1b[4~": "end", b"\x1b[3~": "delete",
    b"\r": "enter", b"\n": "enter", b"\x7f": "backspace", b"\x08": "backspace", b"\t": "tab", b"\x04": "end of input",
}  # fmt: skip
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"


class Keys:
    """Takes bytes as they come and yields keys: a printable character as itself, others by name.

    Sequences that mean nothing here, and what is pasted, are swallowed whole: none of their letters is a key that was
    pressed.
    """

    def __init__(self) -> None:
        self._waiting = b""
        self._pasting = False

    @property
    def unfinished(self) -> bool:
        """Whether a key may have begun whose rest is still to come."""
        return bool(self._waiting)

    def feed(self, data: bytes) -> Iterator[str]:
        """Yield the keys that ``data`` completes."""
        self._waiting += data
        while self._waiting:
            taken, key = self._first()
            if not taken:
                return
            self._waiting = self._waiting[taken:]
            if key and not self._pasting:
                yield key

    def timed_out(self) -> Iterator[str]:
        """Yield what an unfinished key is if nothing follows: the escape key."""
        lone, self._waiting = self._waiting == b"\x1b", b""
        if lone and not self._pasting:
            yield "escape"

    def _first(self) -> tuple[int, str]:
        """Return how many bytes the first key takes, and its name; none, if the rest of it is still to come."""
        first = self._waiting[:1]
        if first == b"\x1b":
            found = _SEQUENCE.match(self._waiting)
            if found:
                self._pasting = found[0] == _PASTE_BEGINS or (self._pasting and found[0] != _PASTE_ENDS)
                return found.end(), _NAMED.get(found[0], "")
            if _BEGUN.match(self._waiting):
                return 0, ""
            return (1, "escape") if self._waiting[1:2] == b"\x1b" else (2, "")  # Alt and a letter is no key of ours
        if first in _NAMED:
            return 1, _NAMED[first]
        return self._character()

    def _character(self) -> tuple[int, str]:
        length = _length_of_character(self._waiting[0])
        begun = self._waiting[:length]
        if any(byte & 0xC0 != 0x80 for byte in begun[1:]):
            return 1, ""  # no UTF-8
        if len(begun) < length:
            return 0, ""
        character = begun.decode("utf-8", "replace")
        return length, character if character.isprintable() and character != "\ufffd" else ""


def _length_of_character(first: int) -> int:
    return 1 if first < 0xC2 or first > 0xF4 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
