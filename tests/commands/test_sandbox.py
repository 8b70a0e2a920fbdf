"""What the commands make of strong and of weak walls."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.boundary import launch
from grader.commands import cli
from grader.errors import SandboxError
from tests.commands.test_grading import RIGHT

Invoke = Callable[..., Result]


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    (tmp_path / "relu.py").write_text(RIGHT)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(cli, arguments)


@pytest.fixture
def weak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have no walls but limits."""
    start = functools.partialmethod(launch.Zygote.__init__, walls=["rlimits"])
    monkeypatch.setattr(launch.Zygote, "__init__", start)


def test_doctor_says_that_all_is_well(invoke: Invoke) -> None:
    found = json.loads(invoke("doctor", "--json").stdout)
    if found["level"] not in ("good", "strong"):
        pytest.skip("this machine has weak walls")
    done = invoke("doctor")
    assert done.exit_code == 0
    assert f"Walls around candidate code: {found['level']}" in done.stdout
    assert "✓ read a file outside" in done.stdout


@pytest.mark.usefixtures("weak")
def test_doctor_says_what_does_not_hold_and_why(invoke: Invoke) -> None:
    done = invoke("doctor")
    assert done.exit_code == 1
    assert "Walls around candidate code: weak" in done.stdout
    assert "✗ read a file outside: it could" in done.stdout
    assert "✗ landlock" in done.stdout
    assert "missing: it was not asked for" in done.stdout
    assert "docs/sandbox.md" in done.stdout


@pytest.mark.usefixtures("weak")
@pytest.mark.parametrize("lanes", ["1", "2"])
def test_grade_refuses_other_peoples_work_behind_weak_walls(invoke: Invoke, lanes: str) -> None:
    Path("second.py").write_text(RIGHT)
    done = invoke("grade", "relu.py", "second.py", "--jobs", lanes)
    assert isinstance(done.exception, SandboxError)
    assert done.exception.exit_code == 3
    assert str(done.exception).startswith(
        "The walls around candidate code are weak here (landlock: it was not asked for"
    )
    assert done.stdout == ""


@pytest.mark.usefixtures("weak")
@pytest.mark.parametrize("lanes", ["1", "2"])
def test_grade_can_be_told_to_go_on_and_says_so_in_the_report(invoke: Invoke, lanes: str) -> None:
    Path("second.py").write_text(RIGHT)
    done = invoke("grade", "relu.py", "second.py", "--jobs", lanes, "--allow-unsandboxed", "--json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert report["sandbox"]["level"] == "weak"
    assert "landlock" not in report["sandbox"]["walls"]


@pytest.mark.usefixtures("weak")
def test_check_grades_ones_own_work_and_warns_once(invoke: Invoke) -> None:
    done = invoke("check", "relu")
    assert done.exit_code == 0
    assert done.stderr.count("the walls around your code are weak here") == 1
