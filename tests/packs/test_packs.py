"""A pack holds what a candidate may see and nothing else, arrives as it was sent, and runs without the kit."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.packs import runner
from grader.packs.building import Pack, Terms, build
from grader.packs.examples import examples_of, wrong_examples
from grader.packs.manifest import MANIFEST
from grader.packs.overlap import overlaps, stub_without
from grader.packs.unpacking import read_pack, unpack
from tests.grading import catalogue, score_sources

EVERYTHING = list(catalogue())
SOME = [catalogue()[name] for name in ("relu", "backward_propagation")]


def contents(pack: Pack) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(pack: Pack, folder: Path) -> Path:
    path = folder / "sent.zip"
    path.write_bytes(pack.data)
    return path


def lines_in(text: str) -> set[str]:
    """Return the lines, without what quotes or indents them."""
    return {line.strip(" \"',") for line in text.splitlines()}


def lines_of(path: Path) -> set[str]:
    return lines_in(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("strict", [False, True])
def test_no_line_of_a_solution_or_a_suite_is_in_a_pack(strict: bool) -> None:
    """What stands in ``exercises/`` or in the script that runs the examples is no secret, nor are names."""
    public = {line for e in EVERYTHING for path in e.folder.iterdir() if path.is_file() for line in lines_of(path)}
    public |= lines_of(Path(runner.__file__)) | {exercise.name for exercise in EVERYTHING}
    secret = {
        line for e in EVERYTHING for path in e.secret_folder.rglob("*") if path.suffix in (".py", ".md", ".toml")
        for line in lines_of(path) - public
    }  # fmt: skip
    secret = {line for line in secret if any(character.isalnum() for character in line)}
    assert len(secret) > 5_000
    pack = build(EVERYTHING, Terms("all", 60, strict=strict))
    assert [name for name in contents(pack) if "solution" in name or "/test_" in name] == []
    packed = {line for data in contents(pack).values() for line in lines_in(data.decode())}
    assert packed & secret == set()


def test_no_hint_is_in_a_pack() -> None:
    text = b"".join(contents(build(EVERYTHING, Terms("all", 60))).values()).decode()
    assert [hint for exercise in EVERYTHING for hint in exercise.hints if hint in text] == []


def test_a_strict_pack_gives_no_function_that_it_asks_for() -> None:
    asked = {function for exercise in EVERYTHING for function in exercise.functions}
    stubs = contents(build(EVERYTHING, Terms("all", 60, strict=True)))
    for exercise in EVERYTHING:
        stub = ast.parse(stubs[f"all/{exercise.name}.py"])
        defined = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
        assert defined & asked == exercise.functions.keys()


def test_what_gives_another_exercise_away_is_named() -> None:
    assert [str(overlap) for overlap in overlaps(SOME)] == [
        "backward_propagation.py gives relu and relu_derivative ready-made, which answers relu"
    ]
    assert overlaps([catalogue()["relu"], catalogue()["sigmoid"]]) == []
    whole = [catalogue()[name] for name in ("backward_propagation", "train_network")]
    assert [(o.giving.name, o.functions) for o in overlaps(whole)] == [("train_network", ("backward_propagation",))]


def test_the_same_exercises_give_the_same_bytes() -> None:
    assert build(SOME, Terms("a", 60)).data == build(SOME, Terms("a", 60)).data
    assert build(SOME, Terms("a", 60)).manifest.content != build(SOME, Terms("a", 61)).manifest.content


@pytest.mark.parametrize("exercise", [e for e in EVERYTHING if e.given], ids=lambda exercise: exercise.name)
def test_a_stub_that_gives_no_exercises_functions_is_graded_as_the_whole_one(exercise: Exercise) -> None:
    asked = {function for other in EVERYTHING for function in other.functions if other is not exercise}
    left_out = [name for name in sorted(asked) if f"def {name}(" in exercise.given]
    answer = stub_without(exercise, left_out) + "\n\n" + exercise.solution_path.read_text(encoding="utf-8")
    assert left_out
    assert score_sources({"candidate": answer}, exercise)["candidate"].verdict == "passed"


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda exercise: exercise.name)
def test_the_public_examples_hold_for_the_reference(exercise: Exercise) -> None:
    assert examples_of(exercise)
    assert wrong_examples(exercise) == []


def test_the_examples_run_without_the_kit(tmp_path: Path) -> None:
    _, folder = unpack(written(build(SOME, Terms("interview", 60)), tmp_path), None, tmp_path)
    (folder / "relu.py").write_text(
        "import numpy as np\ndef relu(z): return np.maximum(z, 0)\ndef relu_derivative(z): return z >= 0\n"
    )
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); import runpy\n"
               "sys.modules['grader'] = None\nrunpy.run_path('examples.py', run_name='__main__')"]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    marks = [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert marks == ["ok", "x", "-"]


def test_what_was_packed_is_what_is_unpacked(tmp_path: Path) -> None:
    pack = build(SOME, Terms("interview", 60, "mistakes"))
    manifest, folder = unpack(written(pack, tmp_path), None, tmp_path)
    assert manifest == pack.manifest
    assert folder == tmp_path / "interview"
    files = {f"interview/{p.relative_to(folder)}": p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert files == contents(pack)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    pack = written(build(SOME, Terms("interview", 60)), tmp_path)
    (tmp_path / "interview").mkdir()
    (tmp_path / "interview" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        unpack(pack, None, tmp_path)
    assert [path.name for path in (tmp_path / "interview").iterdir()] == ["mine.txt"]
    unpack(pack, tmp_path / "elsewhere", tmp_path)


def changed(pack: Pack, folder: Path, changes: dict[str, bytes | None]) -> Path:
    """Write the pack's zip anew with some members changed, added or left out."""
    files = {**contents(pack), **changes}
    path = folder / "changed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            if data is not None:
                archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"p/relu.py": b"import os"}, "has been changed"),
        ({"p/relu.py": None}, "is missing"),
        ({f"p/{MANIFEST}": None}, "is no pack"),
        ({f"p/{MANIFEST}": b"{"}, "is damaged"),
        ({f"p/{MANIFEST}": b'{"format": 2}'}, "newer version"),
        ({f"p/{MANIFEST}": b" " * 300_000}, "too large"),
        ({f"p/{MANIFEST}": b"[" * 100_000}, "is damaged"),
        ({f"../{MANIFEST}": b"{}"}, "is no pack"),
    ],
)
def test_a_changed_pack_is_refused(changes: dict[str, bytes | None], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says):
        unpack(changed(build(SOME, Terms("p", 60)), tmp_path, changes), None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["changed.zip"]


@pytest.mark.parametrize("name", ["../p", "p/../../q", "/p", "..", "", "p\n", "a" * 200])
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    pack = build(SOME, Terms("p", 60))
    manifest = contents(pack)[f"p/{MANIFEST}"]
    for old in (b'"name": "p"', b'"name": "relu"'):
        new = manifest.replace(old, b'"name": ' + json.dumps(name).encode())
        with pytest.raises(UsageError):
            unpack(changed(pack, tmp_path, {f"p/{MANIFEST}": new}), None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["changed.zip"]


def test_more_files_than_were_packed_are_not_written(tmp_path: Path) -> None:
    path = changed(build(SOME, Terms("p", 60)), tmp_path, {"p/evil.py": b"x", "../evil.py": b"x", "/evil.py": b"x"})
    _, files = read_pack(path)
    assert not any("evil" in name for name in files)


def test_what_is_no_zip_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "sent.zip").write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(UsageError, match="cannot be read as a zip"):
        read_pack(tmp_path / "sent.zip")
    with pytest.raises(UsageError, match="cannot be read"):
        read_pack(tmp_path / "absent.zip")
