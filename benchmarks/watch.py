"""How long it takes from a save to the verdict on the screen, and what that is compared with.

    python benchmarks/watch.py

Times are medians; ratios are medians of the ratios of pairs measured in turn in this run. Needs pexpect, which the
`test` extra brings, and an environment where gradlings is installed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pexpect

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.grading.engine import ExerciseRun
from grader.practice.layout import lay_out
from grader.practice.watch.detection import Detection
from grader.practice.watch.events import Inotify, Source, Watchfiles
from grader.practice.watch.session import Graded, Opening, Ready, Session, Work
from grader.submissions.attempts import SourceFile, attempt, read_source
from grader.submissions.reading import File

Answer = TypeVar("Answer")

GRADLINGS = shutil.which("gradlings", path=str(Path(sys.executable).parent)) or "gradlings"
ROUNDS = 30
RIGHT = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
WRONG = RIGHT.replace("z > 0", "z >= 0")
VARIANTS = {"right": (RIGHT, b"10/10 done"), "one mistake": (WRONG, b"9/10 not yet")}


def main() -> None:
    """Print everything."""
    catalogue = load_catalogue()
    print("from a save to the verdict on the screen (relu)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "practice"
        lay_out(folder, catalogue, "py")
        saves_to_verdicts(folder)
        first_screen(folder)
    print("\nchecked by the session held open / the same tests called one by one, same worker, no pytest")
    for name in ("relu", "tanh", "backward_propagation"):
        held_open(catalogue, catalogue[name])
    print("\nfrom a save to its being noticed")
    noticed("inotify, as used on Linux", lambda: Inotify(), limit=10)
    noticed("watchfiles, as used elsewhere (step 2 ms)", lambda: Watchfiles(), limit=10)
    watchfiles_by_default()


def saves_to_verdicts(folder: Path) -> None:
    """Save in turn what is right and what is not, in a terminal, and measure until the verdict is written there."""
    relu = folder / "01_relu.py"
    child = pexpect.spawn(GRADLINGS, cwd=str(folder), dimensions=(24, 80), env={**os.environ, "NO_COLOR": "1"})
    try:
        child.expect_exact("not begun")
        time.sleep(2)
        times: dict[str, list[float]] = {what: [] for what in VARIANTS}
        cold: dict[str, list[float]] = {what: [] for what in VARIANTS}
        for number in range(ROUNDS):
            for what, (source, seen) in VARIANTS.items():
                text = f"# {number}\n{source}"
                began = time.perf_counter()
                relu.write_text(text)
                child.expect_exact(seen)
                times[what].append(time.perf_counter() - began)
                if number % 3 == 0:
                    cold[what].append(seconds_of_check(folder))
    finally:
        child.close(force=True)
    for what in VARIANTS:
        median, once = statistics.median(times[what]), statistics.median(cold[what])
        slow = sorted(times[what])[int(0.9 * ROUNDS)]
        print(
            f"  {what:<14} median {1e3 * median:6.1f} ms  nine of ten under {1e3 * slow:6.1f} ms  (limit 100 ms)"
            f"  a cold check {1e3 * once:6.0f} ms, ratio {median / once:.2f}"
        )


def seconds_of_check(folder: Path) -> float:
    """Return how long `gradlings check relu` takes."""
    began = time.perf_counter()
    subprocess.run([GRADLINGS, "check", "relu"], cwd=folder, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def first_screen(folder: Path) -> None:
    """Measure from the command to its first screen, and to being ready to check."""
    shown = []
    for _ in range(10):
        began = time.perf_counter()
        child = pexpect.spawn(GRADLINGS, cwd=str(folder), dimensions=(24, 80))
        child.expect_exact("quit")
        shown.append(time.perf_counter() - began)
        child.close(force=True)
    print(f"  first screen   median {1e3 * statistics.median(shown):6.1f} ms  (limit 300 ms)")


def held_open(catalogue: Catalogue, exercise: Exercise) -> None:
    """Compare the session with calling the tests of its suite one by one."""
    source = f"{exercise.given}\n{exercise.solution_path.read_text()}"
    with Session(Opening(catalogue, [exercise.name])) as session, Zygote() as zygote:
        wait_for(session, Ready)
        host = Host(zygote)
        direct = direct_checks(exercise)
        pairs = []
        for number in range(ROUNDS + 3):
            text = f"# {number}\n{source}".encode()
            began = time.perf_counter()
            session.send(Work(exercise.name, "work.py", text))
            assert wait_for(session, Graded).report.verdict == "passed"
            ours = time.perf_counter() - began
            began = time.perf_counter()
            direct(host, read_source(File("work.py", "work.py", lambda most, held=text: held[:most])))
            pairs.append((ours, time.perf_counter() - began))
        pairs = pairs[3:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"  {exercise.name:<24} {1e3 * ours:7.1f} ms  {1e3 * theirs:7.1f} ms  ratio {ratio:.2f}  (limit 1.25)")


def direct_checks(exercise: Exercise) -> Callable[[Host, SourceFile], None]:
    """Return what carries out the checks of an exercise without pytest, by calling each test function in order."""
    import importlib.util
    import inspect
    import warnings

    from grader.suite.checks import spec_of

    spec = importlib.util.spec_from_file_location("suite", exercise.suite_path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = [(test, inspect.signature(test).parameters) for test in vars(module).values() if spec_of(test) is not None]

    def check(host: Host, source: SourceFile) -> None:
        run = ExerciseRun(host, exercise, attempt(source, exercise))
        try:
            assert run.loads()
            offered = {"candidate": run.candidate, "reference": run.reference}
            for test, parameters in tests:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    test(**{name: offered[name] for name in parameters})
                run.candidate.restore()
        finally:
            run.close()

    return check


def wait_for(session: Session, kind: type[Answer]) -> Answer:
    """Wait for an answer of the session."""
    while True:
        select.select([session], [], [])
        for answer in session.answers():
            assert isinstance(answer, kind), answer
            return answer


def noticed(title: str, make: Callable[[], Source], limit: float) -> None:
    """Measure how long a save takes to be noticed, the moment it is left alone included, and what waiting costs."""
    with scratch() as path, contextlib.closing(Detection({"relu": path}, make(), time.monotonic())) as detection:
        descriptor = detection.fileno()
        assert descriptor is not None
        times = []
        until = time.monotonic() + 0.5
        while time.monotonic() < until:  # a thread takes a moment to begin
            select.select([descriptor], [], [], 0.1)
            detection.saved(time.monotonic())
        for number in range(ROUNDS):
            time.sleep(0.02)
            path.write_text(f"# {number}\n")
            began = time.perf_counter()
            while not detection.saved(time.monotonic()):
                select.select([descriptor], [], [], max(detection.next_time() - time.monotonic(), 0.0))
            times.append(time.perf_counter() - began)
        before = resource.getrusage(resource.RUSAGE_SELF)
        time.sleep(2)
        after = resource.getrusage(resource.RUSAGE_SELF)
    idle = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 2
    print(
        f"  {title:<44} median {1e3 * statistics.median(times):5.1f} ms  (limit {limit:g} ms)"
        f"  waiting costs {100 * idle:.2f} % of a processor"
    )


def watchfiles_by_default() -> None:
    """Measure how long watchfiles takes with the settings it comes with."""
    import watchfiles

    with scratch() as path:
        heard: list[float] = []
        stop = threading.Event()

        def listen() -> None:
            for _ in watchfiles.watch(path.parent, stop_event=stop, rust_timeout=200):
                heard.append(time.perf_counter())

        thread = threading.Thread(target=listen)
        thread.start()
        time.sleep(0.5)
        times = []
        for number in range(ROUNDS):
            heard.clear()
            time.sleep(0.12)
            path.write_text(f"# {number}\n")
            began = time.perf_counter()
            while not heard:
                time.sleep(0.0005)
            times.append(heard[0] - began)
        stop.set()
        thread.join()
    print(f"  {'watchfiles with its own settings':<44} median {1e3 * statistics.median(times):5.1f} ms")


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Yield a file in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "relu.py"
        path.write_text("# begun\n")
        yield path


if __name__ == "__main__":
    main()
