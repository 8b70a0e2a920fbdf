"""docs/authoring.md, done to the letter: files written as they stand, commands run, lines of output found."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from tests.authoring.banks import blocks
from tests.commands.test_grading import run


def test_a_newcomer_who_does_what_the_page_says_ends_with_a_proven_exercise(tmp_path: Path) -> None:
    shown, commands, quoted = "", 0, 0
    for kind, title, text in blocks():
        if title:
            path = tmp_path / title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif kind == "console":
            for line in text.splitlines():
                words = shlex.split(line.removeprefix("$ "))
                environment = dict(word.split("=") for word in words[: words.index("gradlings")])
                done = run(*words[words.index("gradlings") + 1 :], cwd=tmp_path, **environment)
                assert done.returncode in (0, 1), f"{line}\n{done.stdout}{done.stderr}"
                shown, commands = done.stdout, commands + 1
        elif kind == "text":
            for line in text.splitlines():
                assert " ".join(line.split()) in " ".join(shown.split()), shown
                quoted += 1
    assert commands == 6
    assert quoted >= 6


def test_every_file_that_the_page_gives_was_begun_by_the_scaffold_or_need_not_be_there(tmp_path: Path) -> None:
    run("dev", "new", "softplus", "--bank", "mybank", cwd=tmp_path)
    begun = {os.path.relpath(path, tmp_path) for path in (tmp_path / "mybank").rglob("*.*")}
    given = {title for _, title, _ in blocks() if title.startswith("mybank/")}
    assert begun <= given
    assert all(
        "/variants/" in title or title.endswith(("equivalents.toml", "examples.toml")) for title in given - begun
    )
