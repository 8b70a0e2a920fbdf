"""`check` and `grade` as a person runs them: what is printed, the exit codes, and bad input of every kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

RIGHT = """import numpy as np
def relu(z): return np.maximum(0, z)
def relu_derivative(z): return (z > 0).astype(float)
"""
STEP_AT_ZERO = RIGHT.replace("z > 0", "z >= 0")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in ``cwd``."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "grader", *arguments],
        cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a candidate's folder with a right relu, and a wrong one in another file."""
    (tmp_path / "relu.py").write_text(RIGHT)
    (tmp_path / "wrong.py").write_text(STEP_AT_ZERO)
    return tmp_path


def test_check_by_exercise_by_function_and_by_file(work: Path) -> None:
    for name in ("relu", "relu_derivative", "relu.py"):
        done = run("check", name, cwd=work)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "10/10 passed" in done.stdout


def test_a_typical_mistake_is_named(work: Path) -> None:
    done = run("check", "wrong.py", cwd=work)
    assert done.returncode == 1
    assert "relu_derivative(np.array([[0.]])) is off at [0, 0]: expected 0, got 1" in done.stdout
    assert "Looks like: The slope at z = 0 is taken as 1" in done.stdout


def test_check_without_a_name_grades_what_is_begun(work: Path) -> None:
    done = run("check", cwd=work)
    assert done.returncode == 1
    assert "── relu.py ──" in done.stdout
    assert "── wrong.py ──" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "nonsense"), "No exercise or function is called 'nonsense'."),
        (("check", "relu_derivativ"), "Did you mean relu_derivative"),
        (("check", "tanh"), "No file here holds the exercise tanh"),
        (("check", "absent.py"), "There is no file absent.py here."),
        (("grade", "absent.py"), "absent.py does not exist."),
        (("grade", "--exercise", "nonsense", "relu.py"), "No exercise or function is called 'nonsense'."),
    ],
)
def test_a_wrong_name_is_one_sentence_and_exit_code_2(work: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments, cwd=work)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_bad_files_cost_themselves_only(tmp_path: Path) -> None:
    files = {
        "binary.py": os.urandom(200) + b"\0",
        "huge.py": b"#" * (50 << 20),
        "syntax.py": b"def relu(z:\n    return z\n",
        "loop.py": RIGHT.encode() + b"while True: pass\n",
        "none.py": b"def relu(z): pass\ndef relu_derivative(z): pass\n",
        "broken.ipynb": b'{"cells": [',
        "raises.py": RIGHT.encode() + b"raise ValueError('at import')\n",
        "exits.py": RIGHT.encode() + b"import sys; sys.exit()\n",
        "asks.py": RIGHT.encode() + b"input('name? ')\n",
        "missing_package.py": b"import no_such_package\n" + RIGHT.encode(),
        "right.py": RIGHT.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "empty").mkdir()
    done = run("grade", ".", "gone.py", "empty", "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert "gone.py does not exist." in done.stderr
    assert "empty holds no .py file and no notebook" in done.stderr
    report = json.loads(done.stdout)
    found = {s["name"]: (s["exercises"][0]["verdict"], s["exercises"][0]["message"]) for s in report["submissions"]}
    expected = {
        "binary": ("not_gradable", "binary.py is a binary file"),
        "huge": ("not_gradable", "huge.py holds more than 1 MB, the most that is read"),
        "syntax": ("not_gradable", "syntax.py, line 1: '(' was never closed: `def relu(z:`."),
        "loop": ("timed_out", "Running the file took longer than 10 s and was stopped."),
        "none": ("failed", ""),
        "broken": ("not_gradable", "broken.ipynb is not a notebook: it is not valid JSON."),
        "raises": ("not_gradable", "The file cannot be imported: ValueError: at import (raises.py, line 4"),
        "exits": ("passed", ""),
        "asks": ("not_gradable", "The file asks for keyboard input while it is imported"),
        "missing_package": (
            "not_gradable",
            "The file imports a package that is not available here: ModuleNotFoundError: No module",
        ),
        "right": ("passed", ""),
    }
    assert {name: verdict for name, (verdict, _) in found.items()} == {name: v for name, (v, _) in expected.items()}
    for name, (_, message) in expected.items():
        assert found[name][1].startswith(message), found[name][1]
    none = next(s for s in report["submissions"] if s["name"] == "none")["exercises"][0]["checks"][0]
    assert "is None; expected a numpy array" in none["message"]
    assert "Is a return statement missing?" in none["message"]


def test_the_checks_after_a_hang_and_a_crash_still_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import os\nimport numpy as np\ndef relu(z):\n    if z.size == 1: os._exit(7)\n    return np.maximum(0, z)\n"
        "def relu_derivative(z): return (z > 0).astype(float)\n"
    )
    exercise = json.loads(run("grade", "a.py", "--json", cwd=tmp_path).stdout)["submissions"][0]["exercises"][0]
    assert exercise["verdict"] == "crashed"
    assert "exit code 7" in exercise["message"]
    assert exercise["score"] == 6  # all of relu_derivative


