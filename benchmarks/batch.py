"""What a batch costs: memory by number graded, time against pytest without isolation, and what ten kills do to it.

    python benchmarks/batch.py [--submissions 2000] [--kills 10]

Memory is that of all processes together, the grader, its lanes, their zygotes and workers, looked at while they run:
`resident` counts what they share once for each of them, `proportional` once. Times are ratios of pairs measured in
turn, and what a journal costs is told apart from what writing the reports does.
Run it from an environment where gradlings is installed, as `benchmarks/grading.py`, whose peer it shares.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from grading import GRADLINGS, RIGHT, WRONG, seconds, write_peer

LANES = "2"
LIMIT = 1.3
PAIRS = 3
OF_A_PAIR = 600  # submissions
OF_A_KILLED_RUN = 200
MARKS = (10, 100, 500, 1000, 2000, 5000, 10_000)
BROKEN = (
    "def relu(z:\n",
    f"import os\n{RIGHT}\nos._exit(3)\n",
    "import no_such_package\n",
    RIGHT.replace("0, z", "0., z"),
)


def hand_in(folder: Path, count: int) -> Path:
    """Write submissions, one in four with a typical mistake, one in a hundred broken, and return their folder."""
    folder.mkdir()
    for number in range(count):
        text = BROKEN[number // 100 % 4] if number % 100 == 99 else WRONG if number % 4 == 0 else RIGHT
        (folder / f"s{number:05}.py").write_text(text)
    return folder


def finished(out: Path) -> int:
    """Return how many results the journal holds."""
    try:
        with open(out / "journal.jsonl", "rb") as file:
            return sum(line.startswith(b'{"is":"result"') and line.endswith(b"\n") for line in file)
    except FileNotFoundError:
        return 0


def tree(root: int) -> Iterator[int]:
    """Yield a process and all that it has started, as far as they still run."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += parents.get(process, [])


def memory(root: int) -> tuple[int, int, int]:
    """Return kB resident and proportional of all processes, and resident of the first."""
    resident = proportional = first = 0
    for process in tree(root):
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        found = dict(re.findall(r"^(Rss|Pss):\s+(\d+) kB", text, flags=re.MULTILINE))
        resident += int(found.get("Rss", 0))
        proportional += int(found.get("Pss", 0))
        first = first or int(found.get("Rss", 0))
    return resident, proportional, first


def flat_memory(folder: Path, count: int) -> None:
    """Grade ``count`` submissions and print what is in memory on the way."""
    print(f"{count} submissions on {LANES} lanes: memory of all processes, MB")
    print(f"{'graded':>8} {'resident':>9} {'proportional':>13} {'grader alone':>13} {'journal':>8}")
    out = folder / "out"
    process = subprocess.Popen(
        [GRADLINGS, "grade", str(hand_in(folder / "in", count)), "--jobs", LANES, "--out", str(out)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    began = time.perf_counter()
    marks = [mark for mark in MARKS if mark < count]
    largest = last = (0, 0, 0)
    while process.poll() is None:
        done = finished(out)
        now = memory(process.pid)
        last = now if done < count else last
        if marks and done >= marks[0]:
            line(str(done), now, out)
            marks = [mark for mark in marks if mark > done]
        if done >= count:  # the reports are being written
            largest = max(largest, now)
        time.sleep(0.2 if done < 100 else 1.0 if done < 0.95 * count else 0.05)
    line("the last", last, out)
    line("reports", largest, out)
    took = time.perf_counter() - began
    with open(out / "report.json", "rb") as file:
        graded = len(json.load(file)["submissions"])
    print(
        f"{graded} in the report, exit code {process.returncode}, {1e3 * took / count:.1f} ms each, reports included\n"
    )


def line(title: str, found: tuple[int, int, int], out: Path) -> None:
    """Print one line of the table."""
    resident, proportional, first = (kb / 1024 for kb in found)
    journal = (out / "journal.jsonl").stat().st_size / (1 << 20)
    print(f"{title:>8} {resident:9.0f} {proportional:13.0f} {first:13.0f} {journal:8.1f}", flush=True)


def against_pytest(folder: Path) -> None:
    """Print the time per submission against one unisolated pytest session, without a journal and with one."""
    batch = hand_in(folder / "pairs", OF_A_PAIR)
    for number in range(99, OF_A_PAIR, 100):  # plain pytest could not go on
        (batch / f"s{number:05}.py").write_text(RIGHT)
    peer = [sys.executable, "-m", "pytest", "-q", "--tb=short", str(write_peer(folder, sorted(batch.glob("*.py"))))]
    plain = [GRADLINGS, "grade", str(batch), "--jobs", LANES]
    out = folder / "pairs-out"
    times: dict[str, list[float]] = {"graded": [], "and journalled": [], "and reported": [], "pytest": []}
    for _ in range(PAIRS):
        times["graded"].append(seconds(plain, folder))
        times["pytest"].append(seconds(peer, folder))
        began = time.time()
        times["and reported"].append(seconds([*plain, "--out", str(out), "--force"], folder))
        times["and journalled"].append((out / "journal.jsonl").stat().st_mtime - began)
    print(f"{OF_A_PAIR} submissions on {LANES} lanes / one pytest session, unisolated, in the same minutes")
    for name in ("graded", "and journalled", "and reported"):
        ratio = statistics.median(a / b for a, b in zip(times[name], times["pytest"], strict=True))
        each, theirs = (1e3 * statistics.median(times[n]) / OF_A_PAIR for n in (name, "pytest"))
        print(f"{name:<15} {each:6.1f} ms  {theirs:6.1f} ms  ratio {ratio:5.2f}  (limit {LIMIT:g})", flush=True)
    print()


def killed(folder: Path, kills: int) -> None:
    """Kill a run at random moments, resume it each time, and compare its report with that of an undisturbed one."""
    batch = hand_in(folder / "killed", OF_A_KILLED_RUN)
    command = [GRADLINGS, "grade", str(batch), "--jobs", LANES, "--resume", "--json", "--out"]
    whole = subprocess.run([*command, str(folder / "whole")], capture_output=True, check=False).stdout
    chance, kept = random.Random(), [0]
    for _ in range(kills):
        process = subprocess.Popen(
            [*command, str(folder / "disturbed")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        enough = kept[-1] + chance.randrange(OF_A_KILLED_RUN // kills)  # 0 more: while it is starting
        while finished(folder / "disturbed") < enough and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.wait()
        kept.append(finished(folder / "disturbed"))
    resumed = subprocess.run([*command, str(folder / "disturbed")], capture_output=True, check=False).stdout
    times = re.compile(rb'"seconds": [0-9.e-]+')
    equal = times.sub(b"", whole) == times.sub(b"", resumed)
    once = finished(folder / "disturbed") == OF_A_KILLED_RUN
    print(f"killed {kills} times, with {', '.join(map(str, kept[1:]))} of {OF_A_KILLED_RUN} finished by then:")
    print(f"report byte for byte that of an undisturbed run, times aside: {'yes' if equal else 'NO'}")
    print(f"every submission graded to its end once: {'yes' if once else 'NO'}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        flat_memory(folder, arguments.submissions)
        against_pytest(folder)
        killed(folder, arguments.kills)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
