"""A pack from beginning to end, as two people type it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.test_grading import RIGHT, run


def test_what_came_back_is_graded_by_the_pack_that_was_sent(tmp_path: Path) -> None:
    done = run("pack", "--exercises", "relu,tanh", "--minutes", "60", "--feedback", "mistakes", "-o", "ada.zip",
               cwd=tmp_path)  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "ada.zip: 2 exercises, 60 minutes, 24 points.\n")
    done = run("unpack", "../ada.zip", "ada", cwd=_made(tmp_path / "back"))
    assert done.returncode == 0
    assert "Next: read ada/README.md." in done.stdout
    ada = tmp_path / "back" / "ada"
    (ada / "relu.py").write_text(RIGHT.replace("z > 0", "z >= 0"))
    (ada / "tanh.py").unlink()
    (ada / "manifest.json").write_text((ada / "manifest.json").read_text().replace('"mistakes"', '"full"'))
    done = run("grade", "back", "--pack", "ada.zip", "--json", cwd=tmp_path)
    assert done.stderr == (
        "note: ada: manifest.json is not as it was sent: its minutes, feedback or content were changed.\n"
    )
    report = json.loads(done.stdout)["submissions"][0]
    assert [(e["name"], e["verdict"], e["max_score"]) for e in report["exercises"]] == [
        ("relu", "failed", 10.0),
        ("tanh", "not_attempted", 14.0),
    ]
    failed = [check for check in report["exercises"][0]["checks"] if check["status"] == "failed"]
    assert [(check["message"], list(check["counterexample"])) for check in failed] == [("", ["call"])]
    done = run("grade", "back", "--pack", "ada.zip", "--feedback", "verdict", "--json", cwd=tmp_path)
    assert "relu_derivative" not in json.dumps(json.loads(done.stdout)["submissions"][0]["exercises"][0]["mistakes"])


def test_a_pack_gives_answers_away_only_if_it_is_not_strict(tmp_path: Path) -> None:
    loose = run("pack", "relu", "backward_propagation", "-o", "loose.zip", cwd=tmp_path)
    assert (
        "note: backward_propagation.py gives relu and relu_derivative ready-made, which answers relu." in loose.stderr
    )
    strict = run("pack", "relu", "backward_propagation", "--strict", "-o", "strict.zip", cwd=tmp_path)
    assert "left out: backward_propagation.py gives relu" in strict.stderr


def test_mistaken_uses_are_said_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine")
    for arguments, says in {
        ("pack",): "Name the exercises to pack",
        ("pack", "rellu"): "Did you mean",
        ("pack", "relu", "-o", "mine.zip"): "is there already",
        ("pack", "relu", "-o", "absent/p.zip"): "is not there",
        ("pack", "relu", "--title", "../x"): "--title interview-1",
        ("unpack", "mine.zip"): "cannot be read as a zip",
        ("grade", ".", "--pack", "mine.zip"): "cannot be read as a zip",
    }.items():
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert says in done.stderr
        assert (tmp_path / "mine.zip").read_text() == "mine"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
