"""The README and its picture show what the kit really does."""

from __future__ import annotations

import html
import importlib.util
import re
from pathlib import Path
from types import ModuleType

from grader.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def pictures() -> ModuleType:
    """Import the script that draws the pictures."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(svg: str) -> str:
    """Return the text of a picture."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", svg, flags=re.S))).split())


def test_the_picture_shows_todays_output() -> None:
    module = pictures()
    drawn = module.PICTURE.read_text(encoding="utf-8")
    assert words(drawn) == words(module.draw(module.graded_example())), "run `python docs/pictures.py`"


def test_the_picture_fetches_nothing() -> None:
    assert "url(" not in (ROOT / "docs" / "grade.svg").read_text(encoding="utf-8").replace("url(#", "")


def test_pictures_are_small_enough_to_load_at_once() -> None:
    for picture in (ROOT / "docs").glob("*.*g"):
        assert 0 < picture.stat().st_size < 200_000, picture


def test_every_command_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^(?:\$ )?gradlings (\w+)", text, flags=re.MULTILINE)) | set(
        re.findall(r"`gradlings (\w+)", text)
    )
    assert used
    assert used <= set(COMMANDS)
