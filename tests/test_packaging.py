"""The wheel: grader/ alone at its top level, content inside, and the main job runs from it without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout's sources."""
    source = tmp_path_factory.mktemp("source") / "gradlings"
    ignored = shutil.ignore_patterns(".git", ".venv*", "__pycache__", "tests", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=ignored)
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=source, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_top_level_is_grader_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert top - {name for name in top if name.endswith(".dist-info")} == {"grader"}


def test_every_exercise_is_inside_with_all_its_files(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("exercises", "solutions"):
        for path in [*(ROOT / folder).glob("*/*.*"), *(ROOT / folder).glob("*/variants/*.*")]:
            assert f"grader/{path.relative_to(ROOT).as_posix()}" in names
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "grader" / "reports" / "pages").iterdir()}
    assert {"grader/py.typed", "grader/reports/pages/layout.html.jinja", *pages} <= names


def test_the_main_job_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    shutil.copy(ROOT / "examples" / "bias_averaged.py", work)
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", *arguments]
        return subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)

    where = run("-c", "import grader.content as c; print(c.__file__, c.own_bank().solutions)").stdout.split()
    assert all(place.startswith(str(site)) for place in where)
    graded = run("-m", "grader", "grade", "bias_averaged.py")
    assert graded.returncode == 1, graded.stderr
    assert "Looks like: The bias gradients are averaged over the batch" in graded.stdout
    exported = run("-m", "grader", "export", "--all", "-o", "notebooks")
    assert exported.returncode == 0, exported.stderr
    assert len(list((work / "notebooks").glob("*.ipynb"))) == 12


def test_an_editable_install_leaves_no_copy_of_the_content_behind(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*install, "--target", str(site), "-e", str(ROOT)], check=True, capture_output=True)
    left = [path.name for path in site.iterdir() if path.name not in ("bin", "__pycache__")]
    assert all(name.endswith((".dist-info", ".pth")) for name in left), left
