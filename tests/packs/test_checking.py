"""What comes back is graded by the pack that was sent, and what was changed on the way is said."""

from __future__ import annotations

import os
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
        ({"name": "\n\x1b[2J" + "x" * 200_000}, "it belongs to the pack �"),
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
    assert len(asked.notes[0]) < 200


def test_a_missing_or_damaged_manifest_is_said(pack: Path, back: Path) -> None:
    shutil.copytree(back / "ada", back / "zu")
    (back / "ada" / MANIFEST).unlink()
    (back / "zu" / MANIFEST).write_text("{")
    notes = ask(pack, back).notes
    assert notes[0] == "No manifest.json came back from ada; graded by the pack all the same."
    assert notes[1].startswith("manifest.json in zu is damaged")


def test_one_candidates_manifest_decides_nothing_for_the_others(back: Path) -> None:
    put(back / "ada", exercises=(RELU,), feedback="verdict")
    asked = ask(None, back)
    assert (asked.exercises, asked.feedback) == ((), None)
    assert asked.notes[0].startswith("A manifest.json came back from ada, emmy.zip, but not the same from everybody")
    put(back / "ada", exercises=(msgspec.structs.replace(RELU, name="absent"),))
    (back / "emmy.zip").unlink()
    (back / "grace.py").write_text("def relu(z): return z\n")
    assert ask(None, back).exercises == ()  # nor does it stop them


def test_a_zip_of_many_is_not_taken_for_the_one_in_it_that_has_a_manifest(pack: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("ada/manifest.json", to_json(SENT.manifest))
        archive.writestr("ada/relu.py", "")
        archive.writestr("emmy/relu.py", "")
    assert ask(None, tmp_path / "class.zip") == Asked((), None, ())
    assert ask(pack, tmp_path / "class.zip").notes[0].startswith("class.zip holds code beside the folder of a manifest")


def test_a_manifest_is_found_in_what_platforms_and_packing_programs_put_around_it(pack: Path, back: Path) -> None:
    for place in ("Ada_90121_assignsubmission_file_", "Emmy_90122_assignsubmission_file_/autumn"):
        (back / place).mkdir(parents=True)
    shutil.move(back / "emmy.zip", back / "Ada_90121_assignsubmission_file_" / "ada.zip")
    shutil.move(back / "ada", back / "Emmy_90122_assignsubmission_file_" / "autumn" / "mine")
    assert ask(pack, back).notes == ()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zu.py", "No manifest.json came back from zu.py; graded by the pack all the same."),
        ("zu.ipynb", "No manifest.json came back from zu.ipynb; graded by the pack all the same."),
        ("zu.tgz", "zu.tgz is no zip, so no manifest.json is looked for in it. Graded by the pack all the same."),
    ],
)
def test_whatever_came_back_without_a_manifest_is_said(name: str, says: str, pack: Path, back: Path) -> None:
    (back / name).write_bytes(b"")
    (back / "notes.txt").write_bytes(b"")
    assert ask(pack, back).notes == (says,)


@pytest.mark.parametrize("place", ["zu.zip", "zu/manifest.json"])
def test_what_never_ends_is_not_waited_for(place: str, pack: Path, back: Path) -> None:
    (back / place).parent.mkdir(exist_ok=True)
    os.mkfifo(back / place)
    assert ask(pack, back).notes[0].startswith(f"{Path(place).name} is not a regular file.")


def test_an_exercise_that_has_changed_in_the_kit_is_said(back: Path) -> None:
    put(back / "ada", exercises=(msgspec.structs.replace(RELU, suite="0" * 64), TANH))
    (back / "emmy.zip").unlink()
    assert "relu: its hidden suite has changed" in ask(None, back).notes[1]


def test_an_exercise_that_the_kit_does_not_have_is_an_error(back: Path) -> None:
    put(back / "ada", exercises=(msgspec.structs.replace(RELU, name="../x"),))
    (back / "emmy.zip").unlink()
    with pytest.raises(UsageError, match="does not have"):
        ask(None, back)
