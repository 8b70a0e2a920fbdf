"""The list of exercises on the screen: to look through, to search, to go somewhere from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from grader.practice.watch.screen import Frame, Look, key_lines, rule, top_line
from grader.reports.layout import fill, fit, pad

if TYPE_CHECKING:
    from grader.catalogue import Exercise

Which = Literal["all", "open", "done"]
_NEXT: dict[Which, Which] = {"all": "open", "open": "done", "done": "all"}
_WORDS: dict[Which, str] = {"all": "all exercises", "open": "not done yet", "done": "done"}
_NAME = 24
_BEFORE = 7  # columns for a pointer, the number and a mark
_SHORTEST_TITLE = 12
_PAGE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise in the list.

    Parameters
    ----------
    number
        Its place in the order.
    score
        Its latest score as text; empty before the first attempt.
    """

    exercise: Exercise
    number: int
    is_done: bool
    score: str = ""
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Where somebody is in the list: what is chosen, and what is left out."""

    chosen: str
    which: Which = "all"
    search: str = ""
    typing: bool = False


def matching(listing: Listing, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that the filter and the search leave."""
    words = listing.search.lower().split()
    return [row for row in rows if _passes(listing.which, row) and all(word in _searched(row) for word in words)]


def chosen_row(listing: Listing, rows: Sequence[Row]) -> int:
    """Return which of the ``matching`` rows is chosen; the first, if the one that was chosen is left out."""
    names = [row.exercise.name for row in matching(listing, rows)]
    return names.index(listing.chosen) if listing.chosen in names else 0


def after_key(listing: Listing, key: str, rows: Sequence[Row]) -> Listing | None:
    """Return the list after a key; None if it is to be left without going anywhere."""
    if listing.typing:
        return _after_typing(listing, key, rows)
    match key:
        case "escape" if listing.search:
            return replace(listing, search="")
        case "escape" | "q" | "l":
            return None
        case "/":
            return replace(listing, typing=True, search="")
        case "f":
            return replace(listing, which=_NEXT[listing.which])
    return _moved(listing, key, rows)


def listing_screen(
    listing: Listing,
    rows: Sequence[Row],
    look: Look,
    *,
    title: str,
    status: str = "",
    current: str = "",
    note: str = "",
) -> Frame:
    """Return the screen of the list; ``note`` stands above it instead of what is shown of how many."""
    done = sum(row.is_done for row in rows)
    shown = matching(listing, rows)
    head = [top_line(title, status, done, len(rows), look), "", _heading(listing, shown, look, note)]
    keys = [("↑↓", "move"), ("enter", "go there"), ("/", "search"), ("f", "filter"), ("esc", "back")]
    if listing.typing:
        keys = [("enter", "done searching"), ("esc", "back")]
    foot = [rule(look), *key_lines(keys, look)]
    room = max(look.height - len(head) - len(foot), 1)
    position = chosen_row(listing, rows)
    first = min(max(position - room // 2, 0), max(len(shown) - room, 0))
    body = [
        _row_line(row, look, chosen=number == position, current=row.exercise.name == current)
        for number, row in enumerate(shown[first : first + room], start=first)
    ]
    if not shown:
        nothing = "  Nothing here. Press f for another filter, or / to search anew."
        body = look.paint(fill(nothing.strip(), look.column, "  "), "muted").split("\n")[:room]
    lines = [*head, *body, *[""] * (room - len(body)), *foot]
    return Frame(lines[: look.height])


def _passes(which: Which, row: Row) -> bool:
    return which == "all" or row.is_done == (which == "done")


def _searched(row: Row) -> str:
    exercise = row.exercise
    return " ".join([exercise.name, exercise.title, exercise.track, *exercise.functions]).lower()


def _after_typing(listing: Listing, key: str, rows: Sequence[Row]) -> Listing:
    match key:
        case "enter":
            return replace(listing, typing=False)
        case "escape":
            return replace(listing, typing=False, search="")
        case "backspace":
            return replace(listing, search=listing.search[:-1])
        case _ if len(key) == 1:
            return replace(listing, search=listing.search + key)
    return _moved(listing, key, rows)


def _moved(listing: Listing, key: str, rows: Sequence[Row]) -> Listing:
    shown = matching(listing, rows)
    by = {"down": 1, "j": 1, "up": -1, "k": -1, "page down": _PAGE, "page up": -_PAGE, "home": -1000, "end": 1000}
    if not shown or key not in by or (listing.typing and key in "jk"):
        return listing
    position = min(max(chosen_row(listing, rows) + by[key], 0), len(shown) - 1)
    return replace(listing, chosen=shown[position].exercise.name)


def _heading(listing: Listing, shown: Sequence[Row], look: Look, note: str) -> str:
    if listing.typing:
        return fit(f"Search: {listing.search}▏", look.column)
    if note:
        return look.paint(fit(note, look.column), "mistake")
    searched = f", with {listing.search}" if listing.search else ""
    text = f"{_WORDS[listing.which]}{searched}: {len(shown)}"
    return look.paint(fit(text[0].upper() + text[1:], look.column), "muted")


def _row_line(row: Row, look: Look, *, chosen: bool, current: bool) -> str:
    exercise = row.exercise
    mark = look.paint("✓", "good") if row.is_done else look.paint("…", "muted") if row.is_waiting else " "
    mark = mark if row.is_done or row.is_waiting or not row.score else look.paint("✗", "bad")
    stars, score = f"{'★' * exercise.difficulty:<5}", f"{row.score:>7}"
    right = f"{stars} {score}" if look.column >= _BEFORE + _NAME + 13 else score
    width = min(_NAME, max(look.column - _BEFORE - len(right), 1))
    name = pad(fit(exercise.name, width), width)
    room = look.column - _BEFORE - width - len(right) - 2
    title = f" {pad(fit(exercise.title, room), room)} " if room >= _SHORTEST_TITLE else ""
    shown = look.paint(name + title, "strong") if chosen else name + title
    pointer = look.paint("▸", "mistake") if chosen else "·" if current else " "
    return f"{pointer} {row.number:>2} {mark} {shown}{look.paint(right, 'muted')}"
