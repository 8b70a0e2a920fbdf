"""Text that came from a candidate, made safe to show: what it holds is seen where it stands, and nowhere else.

Each run of characters that could move the cursor, change the direction of a line, or pass unseen becomes one ``�``:
control and format characters (ANSI sequences begin with one, bidi overrides and tags are some), lone surrogates,
private and unassigned code points, line and paragraph separators, fillers, and more marks on a letter than any script
stacks. Letters of every script, symbols and emoji stay.

The sets follow the Unicode Standard: general categories (chapter 4.5), Default_Ignorable_Code_Point (chapter 5.21) and
emoji sequences (UTS #51).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

REPLACEMENT = "�"
CUT = " …"

_HARMLESS = re.compile(r"[\n\t\x20-\x7e]*")
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
_MOST_MARKS = 4  # on one letter; pointed Hebrew and Tibetan come near
_UNSEEN = re.compile(  # default ignorable, and yet of a category that is shown
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_EMOJI = re.compile("[\U0001f000-\U0001faff]")  # newer ones than this Python knows are unassigned to it
_JOINER = "\u200d"
_STYLES = {"\ufe0e", "\ufe0f"}  # a symbol as text, or as an emoji
_STYLED = {"So", "Sm", "Po", "Nd"}


def plain(text: str, *, one_line: bool = False, most: int | None = None) -> str:
    """Return ``text`` with everything that is no plain, visible text replaced; doing so twice changes nothing more.

    Parameters
    ----------
    one_line
        Make every run of white space, line ends included, one space.
    most
        The most characters to keep; a longer text is cut, and ends in ``…``.
    """
    if one_line:
        text = " ".join(text.split())
    if not _HARMLESS.fullmatch(text):
        text = "".join(_visible(text.replace("\r\n", "\n").replace("\r", "\n")))
    return text if most is None or len(text) <= most else text[: most - len(CUT)].rstrip(" \n\t\u200d") + CUT


def plain_name(text: str, *, most: int | None = None) -> str:
    """Return the name of a file or a candidate as one line. Spaces stay as many as they are: two names that differ by
    them are not the same, and must not look it to whoever looks a score up.
    """
    return plain(_LINE_ENDS.sub(REPLACEMENT, text), most=most)


def _visible(text: str) -> Iterator[str]:
    """Yield the characters that stay, and one replacement for each run of the others."""
    before, marks, hiding = "\n", 0, False
    for character, after in zip(text, text[1:] + "\n", strict=True):
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        stacked = marks > _MOST_MARKS or (marks > 0 and (hiding or before in "\n\t"))
        if stacked or _is_hidden(character, category, before, after):
            if not hiding:
                yield REPLACEMENT
            hiding = True
        else:
            yield character
            before, hiding = character, False


def _is_hidden(character: str, category: str, before: str, after: str) -> bool:
    if character in "\n\t" or _EMOJI.match(character):
        return False
    if character == _JOINER:  # as in a family: emoji, joiner, emoji
        return not ((before in _STYLES or _is_symbol(before)) and _is_symbol(after))
    if character in _STYLES:
        return unicodedata.category(before) not in _STYLED
    return category in _HIDDEN or _UNSEEN.match(character) is not None


def _is_symbol(character: str) -> bool:
    return _EMOJI.match(character) is not None or unicodedata.category(character) == "So"
