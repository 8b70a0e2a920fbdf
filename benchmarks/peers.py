"""How fast nbgrader, otter, gradlings and plain pytest grade the same submissions with the same assertions.

    python benchmarks/peers.py [--submissions 12] [--rounds 3]

One run, one machine, the programs in turn. The exercise is relu; three submissions in four are right, one has the
slope at zero wrong. nbgrader and otter run them in kernels, and plain pytest imports them into one session that
isolates nothing; all three carry out the checks of the kit's own hidden suite, by direct calls. Every program must come
to the same scores, or nothing is printed. gradlings alone reads notebooks that it does not trust, isolates each
submission, and names the mistake.

What is compared is the time that one submission more takes: a run over many minus a run over few, divided by the
difference. So starting the program counts for none of them. gradlings and pytest are held to one processor, then to
two; one pytest session has no use for the second, two side by side have. Run it from an environment where gradlings is
installed with its extra `test`, not editable.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grader.catalogue import load_catalogue
from grader.platforms.document import cell, document
from grader.platforms.nbgrader import CONFIGURATION, LINES, source_notebook

FEW = 4  # submissions of the run that is subtracted; a multiple of four, as the mix is
MORE = 16  # times as many submissions for the two that are fast
LIMIT_PEERS, LIMIT_PYTEST = 30.0, 1.3

RIGHT = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
WRONG = RIGHT.replace("z > 0", "z >= 0")
SCORES = (10.0, 10.0, 10.0, 9.0)  # of the mix, in turn

CHECKS = '''"""The hidden suite of relu by direct calls, in whatever process the submission is in."""

import importlib.util

from grader.boundary.invoke import invoke
from grader.suite.checks import spec_of


def load(path):
    spec = importlib.util.spec_from_file_location("loaded", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Record:
    def __init__(self, function, outcome):
        if outcome.error is not None:
            raise outcome.error
        self.function, self.value = function, outcome.value
        self.changed, self.warnings = outcome.changed, outcome.warnings


class Unprotected:
    def __init__(self, names):
        self._names = names

    def __getattr__(self, name):
        return self._names[name]

    def call(self, name, *args, **kwargs):
        return Record(name, invoke(self._names[name], list(args), kwargs))


SUITE = {{name: test for name, test in vars(load({suite!r})).items() if name.startswith("test_")}}
REFERENCE = load({solution!r})


def check(name, names):
    test = SUITE[name]
    wanted = test.__code__.co_varnames[: test.__code__.co_argcount]
    fixtures = {{"candidate": Unprotected(names), "reference": REFERENCE}}
    test(**{{fixture: fixtures[fixture] for fixture in wanted}})


def points(function, names):
    total = 0.0
    for name, test in SUITE.items():
        spec = spec_of(test)
        if spec.function != function:
            continue
        try:
            check(name, names)
        except Exception:
            continue
        total += spec.points
    return total
'''

PYTEST = '''"""The hidden suite as it is, every submission in one session."""

import pytest
from checks import REFERENCE, SUITE, Unprotected, load

PATHS = {paths!r}


@pytest.fixture(params=[vars(load(path)) for path in PATHS], ids=range(len(PATHS)))
def candidate(request):
    return Unprotected(request.param)


@pytest.fixture(scope="session")
def reference():
    return REFERENCE


globals().update(SUITE)
'''

OTTER_LOOP = """
import json, sys
from otter.api import grade_submission
print("SCORES", json.dumps([grade_submission(path, sys.argv[1], quiet=True).total for path in sys.argv[2:]]))
"""

GRADEBOOK = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    submissions = sorted(book.assignment_submissions("hw"), key=lambda submission: submission.student.id)
    print("SCORES", json.dumps([submission.score for submission in submissions]))
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program under test: ``run`` grades the first n submissions and returns the seconds and the scores."""

    name: str
    many: int
    run: Callable[[int], tuple[float, Sequence[float]]]


def mix(count: int) -> list[str]:
    """Return submissions, right ones and wrong ones."""
    return [WRONG if number % 4 == 3 else RIGHT for number in range(count)]


