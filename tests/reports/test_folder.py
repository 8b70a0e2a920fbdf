"""``grade --out DIR``: four files that appear whole, replace their like and nothing else."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.test_grading import RIGHT, STEP_AT_ZERO, run

NAMES = ["report.csv", "report.html", "report.json", "report.xml"]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with one right and one wrong submission."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "alice.py").write_text(RIGHT)
    (tmp_path / "in" / "bob.py").write_text(STEP_AT_ZERO)
    return tmp_path


def test_every_format_is_written_beside_the_usual_output(work: Path) -> None:
    done = run("grade", "in", "--out", "new/out", cwd=work)
    assert done.returncode == 1
    assert "✓ alice" in done.stdout
    assert done.stderr == "Wrote report.json, report.csv, report.xml, report.html to new/out.\n"
    assert sorted(os.listdir(work / "new" / "out")) == ["journal.jsonl", *NAMES]
    page = (work / "new" / "out" / "report.html").read_text(encoding="utf-8")
    assert "The slope at z = 0 is taken as 1; the brief fixes it as 0." in page
    assert "relu_derivative(np.array([[0.]]))" in page
    assert "one_at_zero" in (work / "new" / "out" / "report.csv").read_text(encoding="utf-8-sig")


def test_json_on_stdout_is_the_file(work: Path) -> None:
    done = run("grade", "in", "--json", "--out", "out", cwd=work)
    assert done.stdout == (work / "out" / "report.json").read_text(encoding="utf-8")
    assert json.loads(done.stdout)["schema"] == 1


def test_an_earlier_report_is_replaced(work: Path) -> None:
    run("grade", "in", "--out", "out", cwd=work)
    (work / "in" / "bob.py").write_text(RIGHT)
    done = run("grade", "in", "--out", "out", cwd=work)
    assert done.returncode == 0, done.stderr
    assert "2 with full marks" in (work / "out" / "report.html").read_text(encoding="utf-8")
    assert sorted(os.listdir(work / "out")) == ["journal.jsonl", *NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_somebody_elses_file_is_not_replaced_and_is_found_before_grading(work: Path, name: str) -> None:
    (work / "out").mkdir()
    (work / "out" / name).write_text("my own notes\n")
    done = run("grade", "in", "--out", "out", cwd=work)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"out/{name} is there already and is no report of the kit's." in done.stderr
    assert "--force" in done.stderr
    assert os.listdir(work / "out") == [name]
    assert (work / "out" / name).read_text() == "my own notes\n"
    forced = run("grade", "in", "--out", "out", "--force", cwd=work)
    assert forced.returncode == 1, forced.stderr
    assert "my own notes" not in (work / "out" / name).read_text(encoding="utf-8")


def test_a_link_is_not_followed(work: Path) -> None:
    (work / "out").mkdir()
    (work / "precious").write_text("")
    (work / "out" / "report.csv").symlink_to(work / "precious")
    assert run("grade", "in", "--out", "out", cwd=work).returncode == 2
    assert run("grade", "in", "--out", "out", "--force", cwd=work).returncode == 1
    assert (work / "precious").read_text() == ""
    assert not (work / "out" / "report.csv").is_symlink()


@pytest.mark.parametrize("target", ["in/alice.py", "in/alice.py/deeper"])
def test_a_folder_that_cannot_be_made_is_said_before_grading(work: Path, target: str) -> None:
    done = run("grade", "in", "--out", target, cwd=work)
    assert done.returncode == 2
    assert done.stdout == ""
    assert target in done.stderr


def test_a_folder_in_the_place_of_a_file_is_said(work: Path) -> None:
    (work / "out" / "report.xml").mkdir(parents=True)
    done = run("grade", "in", "--out", "out", "--force", cwd=work)
    assert done.returncode == 2
    assert "out/report.xml is a folder." in done.stderr


def test_files_have_the_permissions_new_files_get(work: Path) -> None:
    mask = os.umask(0o027)
    try:
        run("grade", "in", "--out", "out", cwd=work)
    finally:
        os.umask(mask)
    assert {stat.S_IMODE((work / "out" / name).stat().st_mode) for name in NAMES} == {0o640}


def test_a_submission_without_exercises_is_mentioned_in_every_format(work: Path) -> None:
    for name in ("a", "b"):
        (work / "in" / "carol").mkdir(exist_ok=True)
        (work / "in" / "carol" / f"{name}.py").write_text("x = 1\n")
    run("grade", "in", "--out", "out", cwd=work)
    for name in NAMES:
        assert "carol" in (work / "out" / name).read_text(encoding="utf-8")
    assert '"carol","in/carol","","not_attempted",0.0,0.0' in (work / "out" / "report.csv").read_text("utf-8-sig")


IMPORTS_JINJA = """
import sys
from grader.__main__ import main
try:
    main()
except SystemExit:
    print("jinja2" in sys.modules)
"""


def test_jinja2_is_imported_for_reports_only(work: Path) -> None:
    for arguments, imported in ((["grade", "in"], "False"), (["grade", "in", "--out", "out"], "True")):
        command = [sys.executable, "-P", "-c", IMPORTS_JINJA, *arguments]
        assert subprocess.check_output(command, cwd=work, text=True).splitlines()[-1] == imported