def test_the_json_report_has_the_published_schema_exactly(work: Path) -> None:
    report = json.loads(run("grade", "wrong.py", "--json", cwd=work).stdout)
    assert list(report) == ["schema", "kit", "sandbox", "submissions"]
    assert report["schema"] == 1
    assert list(report["sandbox"]) == ["level", "walls"]
    submission = report["submissions"][0]
    assert list(submission) == ["name", "source", "score", "max_score", "exercises"]
    exercise = submission["exercises"][0]
    assert list(exercise) == [
        "name",
        "score",
        "max_score",
        "seconds",
        "verdict",
        "message",
        "checks",
        "mistakes",
        "printed",
    ]
    check = next(c for c in exercise["checks"] if c["status"] == "failed")
    assert list(check) == ["name", "title", "function", "status", "points", "max_points", "message", "counterexample"]
    assert check["counterexample"] == {
        "call": "relu_derivative(np.array([[0.]]))",
        "expected": "[[0.]]",
        "got": "[[1.]]",
        "index": [0, 0],
    }
    assert exercise["mistakes"] == [
        {
            "name": "one_at_zero",
            "function": "relu_derivative",
            "says": "The slope at z = 0 is taken as 1; the brief fixes it as 0.",
        }
    ]


def test_lanes_give_the_same_report_in_the_same_order(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"s{number:02}.py").write_text(RIGHT if number % 3 else STEP_AT_ZERO)

    def report(lanes: str) -> list[dict[str, object]]:
        submissions = json.loads(run("grade", ".", "--jobs", lanes, "--json", cwd=tmp_path).stdout)["submissions"]
        for submission in submissions:
            for exercise in submission["exercises"]:
                del exercise["seconds"]
        return submissions

    assert report("1") == report("3")


def test_a_folder_is_a_line_each_and_totals(work: Path) -> None:
    (work / "relu.py").rename(work / "alice.py")
    done = run("grade", ".", cwd=work)
    assert "✓ alice" in done.stdout
    assert "✗ wrong" in done.stdout
    assert "2 submissions, 1 with full marks, mean score 95 %" in done.stdout


def test_the_users_own_pytest_settings_do_not_matter(work: Path) -> None:
    (work / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (work / "conftest.py").write_text("raise SystemExit('a conftest was imported')\n")
    (work / "numpy.py").write_text("raise SystemExit('a file of the folder was imported as numpy')\n")
    done = run("check", "relu", cwd=work, PYTEST_ADDOPTS="--collect-only", PYTEST_PLUGINS="no_such_plugin")
    assert done.returncode == 0, done.stdout + done.stderr


def test_prints_and_plots_at_the_top_of_a_file_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(RIGHT + "print('at the top')\nif __name__ == '__main__':\n    raise SystemExit(3)\n")
    done = run("grade", "a.py", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["submissions"][0]["exercises"][0]["printed"] == "at the top\n"


def test_colour_only_where_it_is_wanted(work: Path) -> None:
    assert "\x1b[" not in run("check", "relu", cwd=work).stdout
    assert "\x1b[" in run("check", "relu", cwd=work, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", "relu", cwd=work, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_escape_sequences_from_a_candidate_never_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "print('\\x1b[2J\\u202eevil')\n"
        "def relu(z): raise ValueError('\\x1b]0;title\\x07')\n"
        "def relu_derivative(z): return z\n"
    )
    done = run("grade", "a.py", cwd=tmp_path)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "\x07" not in done.stdout


def test_the_largest_size_is_an_option_and_a_variable(work: Path) -> None:
    (work / "relu.py").write_text(RIGHT + "#" * 3000)
    for arguments, environment in (
        (("check", "relu", "--max-size", "2kB"), {}),
        (("grade", "relu.py", "--max-size=2kB"), {}),
        (("grade", "relu.py"), {"GRADLINGS_MAX_SIZE": "2kB"}),
    ):
        done = run(*arguments, cwd=work, **environment)
        assert done.returncode == 1
        assert "relu.py holds more than 2 kB" in " ".join(done.stdout.split())
    assert run("check", "relu", "--max-size", "4kB", cwd=work).returncode == 0
    done = run("grade", "relu.py", "--max-size", "lots", cwd=work)
    assert done.returncode == 2
    assert "'lots' is not a size. Write 500kB, 2MB, or a number of bytes." in done.stderr


def test_an_archive_is_graded_like_a_folder_and_a_damaged_one_costs_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("alice/relu.py", RIGHT)
        archive.writestr("bob/relu.py", STEP_AT_ZERO)
        archive.writestr("../evil.py", RIGHT)
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04")
    done = run("grade", "class.zip", "damaged.zip", "--json", cwd=tmp_path)
    assert done.returncode == 1
    found = {s["name"]: (s["source"], s["exercises"][0]) for s in json.loads(done.stdout)["submissions"]}
    assert {name: exercise["verdict"] for name, (_, exercise) in found.items()} == {
        "alice": "passed", "bob": "failed", "class": "not_gradable", "damaged": "not_gradable",
    }  # fmt: skip
    assert found["alice"][0] == "class.zip/alice"
    assert "../evil.py in class.zip is not read" in found["class"][1]["message"]
    assert "damaged.zip cannot be read as a zip" in found["damaged"][1]["message"]