class Bench:
    """The folder in which everything is laid out, for up to ``most`` submissions."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._exercise = load_catalogue()["relu"]
        self._environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # nbgrader calls alembic
            "PYTHONPATH": str(folder),
            "PYTHONWARNINGS": "ignore",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        text = CHECKS.format(suite=str(self._exercise.suite_path), solution=str(self._exercise.solution_path))
        (folder / "checks.py").write_text(text)
        self._texts = mix(most)

    def gradlings(self, jobs: int) -> Callable[[int], tuple[float, Sequence[float]]]:
        """Return ``gradlings grade`` over a folder of notebooks, on as many lanes as processors."""

        def run(count: int) -> tuple[float, Sequence[float]]:
            folder = self._fresh("gradlings")
            for number, text in enumerate(self._texts[:count]):
                notebook = document([cell("markdown", "brief", "relu"), cell("code", "work", text)])
                (folder / f"s{number:04}.ipynb").write_text(notebook)
            command = [sys.executable, "-P", "-m", "grader", "grade", str(folder), "--json", "-j", str(jobs)]
            seconds, out = self._timed(command, folder, processors=jobs)
            report = json.loads(out)
            return seconds, [s["score"] for s in sorted(report["submissions"], key=lambda s: s["name"])]

        return run

    def pytest(self, processes: int, processors: int) -> Callable[[int], tuple[float, Sequence[float]]]:
        """Return plain pytest: one session, or several side by side with a part of the submissions each."""

        def run(count: int) -> tuple[float, Sequence[float]]:
            folder = self._fresh("pytest")
            paths = [folder / f"s{number:04}.py" for number in range(count)]
            for path, text in zip(paths, self._texts, strict=False):
                path.write_text(text)
            tests = [folder / f"test_part{part}.py" for part in range(processes)]
            for part, test in enumerate(tests):
                test.write_text(PYTEST.format(paths=[str(path) for path in paths[part::processes]]))
            command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider"]
            began = time.perf_counter()
            running = [self._start([*command, str(test)], folder, processors) for test in tests]
            outs = [process.communicate()[0] for process in running]
            seconds = time.perf_counter() - began
            failed = sum(int(found[1]) for out in outs if (found := re.search(r"(\d+) failed", out)))
            passed = sum(int(found[1]) for out in outs if (found := re.search(r"(\d+) passed", out)))
            wrong = sum(text == WRONG for text in self._texts[:count])
            if failed != wrong or passed != count * 8 - wrong:
                raise SystemExit(f"pytest: {passed} passed and {failed} failed\n{outs[0][-2000:]}")
            return seconds, self.scores(count)

        return run

    def nbgrader(self, *, outside: bool) -> Callable[[int], tuple[float, Sequence[float]]]:
        """Return ``nbgrader autograde``: with assertions in its kernels, or with the kit's preprocessor."""
        course = self._folder / ("nbgrader-outside" if outside else "nbgrader")

        def prepare() -> None:
            (course / "source" / "hw").mkdir(parents=True)
            notebook = nbformat.reads(source_notebook(self._exercise), as_version=4)
            for part in notebook.cells if not outside else ():
                if part.id.endswith("-checks"):
                    function = part.id.removesuffix("-checks")
                    part.source = f"from checks import points\n\npoints({function!r}, globals())"
                    del part.metadata.nbgrader["checksum"]
            nbformat.write(notebook, course / "source" / "hw" / "relu.ipynb")
            (course / CONFIGURATION).write_text("\n".join(LINES) if outside else "c = get_config()\n")
            self._timed([sys.executable, "-P", "-m", "nbgrader", "generate_assignment", "hw"], course)

        def run(count: int) -> tuple[float, Sequence[float]]:
            if not course.exists():
                prepare()
            for name in ("submitted", "autograded"):
                shutil.rmtree(course / name, ignore_errors=True)
            for number, text in enumerate(self._texts[:count]):
                node = nbformat.read(course / "release" / "hw" / "relu.ipynb", as_version=4)
                next(part for part in node.cells if "def relu(" in part.source).source = text
                path = course / "submitted" / f"s{number:04}" / "hw" / "relu.ipynb"
                path.parent.mkdir(parents=True)
                nbformat.write(node, path)
            seconds, _ = self._timed([sys.executable, "-P", "-m", "nbgrader", "autograde", "hw"], course)
            _, out = self._timed([sys.executable, "-P", "-c", GRADEBOOK], course)
            return seconds, _scores(out)[:count]

        return run

    def otter(self) -> Callable[[int], tuple[float, Sequence[float]]]:
        """Return otter's own function for grading one submission, called in a loop: its start counts once."""
        work = self._folder / "otter"

        def prepare() -> None:
            work.mkdir()
            tests = [
                f'""" # BEGIN TEST CONFIG\npoints: {points:g}\nhidden: true\n""" # END TEST CONFIG\n'
                f"def {name}(env):\n    import checks\n    checks.check({name!r}, env)"
                for name, points in self._checks()
            ]
            cells = [
                cell("raw", "config", "# ASSIGNMENT CONFIG\nexport_cell: false\ntests:\n    ok_format: false"),
                cell("raw", "question", "# BEGIN QUESTION\nname: relu\npoints: 10\ncheck_cell: false"),
                cell("raw", "solution", "# BEGIN SOLUTION"),
                cell("code", "work", RIGHT),
                cell("raw", "solution-end", "# END SOLUTION"),
                cell("raw", "tests", "# BEGIN TESTS"),
                *(cell("code", f"test-{number}", test) for number, test in enumerate(tests)),
                cell("raw", "tests-end", "# END TESTS"),
                cell("raw", "end", "# END QUESTION"),
            ]
            (work / "hw.ipynb").write_text(document(cells))
            self._timed([sys.executable, "-P", "-m", "otter", "assign", "hw.ipynb", "dist"], work)

        def run(count: int) -> tuple[float, Sequence[float]]:
            if not work.exists():
                prepare()
            (autograder,) = (work / "dist" / "autograder").glob("*.zip")
            folder = self._fresh("otter-submissions")
            paths = []
            for number, text in enumerate(self._texts[:count]):
                paths.append(str(folder / f"s{number:04}.ipynb"))
                Path(paths[-1]).write_text(document([cell("code", "work", text)]))
            seconds, out = self._timed([sys.executable, "-P", "-c", OTTER_LOOP, str(autograder), *paths], work)
            return seconds, _scores(out)

        return run

    def scores(self, count: int) -> list[float]:
        """Return what the first submissions are worth."""
        return [SCORES[number % len(SCORES)] for number in range(count)]

    def _checks(self) -> list[tuple[str, float]]:
        from grader.authoring.completeness import checks_of

        return [(name, check.points) for name, check in checks_of(self._exercise).items() if check is not None]

    def _fresh(self, name: str) -> Path:
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def _timed(self, command: Sequence[str], folder: Path, processors: int = 0) -> tuple[float, str]:
        began = time.perf_counter()
        process = self._start(command, folder, processors)
        out, errors = process.communicate()
        seconds = time.perf_counter() - began
        if process.returncode not in (0, 1):
            raise SystemExit(
                f"{' '.join(command[:5])} ended with {process.returncode}\n{out[-2000:]}\n{errors[-2000:]}"
            )
        return seconds, out

    def _start(self, command: Sequence[str], folder: Path, processors: int = 0) -> subprocess.Popen[str]:
        def bind() -> None:
            if processors:
                os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])

        return subprocess.Popen(
            command, cwd=folder, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", preexec_fn=bind,
        )  # fmt: skip


