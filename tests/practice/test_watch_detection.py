"""Every kind of save is noticed, once, whichever way changes are heard of."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.practice.watch.detection import Detection, Saved
from grader.practice.watch.events import Inotify, Source, Touch, Watchfiles, source_for, tells_nothing
from tests.practice.saves import SAVES, Save, write_in_place

WHERE: dict[str, Callable[[], Source | None]] = {"inotify": Inotify, "watchfiles": Watchfiles, "looking": lambda: None}


@pytest.fixture(scope="module", params=WHERE)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Return three files that are listened to."""
    if request.param == "inotify" and sys.platform != "linux":
        pytest.skip("inotify is Linux's")
    folder = tmp_path_factory.mktemp("work")
    files = {name: folder / f"{name}.py" for name in ("relu", "sigmoid", "tanh")}
    for name, path in files.items():
        path.write_text(f"# {name}\n")
    source = WHERE[request.param]()
    glance = 0.05 if source is None else 1e9  # what is heard of is to be heard of, not found
    with contextlib.closing(Detection(files, source, time.monotonic(), glance=glance)) as detection:
        scene = Scene(files, detection)
        until = time.monotonic() + 10
        while not scene.noticed(quiet=0.3) and time.monotonic() < until:  # a thread takes a moment to begin
            write_in_place(files["relu"], scene.new_text())
        yield scene


class Scene:
    """Files, and what is noticed of them."""

    def __init__(self, files: dict[str, Path], detection: Detection) -> None:
        self.files, self.detection = files, detection
        self._number = 0

    def new_text(self) -> str:
        """Return a text that no file has held."""
        self._number += 1
        return f"def relu(z):\n    return z * {self._number}\n"

    def noticed(self, *, quiet: float = 0.12, longest: float = 4.0) -> list[Saved]:
        """Return what is noticed until nothing has been for a while."""
        found: list[Saved] = []
        began = last = time.monotonic()
        while (now := time.monotonic()) - last < quiet and now - began < longest:
            descriptor = self.detection.fileno()
            wait = max(min(self.detection.next_time() - now, quiet), 0.0)
            select.select([descriptor] if descriptor is not None else [], [], [], wait)
            new = self.detection.saved(time.monotonic())
            if new:
                found += new
                last = time.monotonic()
        return found


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES.keys())
def test_a_save_is_noticed_once_and_whole(scene: Scene, save: Save) -> None:
    text = scene.new_text()
    save(scene.files["relu"], text)
    assert [(saved.exercise, saved.data) for saved in scene.noticed()] == [("relu", text.encode())]


def test_a_touch_is_no_save(scene: Scene) -> None:
    os.utime(scene.files["relu"])
    scene.files["relu"].write_bytes(scene.files["relu"].read_bytes())
    assert scene.noticed() == []


def test_of_many_files_at_once_each_is_noticed_once(scene: Scene) -> None:
    for name, path in scene.files.items():
        write_in_place(path, f"# {name}, another branch\n")
    assert sorted(saved.exercise for saved in scene.noticed()) == sorted(scene.files)


def test_a_file_that_stays_away_is_gone(scene: Scene) -> None:
    path = scene.files["tanh"]
    path.unlink()
    assert [(saved.exercise, saved.data) for saved in scene.noticed(quiet=0.4)] == [("tanh", None)]
    path.write_text("# back\n")
    assert [saved.data for saved in scene.noticed()] == [b"# back\n"]


def test_files_beside_it_mean_nothing(scene: Scene) -> None:
    (scene.files["relu"].parent / "notes.py").write_text("x = 1\n")
    (scene.files["relu"].parent / ".relu.py.swp").write_text("vim's\n")
    assert scene.noticed() == []


def test_what_is_saved_at_the_last_moment_counts(scene: Scene) -> None:
    text = scene.new_text()
    scene.files["relu"].write_text(text)
    assert [saved.data for saved in scene.detection.last_look(time.monotonic())] == [text.encode()]


def test_a_save_that_nobody_tells_of_is_found_at_the_next_look(tmp_path: Path) -> None:
    class Deaf:
        def __init__(self) -> None:
            self._ours, self._theirs = os.pipe()

        def fileno(self) -> int:
            return self._ours

        def watch(self, folders: object) -> None:
            pass

        def touched(self) -> Iterator[tuple[str, Touch]]:
            return iter(())

        def close(self) -> None:
            os.close(self._ours)
            os.close(self._theirs)

    path = tmp_path / "relu.py"
    path.write_text("old\n")
    with contextlib.closing(Detection({"relu": path}, Deaf(), time.monotonic(), glance=0.05)) as detection:
        path.write_text("new\n")
        assert [saved.data for saved in Scene({}, detection).noticed()] == [b"new\n"]


@pytest.mark.parametrize(
    "make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)], ids=["folder", "pipe", "loop"]
)
def test_what_is_no_file_counts_as_none(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "relu.py"
    path.write_text("# relu\n")
    with contextlib.closing(Detection({"relu": path}, None, 0.0, glance=1.0)) as detection:
        path.unlink()
        make(path)
        (saved,) = [*detection.saved(1.0), *detection.saved(1.5), *detection.saved(2.0)]
        assert saved.data is None
        assert detection.content("relu").data is None


def test_a_folder_that_is_replaced_is_listened_to_again(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "relu.py"
    path.write_text("old\n")
    with contextlib.closing(Detection({"relu": path}, source_for(folder), time.monotonic(), glance=0.05)) as detection:
        folder.rename(tmp_path / "away")
        folder.mkdir()
        path.write_text("cloned anew\n")
        scene = Scene({}, detection)
        assert [saved.data for saved in scene.noticed()][-1:] == [b"cloned anew\n"]
        path.write_text("and edited\n")
        assert [saved.data for saved in scene.noticed()] == [b"and edited\n"]


MOUNTS = """\
22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
31 22 0:41 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs
32 22 0:42 / /home/me/shared\\040work rw - nfs4 server:/work rw
33 22 0:43 / /media/fs rw - fuse.sshfs me@host:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "system", "deaf"),
    [
        ("/home/me/practice", "6.1.0-18-amd64", False),
        ("/mnt/c/Users/me", "5.15.153.1-microsoft-standard-WSL2", True),
        ("/home/me/practice", "5.15.153.1-microsoft-standard-WSL2", False),
        ("/home/me/practice", "4.4.0-19041-Microsoft", True),
        ("/home/me/shared work/practice", "6.1.0-18-amd64", True),
        ("/home/me/shared", "6.1.0-18-amd64", False),
        ("/media/fs/practice", "6.1.0-18-amd64", True),
    ],
)
def test_where_changes_may_be_made_unseen_one_looks(tmp_path: Path, folder: str, system: str, deaf: bool) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    assert tells_nothing(Path(folder), str(tmp_path / "mountinfo"), system) is deaf
