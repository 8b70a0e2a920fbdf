"""Each wall does what it is for, alone and together, for root and for others; the self-test believes nothing."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.boundary import launch
from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.selftest import THREATS, Sandbox, SelfTest
from grader.boundary.walls import ALL_WALLS
from grader.boundary.walls.places import readable_places
from grader.boundary.walls.remedies import PURPOSES, remedy
from grader.errors import BoundaryError

ROOT = Path(__file__).resolve().parents[2]


def _has_landlock() -> bool:
    return sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


def _has_namespaces() -> bool:
    tried = ["unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "true"]
    return (
        shutil.which("unshare") is not None and subprocess.run(tried, check=False, capture_output=True).returncode == 0
    )


needs_landlock = pytest.mark.skipif(not _has_landlock(), reason="this kernel has no Landlock")
needs_namespaces = pytest.mark.skipif(not _has_namespaces(), reason="namespaces are not allowed here")


def measured(*walls: str) -> Sandbox:
    with Zygote(walls) as zygote, SelfTest(Host(zygote)) as test:
        return test.measure()


def open_to(found: Sandbox) -> set[str]:
    return {threat for threat, held in found.held.items() if not held}


def test_without_walls_everything_can_be_done() -> None:
    found = measured()
    assert open_to(found) == set(THREATS)
    assert found.level == "none"
    assert set(found.walls) == {"process", "no_new_privs", "capabilities", "descriptors", "parent_death"}


def test_limits_alone_are_weak() -> None:
    assert measured("rlimits").level == "weak"


@needs_landlock
def test_landlock_alone_guards_files_the_network_and_signals() -> None:
    found = measured("landlock")
    assert "landlock" in found.walls
    assert open_to(found) == {"change_mode", "fork", "see"}


def test_seccomp_alone_refuses_all_but_reading() -> None:
    found = measured("seccomp")
    assert "seccomp" in found.walls
    assert open_to(found) == {"read", "list", "see"}


@needs_namespaces
def test_namespaces_alone_hide_all_there_is() -> None:
    found = measured("namespaces")
    assert "namespaces" in found.walls
    assert open_to(found) == {"fork"}


@needs_landlock
def test_without_namespaces_the_level_is_good() -> None:
    found = measured("landlock", "seccomp", "rlimits")
    assert found.level == "good"
    assert open_to(found) == {"see"}
    assert found.missing == {"namespaces": "it was not asked for"}


@needs_landlock
@needs_namespaces
def test_all_walls_together_are_strong() -> None:
    found = measured(*ALL_WALLS)
    assert found.level == "strong"
    assert set(found.walls) == set(PURPOSES)
    assert found.missing == {}


def _sabotaged(monkeypatch: pytest.MonkeyPatch, statement: str) -> Sandbox:
    """Measure the walls of a zygote in which one of them was made to do nothing."""
    start = launch._START.replace("main({descriptor}", f"{statement}; main({{descriptor}}")
    monkeypatch.setattr(launch, "_START", start)
    return measured(*ALL_WALLS)


SABOTAGE = {
    "landlock": "import grader.boundary.walls.landlock as m; m.LandlockWall.raise_around_this_process = {nothing}",
    "seccomp": "import grader.boundary.walls.seccomp as m; m.SeccompFilter.install = {nothing}",
    "rlimits": "import grader.boundary.walls.limits as m; m.limit_this_process = {nothing}",
    "namespaces": "import grader.boundary.walls.namespaces as m; m.change_root = {nothing}",
    "capabilities": "import grader.boundary.walls.limits as m; m.give_capabilities_away = {nothing}",
    "parent_death": "import grader.boundary.zygote as m; m.die_with_parent = {nothing}",
    "descriptors": "import grader.boundary.zygote as m; m._close_all_but = {nothing}",
}


@needs_landlock
@pytest.mark.parametrize("wall", SABOTAGE)
def test_a_wall_that_does_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch, wall: str) -> None:
    if wall == "capabilities" and not _has_namespaces() and os.geteuid() != 0:
        pytest.skip("an ordinary user has none to keep")
    statement = SABOTAGE[wall].format(nothing="lambda *_: None")
    monkeypatch.setattr(
        launch, "_START", launch._START.replace("main({descriptor}", f"{statement}; main({{descriptor}}")
    )
    found = measured(*ALL_WALLS)
    assert wall not in found.walls
    assert found.missing[wall] == "it was raised and does nothing"
    assert found.level != "strong"


USERS = ["this user", "an ordinary user", "root of a user namespace"]


def as_user(kind: str) -> list[str]:
    """Return what to put before a command so that another kind of user runs it, or skip."""
    if kind == "this user":
        return []
    if not _has_namespaces():
        pytest.skip("other users need namespaces here")
    # Inside, the files belong to the user all the same, so the interpreter can be read wherever it lies.
    return ["unshare", "--user", *(["--map-root-user"] if "root" in kind else ["--map-user=1000", "--map-group=1000"])]


@needs_landlock
@pytest.mark.parametrize("kind", USERS)
def test_the_walls_hold_for_every_kind_of_user(kind: str) -> None:
    command = [*as_user(kind), sys.executable, "-m", "tests.boundary.measure_walls", *sorted(ALL_WALLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["level"] == ("strong" if _has_namespaces() else "good"), found
    if kind == "an ordinary user":
        assert found["user"] == 1000


def test_every_wall_has_a_purpose_and_a_missing_one_a_remedy() -> None:
    for wall in ALL_WALLS:
        assert PURPOSES[wall]
        assert "docs/sandbox.md" in remedy(wall, "it exists on Linux only")
    assert "lsm=" in remedy("landlock", "operation not supported")
    assert "5.13" in remedy("landlock", "function not implemented")
    assert "apparmor" in remedy("namespaces", "operation not permitted")
    assert remedy("namespaces", "something new") == ""


def test_site_packages_and_the_kit_are_no_readable_place() -> None:
    places = readable_places(["numpy"])
    entries = places.entries()
    assert not [path for path in entries if "site-packages" in os.path.basename(path)]
    for secret in (ROOT / "solutions", ROOT / "grader", ROOT, Path.home(), Path("/proc"), Path("/etc")):
        assert not [path for path in entries if secret == Path(path) or Path(path) in secret.parents]
    assert any(os.path.basename(path) == "numpy" for path in places.packages)


def test_the_self_test_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    measured(*ALL_WALLS)
    assert not list(tmp_path.iterdir())


def test_a_zygote_that_comes_back_with_fewer_walls_ends_the_grading() -> None:
    with Zygote(["rlimits"]) as zygote:
        host = Host(zygote)
        with SelfTest(host) as test:
            test.measure()
        host.renew(BoundaryError("lost"))  # with the same walls: go on
        zygote._walls = []
        with pytest.raises(BoundaryError, match="could not be raised again"):
            host.renew(BoundaryError("lost"))
