"""``grade --out DIR``: files that appear whole, replace their like and nothing else, and are written as a stream."""

from __future__ import annotations

import gc
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.catalogue import Catalogue
from grader.errors import UsageError
from grader.report import SubmissionReport
from grader.reports.folder import write_reports
from tests.commands.test_grading import RIGHT, STEP_AT_ZERO, run
from tests.reports.classes import ReadAnew, exercise, report, submission

NAMES = ["report.csv", "report.html", "report.json", "report.xml"]
FOLDERS = ["candidates", "feedback"]


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
    assert done.stderr == "Wrote report.json, report.csv, report.xml, report.html, candidates, feedback to new/out.\n"
    assert sorted(os.listdir(work / "new" / "out")) == [*FOLDERS, "journal.jsonl", *NAMES]
    assert sorted(os.listdir(work / "new" / "out" / "candidates")) == ["alice.html", "bob.html"]
    assert sorted(os.listdir(work / "new" / "out" / "feedback")) == ["alice.md", "bob.md"]
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
    assert sorted(os.listdir(work / "out")) == [*FOLDERS, "journal.jsonl", *NAMES]


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
    files = [path for path in (work / "out").rglob("*") if path.is_file()]
    assert len(files) == len(NAMES) + 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o640}


def test_a_submission_without_exercises_is_mentioned_in_every_format(work: Path) -> None:
    for name in ("a", "b"):
        (work / "in" / "carol").mkdir(exist_ok=True)
        (work / "in" / "carol" / f"{name}.py").write_text("x = 1\n")
    run("grade", "in", "--out", "out", cwd=work)
    for name in NAMES:
        assert "carol" in (work / "out" / name).read_text(encoding="utf-8")
    assert '"carol","in/carol","","not_attempted",0.0,0.0' in (work / "out" / "report.csv").read_text("utf-8-sig")


# --- what is written, without grading


def write(folder: Path, *names: str, force: bool = False) -> None:
    run_of_few = report(*(submission(name, exercise(5)) for name in names))
    write_reports(run_of_few, Catalogue(()), folder, overwrite=force)


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.parent != folder)


def test_pages_of_who_is_gone_are_removed_and_nothing_else_is(tmp_path: Path) -> None:
    write(tmp_path, "alice", "bob")
    (tmp_path / "candidates" / "notes.txt").write_text("mine")
    write(tmp_path, "bob")
    assert tree(tmp_path) == ["candidates/bob.html", "candidates/notes.txt", "feedback/bob.md"]


@pytest.mark.parametrize("name", ["candidates/bob.html", "candidates/other.html", "feedback/bob.md"])
def test_somebody_elses_page_is_not_replaced(tmp_path: Path, name: str) -> None:
    write(tmp_path, "bob")
    (tmp_path / name).write_text("my own page")
    with pytest.raises(UsageError, match=rf"{name} is there already and is no report of the kit's\."):
        write(tmp_path, "bob")
    write(tmp_path, "bob", force=True)
    assert ("my own page" in (tmp_path / name).read_text(encoding="utf-8")) == ("other" in name)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_pages_is_no_link_and_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to(tmp_path / "elsewhere")
    for kind in ("link", "file"):
        with pytest.raises(UsageError, match=f"{name} is a {kind}. Move it away"):
            write(tmp_path / "out", "bob", force=True)
        (tmp_path / "out" / name).unlink()
        (tmp_path / "out" / name).touch()
    assert os.listdir(tmp_path / "elsewhere") == []


def test_a_page_that_is_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "out", "bob")
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "out" / "candidates" / "bob.html").unlink()
    (tmp_path / "out" / "candidates" / "bob.html").symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError):
        write(tmp_path / "out", "bob")
    write(tmp_path / "out", "bob", force=True)
    assert (tmp_path / "precious").read_text() == "mine"


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "out", "../../x", "/etc/passwd", "..", "a/../../b", "report")
    assert os.listdir(tmp_path) == ["out"]
    files = ["a_.._.._b", "candidate", "etc_passwd", "report", "x"]
    expected = [*(f"candidates/{name}.html" for name in files), *(f"feedback/{name}.md" for name in files)]
    assert tree(tmp_path / "out") == expected


def test_names_alike_have_a_page_each(tmp_path: Path) -> None:
    write(tmp_path, "bob", "Bob", "bob")
    assert tree(tmp_path)[:3] == ["candidates/Bob-2.html", "candidates/bob-3.html", "candidates/bob.html"]
    links = re.findall(r'href="(candidates/.*?)"', (tmp_path / "report.html").read_text(encoding="utf-8"))
    assert links[-3:] == ["candidates/bob.html", "candidates/Bob-2.html", "candidates/bob-3.html"]


def test_a_run_of_nobody_can_be_written(tmp_path: Path) -> None:
    write(tmp_path)
    assert json.loads((tmp_path / "report.json").read_bytes())["submissions"] == []
    assert "0 submissions" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ElementTree.parse(tmp_path / "report.xml").getroot().get("tests") == "0"


class Counted(ReadAnew):
    """Makes each submission when it is asked for, and counts how many there are at the time."""

    def __iter__(self) -> Iterator[SubmissionReport]:
        self.passes.append(1)
        for number in range(12):
            yield submission(f"candidate {number}", exercise(5))
            alive = sum(isinstance(one, SubmissionReport) for one in gc.get_objects())
            self.passes.append(-alive)

    def __len__(self) -> int:
        return 12


def test_results_are_gone_over_twice_and_never_held(tmp_path: Path) -> None:
    gc.collect()
    before = sum(isinstance(one, SubmissionReport) for one in gc.get_objects())
    seen: list[int] = []
    write_reports(Counted(report(), seen), Catalogue(()), tmp_path)
    assert seen.count(1) == 2
    alive = [-number - before for number in seen if number <= 0]
    assert len(alive) == 24
    assert max(alive) <= 2
    assert len(json.loads((tmp_path / "report.json").read_bytes())["submissions"]) == 12


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
