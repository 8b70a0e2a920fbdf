"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from grader.writing import write_whole, writing_whole


def test_what_is_not_finished_leaves_what_was_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"before")
    with contextlib.suppress(ZeroDivisionError), writing_whole(tmp_path / "a") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"before")]


@pytest.mark.parametrize("path", ["absent/a", "x" * 300, "folder"])
def test_an_error_names_the_file_that_was_asked_for(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError) as caught:  # noqa: PT011  of one kind or another
        write_whole(tmp_path / path, b"data")
    assert caught.value.filename == str(tmp_path / path)
    assert [inside.name for inside in tmp_path.iterdir()] == ["folder"]
