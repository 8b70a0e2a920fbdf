"""What comes back is graded by the pack that was sent, and what was changed on the way is said."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from grader.errors import UsageError
from grader.packs.building import Terms, build
from grader.packs.checking import Asked, asked_for
from grader.packs.manifest import MANIFEST, Manifest, to_json
from grader.packs.unpacking import unpack
from tests.grading import catalogue

SENT = build([catalogue()["relu"], catalogue()["tanh"]], Terms("autumn", 45, "mistakes"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return the pack that was sent."""
    path = tmp_path / "autumn.zip"
    path.write_bytes(SENT.data)
    return path


@pytest.fixture
def back(tmp_path: Path, pack: Path) -> Path:
    """Return a folder in which Ada's work came back as a folder, and Emmy's as a zip of one."""
    folder = tmp_path / "back"
    unpack(pack, folder / "ada", tmp_path)
    with zipfile.ZipFile(folder / "emmy.zip", "w") as archive:
        for path in (folder / "ada").rglob("*"):
            archive.write(path, f"autumn/{path.relative_to(folder / 'ada')}")
    return folder


def ask(pack: Path | None, *paths: Path) -> Asked:
    return asked_for(pack, paths, catalogue())


def put(folder: Path, **changes: object) -> None:
    manifest: Manifest = msgspec.structs.replace(SENT.manifest, **changes)
    (folder / MANIFEST).write_bytes(to_json(manifest))


def test_what_was_sent_is_what_is_graded(pack: Path, back: Path) -> None:
    assert ask(pack, back) == Asked(("relu", "tanh"), "mistakes", ())
    assert ask(pack, back / "ada") == Asked(("relu", "tanh"), "mistakes", ())
    assert ask(pack, back / "emmy.zip") == Asked(("relu", "tanh"), "mistakes", ())


def test_without_the_pack_the_manifests_say_it_and_that_is_said(back: Path) -> None:
    asked = ask(None, back)
    assert (asked.exercises, asked.feedback) == (("relu", "tanh"), "mistakes")
    assert [note.partition(";")[0] for note in asked.notes] == [
        "Graded is what the manifest.json that came back asks for"
    ]


def test_a_folder_without_manifests_asks_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "ada.py").write_text("def relu(z): return z\n")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    assert ask(None, tmp_path) == Asked((), None, ())
    assert ask(None, tmp_path / "absent") == Asked((), None, ())


RELU, TANH = SENT.manifest.exercises


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"exercises": (RELU,)}, "tanh is gone"),
        ({"exercises": (RELU, TANH, msgspec.structs.replace(RELU, name="sigmoid"))}, "sigmoid is added"),
        ({"name": "spring"}, "it belongs to the pack spring"),
        ({"kit": "0.0.1"}, "of another version of this pack, made with 0.0.1"),
        ({"feedback": "full"}, "minutes, feedback or content were changed"),
        ({"minutes": 90}, "minutes, feedback or content were changed"),
    ],
)
def test_a_changed_manifest_changes_nothing_and_is_said(
    changes: dict[str, object], says: str, pack: Path, back: Path
) -> None:
    put(back / "ada", **changes)
    asked = ask(pack, back)
    assert (asked.exercises, asked.feedback) == (("relu", "tanh"), "mistakes")
    assert [note for note in asked.notes if not note.startswith("ada: manifest.json is not as it was sent: ")] == []
    assert says in asked.notes[0]


def test_a_missing_or_damaged_manifest_is_said(pack: Path, back: Path) -> None:
    shutil.copytree(back / "ada", back / "zu")
    (back / "ada" / MANIFEST).unlink()
    (back / "zu" / MANIFEST).write_text("{")
    notes = ask(pack, back).notes
    assert notes[0] == "No manifest.json came back from ada; graded by the pack all the same."
    assert notes[1].startswith("manifest.json in zu is damaged")


def test_manifests_that_differ_ask_for_all_with_the_least_feedback(back: Path) -> None:
    put(back / "ada", exercises=(RELU,), feedback="full")
    asked = ask(None, back)
    assert (sorted(asked.exercises), asked.feedback) == (["relu", "tanh"], "mistakes")
    assert "differ" in asked.notes[0]


def test_an_exercise_that_has_changed_in_the_kit_is_said(back: Path) -> None:
    put(back / "ada", exercises=(msgspec.structs.replace(RELU, suite="0" * 64), TANH))
    (back / "emmy.zip").unlink()
    assert "relu: its hidden suite has changed" in ask(None, back).notes[1]


def test_an_exercise_that_the_kit_does_not_have_is_an_error(back: Path) -> None:
    put(back / "ada", exercises=(msgspec.structs.replace(RELU, name="../x"),))
    with pytest.raises(UsageError, match="does not have"):
        ask(None, back)