def per_submission(program: Program, bench: Bench) -> float:
    """Return the seconds that one submission more takes."""
    times = []
    for count in (FEW, program.many):
        seconds, scores = program.run(count)
        if list(scores) != bench.scores(count):
            raise SystemExit(f"{program.name} gave other scores: {list(scores)}")
        times.append(seconds)
    return (times[1] - times[0]) / (program.many - FEW)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Submissions per second of nbgrader, otter, gradlings and pytest.")
    parser.add_argument("--submissions", type=int, default=12, help="for nbgrader and otter; a multiple of 4, above 4")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    few, many = options.submissions, options.submissions * MORE
    if len(os.sched_getaffinity(0)) < 2:
        parser.error("two processors are needed")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder).resolve(), many)
        programs = [
            Program("nbgrader", few, bench.nbgrader(outside=False)),
            Program("otter", few, bench.otter()),
            Program("gradlings, 1 core", many, bench.gradlings(1)),
            Program("one pytest session, 1 core", many, bench.pytest(1, 1)),
            Program("gradlings, 2 cores", many, bench.gradlings(2)),
            Program("one pytest session, 2 cores", many, bench.pytest(1, 2)),
            Program("two pytest sessions, 2 cores", many, bench.pytest(2, 2)),
            Program("nbgrader with gradlings' lines", few, bench.nbgrader(outside=True)),
        ]
        rounds = [{program.name: per_submission(program, bench) for program in programs} for _ in range(options.rounds)]
    _print(programs, rounds)


def _print(programs: Sequence[Program], rounds: Sequence[Mapping[str, float]]) -> None:
    packages = ("nbgrader", "otter-grader", "pytest", "numpy", "gradlings")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    print(f"{versions}; Python {platform.python_version()}, median of {len(rounds)} rounds")
    print(f"{'':<34}{'N':>5}{'ms per submission':>20}{'submissions per s':>20}")
    for program in programs:
        seconds = statistics.median(found[program.name] for found in rounds)
        print(f"{program.name:<34}{program.many:>5}{1e3 * seconds:>20.1f}{1 / seconds:>20.2f}")

    def ratio(one: str, other: str) -> float:
        return statistics.median(found[one] / found[other] for found in rounds)

    print("\nsubmissions per second")
    for peer in ("nbgrader", "otter"):
        print(f"  gradlings, 2 cores / {peer:<28} {ratio(peer, 'gradlings, 2 cores'):7.1f}  (at least {LIMIT_PEERS:g})")
    lines = ratio("nbgrader", "nbgrader with gradlings' lines")
    print(f"  nbgrader with gradlings' lines / nbgrader         {lines:7.1f}")
    print("time per submission")
    for cores in ("1 core", "2 cores"):
        found = ratio(f"gradlings, {cores}", f"one pytest session, {cores}")
        print(f"  gradlings / one pytest session, {cores:<17} {found:7.2f}  (at most {LIMIT_PYTEST:g})")
    found = ratio("gradlings, 2 cores", "two pytest sessions, 2 cores")
    print(f"  gradlings / two pytest sessions, 2 cores          {found:7.2f}")


def _scores(out: str) -> list[float]:
    line = next(line for line in out.splitlines() if line.startswith("SCORES"))
    found: list[float] = json.loads(line.removeprefix("SCORES"))
    return found


if __name__ == "__main__":
    main()
