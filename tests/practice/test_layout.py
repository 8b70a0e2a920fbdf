"""A workspace laid out and brought up to date: what somebody has edited is never touched."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.practice.layout import Laid, lay_out
from grader.practice.manifest import Manifest, write_manifest
from grader.practice.workspace import Workspace, find_workspace
from tests.practice.workspaces import Kit

MINE = "def relu(z):\n    return z\n"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = Kit(tmp_path / "kit")
    kit.add("relu", order=1)
    kit.add("tanh", order=2)
    return kit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "practice"


def again(root: Path, kit: Kit) -> Laid:
    return lay_out(root, kit.catalogue)


def files(root: Path) -> dict[str, bytes]:
    """Return what is in a folder, the kit's own state left aside."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and ".gradl" not in str(p)
    }


class TestNew:
    def test_stubs_in_order_with_briefs_beside_them(self, kit: Kit, root: Path) -> None:
        laid = lay_out(root, kit.catalogue)
        assert laid.is_new
        assert sorted(files(root)) == [
            ".gitignore", ".vscode/tasks.json", "01_relu.md", "01_relu.py", "02_tanh.md", "02_tanh.py", "README.md",
        ]  # fmt: skip
        assert "raise NotImplementedError" in (root / "01_relu.py").read_text()
        assert "The brief is in 01_relu.md beside this file." in (root / "01_relu.py").read_text()
        assert (root / "02_tanh.md").read_text() == "# tanh\n"
        assert "| [01_relu.py](01_relu.md) | The relu |" in (root / "README.md").read_text()

    def test_it_is_found_from_below(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        (root / "deep" / "er").mkdir(parents=True)
        assert find_workspace(root / "deep" / "er") == Workspace(root)
        assert find_workspace(root.parent) is None

    def test_it_knows_the_file_of_each_exercise(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        assert [Workspace(root).file_of(exercise).name for exercise in kit.catalogue] == ["01_relu.py", "02_tanh.py"]

    def test_notebooks_hold_brief_and_stub(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue, "ipynb")
        assert sorted(files(root)) == [
            ".gitignore",
            ".vscode/tasks.json",
            "01_relu.ipynb",
            "02_tanh.ipynb",
            "README.md",
        ]
        cells = json.loads((root / "01_relu.ipynb").read_text())["cells"]
        assert [cell["cell_type"] for cell in cells][:2] == ["markdown", "code"]
        assert 'check("relu")' in "".join(cells[-1]["source"])

    def test_each_of_several_tracks_has_a_folder(self, kit: Kit, root: Path) -> None:
        kit.add("softmax", track="attention", order=1)
        lay_out(root, kit.catalogue)
        assert {"network/01_relu.py", "attention/01_softmax.py", "attention/01_softmax.md"} <= set(files(root))
        assert "[01_softmax.py](attention/01_softmax.md)" in (root / "README.md").read_text()

    def test_a_folder_with_other_files_is_refused_and_the_way_out_said(self, kit: Kit, root: Path) -> None:
        root.mkdir()
        (root / "thesis.tex").write_text("mine")
        with pytest.raises(UsageError, match=r"holds other files.*gradlings init .*practice.*--force"):
            lay_out(root, kit.catalogue)
        assert list(files(root)) == ["thesis.tex"]

    def test_forced_it_lies_among_them_and_changes_none(self, kit: Kit, root: Path) -> None:
        root.mkdir()
        (root / "README.md").write_text("mine")
        (root / "01_relu.py").write_text(MINE)
        laid = lay_out(root, kit.catalogue, force=True)
        assert laid.left == ["01_relu.py", "README.md"]
        for _ in range(2):
            assert (root / "README.md").read_text() == "mine"
            assert (root / "01_relu.py").read_text() == MINE
            again(root, kit)

    def test_a_fresh_repository_counts_as_empty(self, kit: Kit, root: Path) -> None:
        (root / ".git").mkdir(parents=True)
        assert lay_out(root, kit.catalogue).is_new

    def test_none_is_made_inside_another(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        with pytest.raises(UsageError, match="inside the workspace"):
            lay_out(root / "practice", kit.catalogue)

    def test_commands_that_are_told_can_be_typed_as_they_stand(self, kit: Kit, tmp_path: Path) -> None:
        root = tmp_path / "Ada's work"
        root.mkdir()
        (root / "thesis.tex").write_text("")
        with pytest.raises(UsageError, match="gradlings init") as refused:
            lay_out(root, kit.catalogue)
        _gradlings, _init, *folders = shlex.split(str(refused.value).split("`")[1])
        assert folders == [str(root / "practice")]

    def test_a_folder_that_cannot_be_written_is_told_by_the_name_of_the_file(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        (root / ".gradlings" / "given" / "01_relu.py").unlink()
        (root / "01_relu.py").unlink()
        (root / ".gradlings" / "given" / "01_relu.py").mkdir()
        with pytest.raises(UsageError, match=r"given/01_relu\.py cannot be read or written"):
            again(root, kit)

    def test_a_file_is_no_folder(self, kit: Kit, root: Path) -> None:
        root.write_text("")
        with pytest.raises(UsageError, match="is a file"):
            lay_out(root, kit.catalogue)

    def test_one_that_was_interrupted_is_finished(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        Workspace(root).manifest_path.unlink()
        (root / "02_tanh.py").unlink()
        (root / "01_relu.py").write_text(MINE)
        lay_out(root, kit.catalogue)
        assert (root / "02_tanh.py").exists()
        assert (root / "01_relu.py").read_text() == MINE


class TestAgain:
    def test_nothing_to_do_is_nothing_done(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        before = files(root)
        laid = again(root, kit)
        assert (laid.is_new, laid.added, laid.updated, laid.changes, laid.left) == (False, [], [], [], [])
        assert files(root) == before

    def test_what_is_edited_is_not_touched(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        edited = {name: f"{name}, edited\n".encode() for name in files(root)}
        for name, data in edited.items():
            (root / name).write_bytes(data)
        kit.add("relu", order=1, stub="def relu(z, slope=0):\n    raise NotImplementedError\n", brief="# other\n")
        again(root, kit)
        assert files(root) == edited

    def test_new_exercises_are_added(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        kit.add("sigmoid", order=3)
        assert again(root, kit).added == ["03_sigmoid.py", "03_sigmoid.md"]
        assert "03_sigmoid" in (root / "README.md").read_text()

    def test_a_new_track_gets_a_folder_and_the_first_stays_where_it_is(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        kit.add("softmax", track="attention", order=1)
        kit.add("sigmoid", order=3)
        assert again(root, kit).added == [
            "attention/01_softmax.py",
            "attention/01_softmax.md",
            "03_sigmoid.py",
            "03_sigmoid.md",
        ]

    def test_a_stub_nobody_edited_is_brought_up_to_date(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        kit.add("relu", order=1, stub="def relu(z, slope=0):\n    raise NotImplementedError\n")
        assert again(root, kit).updated == ["01_relu.py"]
        assert "slope" in (root / "01_relu.py").read_text()

    def test_one_saved_with_other_line_ends_is_not_edited(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        path = root / "01_relu.py"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        kit.add("relu", order=1, stub="def relu(z, slope=0):\n    raise NotImplementedError\n")
        assert again(root, kit).updated == ["01_relu.py"]

    @pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
    def test_what_changed_in_an_edited_one_is_offered_once_as_a_patch_that_applies(self, kit: Kit, root: Path) -> None:
        old = "import numpy\n\n\n\ndef relu(z):\n    raise NotImplementedError\n\n\n\n# The end.\n"
        kit.add("relu", order=1, stub=old)
        lay_out(root, kit.catalogue)
        (root / "01_relu.py").write_text(old.replace("raise NotImplementedError", "return z"))
        kit.add("relu", order=1, stub=old.replace("# The end.", "# The end, improved."))
        [change] = again(root, kit).changes
        assert change.file == "01_relu.py"
        assert "-# The end.\n+# The end, improved.\n" in change.patch
        assert "return z" not in change.patch
        assert again(root, kit).changes == []
        subprocess.run(["patch", change.file, change.kept], cwd=root, check=True, capture_output=True)
        assert (root / "01_relu.py").read_text() == old.replace("raise NotImplementedError", "return z").replace(
            "The end.", "The end, improved."
        )

    def test_of_a_notebook_the_cells_are_compared(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue, "ipynb")
        path = root / "01_relu.ipynb"
        path.write_text(path.read_text().replace("raise NotImplementedError", "return z"))
        kit.add("relu", order=1, stub="def relu(z, slope=0):\n    raise NotImplementedError\n")
        edited = path.read_text()
        [change] = again(root, kit).changes
        assert "-def relu(z):\n+def relu(z, slope=0):\n" in change.patch
        assert "cell_type" not in change.patch
        assert path.read_text() == edited

    def test_one_whose_exercises_are_fixed_gets_no_others(self, kit: Kit, root: Path) -> None:
        write_manifest(Workspace(root).manifest_path, Manifest(fixed=True))
        with pytest.raises(UsageError, match="mock interview"):
            lay_out(root, kit.catalogue)
        assert files(root) == {}

    def test_a_stub_thrown_away_comes_back_and_a_brief_does_not(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        for name in ("01_relu.py", "01_relu.md", "README.md"):
            (root / name).unlink()
        assert again(root, kit).added == ["01_relu.py"]
        assert not (root / "README.md").exists()

    def test_a_stub_renamed_is_found_again(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        (root / "01_relu.py").rename(root / "relu.py")
        assert again(root, kit).added == []
        assert Workspace(root).file_of(kit.catalogue["relu"]) == root / "relu.py"

    def test_work_in_a_file_of_any_name_gets_no_empty_stub_in_front_of_it(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        (root / "02_tanh.py").unlink()
        (root / "01_relu.py").rename(root / "network.py")
        assert again(root, kit).added == ["02_tanh.py"]
        assert not (root / "01_relu.py").exists()

    def test_files_keep_their_names_when_the_order_changes(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        kit.add("tanh", order=7)
        assert again(root, kit).added == []

    def test_files_do_not_become_notebooks(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue)
        with pytest.raises(UsageError, match="a workspace of files"):
            lay_out(root, kit.catalogue, "ipynb")

    def test_notebooks_stay_notebooks(self, kit: Kit, root: Path) -> None:
        lay_out(root, kit.catalogue, "ipynb")
        kit.add("sigmoid", order=3)
        assert again(root, kit).added == ["03_sigmoid.ipynb"]

    @pytest.mark.parametrize("held", [
        "{", '{"version": 2}', '{"version": 1, "work": {"relu": {"file": "../x", "digest": ""}}}',
        '{"version": 1, "work": {"relu": {"file": "/x", "digest": ""}}}',
    ])  # fmt: skip
    def test_a_manifest_that_cannot_be_trusted_changes_nothing(self, kit: Kit, root: Path, held: str) -> None:
        lay_out(root, kit.catalogue)
        before = files(root.parent)
        Workspace(root).manifest_path.write_text(held)
        with pytest.raises(UsageError, match=r"damaged|newer"):
            again(root, kit)
        assert files(root.parent) == before
