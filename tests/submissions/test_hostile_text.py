"""No text can end, hang or fill the grader, which parses it: each is read by a process of its own that is watched."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIMIT = 1 << 20
NOTEBOOK_LIMIT = 250_000
SECONDS = 6.0  # of processor time; the worst takes less than two on an idle machine
MEMORY = 256 << 20

READ_EACH = """
import json, os, resource, sys, time
from pathlib import Path
from grader.submissions.attempts import attempt, attempted, read_source
from tests.grading import catalogue

bank = catalogue()
status = Path("/proc/self/status")
peak = lambda: int(status.read_text().partition("VmHWM:")[2].split()[0]) << 10

def read(path):
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    before = peak()
    source = read_source(Path(path))
    attempted(source, bank)
    for exercise in bank:
        attempt(source, exercise)
    return {"seconds": time.process_time(), "grew": peak() - before}

for path in sys.argv[1:]:
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.write(theirs, json.dumps(read(path)).encode())
        os._exit(0)
    os.close(theirs)
    cost = os.read(ours, 1000)
    _, ended = os.wait()
    print(json.dumps({"path": path, "status": ended, **json.loads(cost or "{}")}))
"""


def repeated(piece: str, before: str = "", after: str = "", most: int = 90_000) -> str:
    """Return as much of ``piece`` as fits both the bytes of a file and ``most`` repetitions."""
    room = NOTEBOOK_LIMIT - len(before) - len(after)
    return before + piece * min(most, room // len(piece)) + after


def numbered(piece: str, before: str = "", after: str = "") -> str:
    """Return numbered copies of ``piece``, about a notebook full."""
    return before + "".join(piece.format(n, n + 1) for n in range(NOTEBOOK_LIMIT // (len(piece) + 8))) + after


CASES = {
    "a million statements": "a;" * (LIMIT // 2),
    "a million empty tuples": "(),"[:3] * (LIMIT // 3),
    "many statements": repeated("a;"),
    "names": repeated("a,"),
    "opened brackets": repeated("("),
    "brackets of all kinds": repeated("([{"),
    "signs": repeated("-", "x = ", "1"),
    "negations": repeated("not ", after="1"),
    "lambdas": repeated("lambda:", after="1"),
    "conditions": repeated("1 if 1 else ", after="1"),
    "attributes": repeated(".a", "a"),
    "calls": repeated("()", "a"),
    "sums": repeated("+z", "def relu(z): return z"),
    "powers": repeated("**1", "1"),
    "elifs": repeated("elif a:pass\n", "if a:pass\n"),
    "a dotted import": repeated(".a", "import a"),
    "a continued dotted import": repeated(".\\\na", "import a"),
    "a dotted pattern": repeated(".a", "match a:\n case a", ":pass"),
    "a large integer": "def relu(z): return 0x" + "f" * 900_000,
    "digits": "9" * 900_000,
    "fields of an f-string": repeated("{a=}", "f'", "'"),
    "fields behind a long text": "f'" + "x" * 900_000 + "{a}" * 20_000 + "'",
    "fields on lines": repeated("f'{a}'\n"),
    "nested finally": "".join(f"\n{' ' * n}try:a\n{' ' * n}finally:" for n in range(19)) + "a",
    "functions in one statement": repeated(" def f():pass\n", "if 1:\n"),
    "a call chain of functions": numbered("def f{0}():\n global a{0}\n a{0}=1\n f{1}()\n", after="f0()\n"),
    "dependent statements": numbered("a{1}=a{0}\n", after="def relu(z): return a10"),
    "closures over many names": numbered(" a{0}=1\n lambda:a{0}\n", "def relu(z):\n"),
    "redefinitions": repeated("def relu(z): return z\nrelu=relu\n"),
    "powers that a compiler folds": "x = " + "9**9" * 10 + "\ny = 10**10**10\nz = 'a' * 10**9",
    "escapes to be warned of": repeated("'\\d'\n"),
    "blank lines": "\n" * LIMIT,
    "carriage returns": "\r" * LIMIT,
    "backslashes": repeated("\\\n"),
    "magics": repeated("%m\nx\n"),
    "questions": repeated("a?\n"),
    "form feeds": "\f" * LIMIT,
    "ligatures": repeated("ﬁ,"),
    "one long line": "x = '" + "a" * (LIMIT - 10) + "'",
}
NOTEBOOKS = {
    "nested arrays": '{"metadata":' + "[" * (4 << 20),
    "nested objects": '{"cells":' + '{"cells":' * (1 << 20),
    "empty cells": '{"cells":[' + "{}," * (5 << 20) + "{}]}",
    "cells": '{"cells":[' + '{"cell_type":"code"},' * (700 << 10) + '{"cell_type":""}]}',
    "lines": '{"cells":[{"cell_type":"code","source":[' + '"ab",' * (3 << 20) + '""]}]}',
    "outputs": '{"cells":[{"cell_type":"code","source":"def relu(z): return z","outputs":['
    + "[]," * (5 << 20)
    + "0]}]}",
}


def as_many_cells(text: str) -> str:
    """Return a notebook with a cell for each top-level line and what is indented below it."""
    sources = re.split(r"\n(?! )", text[:NOTEBOOK_LIMIT])
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources[:5000]]})


def as_one_cell(text: str) -> str:
    """Return a notebook of one cell."""
    return json.dumps({"cells": [{"cell_type": "code", "source": text[:NOTEBOOK_LIMIT]}]})


def as_split_cells(text: str) -> str:
    """Return a notebook with a cell for each line, indented ones among them: halves of statements, all of them."""
    sources = text[:NOTEBOOK_LIMIT].split("\n")
    return json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources[:5000]]})


DAMAGED = {  # what is mended at a cost
    "torn functions": as_split_cells("def relu(z):\n    return (\n" * 2500),
    "a function torn to pieces": as_split_cells("def relu(z):\n" + "    z = 1\n" * 5000),
    "brackets that never close": as_split_cells("x = (\n" * 5000),
    "blocks that do not parse": as_one_cell("def relu(\n" + "def f(z): return z\n" * 9000),
    "a broken cell of definitions, many times": json.dumps(
        {"cells": [{"cell_type": "code", "source": "def relu(\n" + "def f(z): return z\n" * 9}] * 900}
    ),
    "functions in markdown": json.dumps(
        {"cells": [{"cell_type": "markdown", "source": "def relu(z): return z"}] * 5000}
    ),
    "an order upside down": as_one_cell(
        "".join(f"a{n}=a{n + 1}\n" for n in range(9000)) + "def relu(z): return a0, relu_derivative"
    ),
    "calls of all functions, upside down": as_one_cell(
        "".join(f"x{n}=f{n}()\n" for n in range(3000))
        + "".join(f"def f{n}(): return f{n + 1}(), x{n}\n" for n in range(3000))
        + f"def relu(z): return {'+'.join(f'x{n}' for n in range(3000))}"
    ),
}
INPUTS = {
    **{f"{name}.ipynb": text for name, text in DAMAGED.items()},
    **{f"{name}.py": text for name, text in CASES.items()},
    **{f"{name}.ipynb": as_one_cell(text) for name, text in CASES.items()},
    **{f"{name}, one a cell.ipynb": as_many_cells(CASES[name]) for name in CASES if "\n" in CASES[name]},
    **{f"{name} in json.ipynb": text[: 16 << 20] for name, text in NOTEBOOKS.items()},
}


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what reading each input cost a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in INPUTS.items():
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ_EACH, *(str(folder / name) for name in INPUTS)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    assert done.stderr == ""
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(report["path"]).name: report for report in reports}


@pytest.mark.parametrize("name", INPUTS)
def test_reading_costs_little(costs: dict[str, dict[str, Any]], name: str) -> None:
    assert costs[name]["status"] == 0
    assert costs[name]["seconds"] < SECONDS
    assert costs[name]["grew"] < MEMORY
