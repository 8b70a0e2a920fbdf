"""Names of files made from candidates' names: safe on every system, readable, and no two alike.

A name keeps letters, marks and digits of every script; what a file system, a shell or a URL could take for more
than a name becomes ``_``. Two names that a file system may take for one, since it ignores case or composes accents,
are told apart by a number.
"""

from __future__ import annotations

import os
import re
import unicodedata

_MOST_BYTES = 120  # a file system allows 255, for the suffix and a temporary name as well
_EDGES = re.compile(r"^[\W_]+|[._-]+$")  # a mark without its letter would join what stands before the name
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # of Windows
_NAMELESS = "candidate"


def unique_name(name: str, taken: dict[str, int]) -> str:
    """Return the name of a file without a suffix that is none of ``taken``, and take it.

    The same names in the same order give the same files.
    """
    wanted = safe_name(name)
    chosen = wanted
    while (key := _as_compared(chosen)) in taken:
        taken[_as_compared(wanted)] += 1
        chosen = f"{wanted}-{taken[_as_compared(wanted)]}"
    taken[key] = 1
    return chosen


def safe_name(name: str) -> str:
    """Return ``name`` as the name of a file in whatever folder: no path, not hidden, no option, no device."""
    safe = _kept(_cut(unicodedata.normalize("NFC", name)))
    if not _can_be_stored(safe):
        safe = _kept(safe.encode("ascii", "replace").decode())
    if not safe:
        return _NAMELESS
    return f"{safe.replace('.', '_')}_" if _DEVICES.fullmatch(safe) else safe


def _kept(name: str) -> str:
    characters = (character if _is_safe(character) else "_" for character in name)
    return _EDGES.sub("", re.sub("_{2,}", "_", "".join(characters)))


def _is_safe(character: str) -> bool:
    return character.isalnum() or character in "._-" or unicodedata.category(character) in ("Mn", "Mc")


def _cut(name: str) -> str:
    return name.encode()[:_MOST_BYTES].decode(errors="ignore")


def _can_be_stored(name: str) -> bool:
    """Say whether this system's file names can hold ``name``; in the C locale they may be ASCII."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def _as_compared(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
