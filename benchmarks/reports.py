"""What a folder of reports costs: ``python benchmarks/reports.py [COUNT ...]`` (default 2000 10000).

The submissions are drawn from really graded ones, of every exercise a right one and two wrong ones, anew on each pass
over them, as results are that come from a journal: what the writers keep is all that is in memory. Each count is
written in a process of its own; the ratios say how time and memory grow from one count to the next.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from grader.catalogue import load_catalogue
from grader.report import ExerciseReport, Report, Sandbox, SubmissionReport, submission_report
from grader.reports.folder import write_reports

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Drawn:
    """Submissions made anew whenever they are gone over."""

    pools: list[list[ExerciseReport]]
    count: int

    def __len__(self) -> int:
        return self.count

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)

    def __iter__(self) -> Iterator[SubmissionReport]:
        for number in range(self.count):
            draw = random.Random(number)
            name = f"candidate {number:05}"
            yield submission_report(name, f"submissions/{name}.py", [draw.choice(pool) for pool in self.pools])


@dataclass(frozen=True, slots=True)
class Run:
    """Results of which none is held."""

    submissions: Drawn
    sandbox: Sandbox = field(default_factory=lambda: Sandbox("strong", ["landlock"]))
    kit: str = "benchmark"
    passed: bool = False


def graded_pools(work: Path) -> list[list[ExerciseReport]]:
    """Grade a right and two wrong submissions of each exercise."""
    paths = []
    for exercise in load_catalogue():
        right = sorted((ROOT / "solutions" / exercise.name / "variants").glob("*.py"))[:1]
        wrong = sorted((ROOT / "tests" / "diagnosis" / "corpus" / exercise.name).glob("*.py"))[:2]
        for number, path in enumerate([*right, *wrong]):
            folder = work / exercise.name / str(number)
            folder.mkdir(parents=True)
            (folder / f"{exercise.name}.py").write_bytes(path.read_bytes())
            paths.append(str(folder / f"{exercise.name}.py"))
    command = [sys.executable, "-P", "-m", "grader", "grade", "--json", *paths]
    data = subprocess.run(command, capture_output=True, check=False).stdout
    pools: dict[str, list[ExerciseReport]] = {}
    for submission in msgspec.json.decode(data, type=Report).submissions:
        for exercise in submission.exercises:
            pools.setdefault(exercise.name, []).append(exercise)
    return list(pools.values())


def measure(pools: Path, count: int) -> dict[str, float]:
    """Write ``count`` submissions and return what it took; to be called in a process of its own."""
    drawn = Drawn(msgspec.json.decode(pools.read_bytes(), type=list[list[ExerciseReport]]), count)
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Run(Drawn(drawn.pools, 1)), catalogue, Path(folder))  # imports and templates are paid for here
    before = _peak()
    begun = time.process_time()
    for _ in drawn:
        pass
    drawing = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        begun, clock = time.process_time(), time.perf_counter()
        write_reports(Run(drawn), catalogue, Path(folder))
        seconds, wall = time.process_time() - begun - 2 * drawing, time.perf_counter() - clock
        page = (Path(folder) / "report.html").stat().st_size / 1e6
        data = (Path(folder) / "report.json").stat().st_size / 1e6
    return {"seconds": seconds, "wall": wall, "memory": _peak() - before, "peak": _peak(), "page": page, "json": data}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line for each count, and the ratio to the first."""
    counts = [int(argument) for argument in sys.argv[1:]] or [2_000, 10_000]
    with tempfile.TemporaryDirectory() as work:
        pools = Path(work) / "pools.json"
        pools.write_bytes(msgspec.json.encode(graded_pools(Path(work))))
        first = None
        for count in counts:
            command = [sys.executable, "-P", __file__, "--one", str(pools), str(count)]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            found = json.loads(subprocess.check_output(command, env=environment))
            print(
                f"{count:6} submissions: {found['seconds']:.1f} s of a processor, {found['wall']:.1f} s by the clock "
                f"({1e3 * found['seconds'] / count:.1f} ms each), "
                f"{found['memory']:.0f} MB more than one takes ({found['peak']:.0f} MB in all); "
                f"report.html {found['page']:.1f} MB, report.json {found['json']:.0f} MB"
            )
            if first is None:
                first = (count, found)
            else:
                much, time_of = count / first[0], found["seconds"] / first[1]["seconds"]
                print(f"       × {much:.1f} submissions: × {time_of:.1f} time, "
                      f"× {found['memory'] / max(first[1]['memory'], 0.1):.1f} memory")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
