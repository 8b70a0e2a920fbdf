"""Fixtures of the tests for authors' tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.boundary.launch import Zygote
from tests.authoring.banks import SmallBank


@pytest.fixture
def bank(tmp_path: Path) -> SmallBank:
    """Return a proven exercise in a bank of its own, to be spoiled."""
    return SmallBank(tmp_path)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Return where workers come from."""
    with Zygote() as zygote:
        yield zygote
