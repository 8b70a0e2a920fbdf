"""A small bank of its own for each test, which a test then spoils."""

from __future__ import annotations

import re
from pathlib import Path

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.content import bank_at

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str, str]]:
    """Return the fenced blocks of docs/authoring.md: language, title and text."""
    return [(kind, title, text) for kind, title, text in _BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))]


class SmallBank:
    """The bank that docs/authoring.md ends with: one proven exercise, ``softplus``."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "mybank"
        for _, title, text in blocks():
            if title.startswith("mybank/"):
                path = folder / title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    @property
    def catalogue(self) -> Catalogue:
        """Read the bank as it is now."""
        return load_catalogue([bank_at(str(self.root))])

    @property
    def exercise(self) -> Exercise:
        """Read its exercise as it is now."""
        return self.catalogue["softplus"]

    def file(self, name: str) -> Path:
        """Return a file of the exercise, in whichever zone it lies."""
        seen = self.root / "exercises" / "softplus" / name
        return seen if seen.exists() else self.root / "solutions" / "softplus" / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file, which must be there."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.file(name).write_text(text.replace(old, new), encoding="utf-8")
