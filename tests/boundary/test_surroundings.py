"""What a submission finds around itself: no kit, no packages but the declared, and files that go nowhere."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.boundary.host import Host, Worker
from grader.boundary.launch import Zygote
from grader.boundary.losses import LoadError
from grader.boundary.messages import Chunk, Texts
from grader.catalogue import Limits

QUICK = Limits(call=5.0, load=5.0, exercise=20.0)
Start = Callable[..., Worker]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as zygote:
        zygote.admit(["matplotlib"])
        yield zygote


@pytest.fixture
def start(zygote: Zygote) -> Iterator[Start]:
    workers: list[Worker] = []
    host = Host(zygote)

    def start(text: str, *packages: str) -> Worker:
        workers.append(host.start(Texts("", [Chunk("work.py", text)], packages=list(packages)), QUICK))
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()


def answer(worker: Worker, *arguments: object) -> object:
    reply = worker.call("f", arguments, {}, time.monotonic() + 10)
    assert reply.problem is None, reply.problem
    return reply.value


STANDARD = """
abc argparse array ast asyncio base64 bisect bz2 collections.abc concurrent.futures contextlib copy csv ctypes
dataclasses datetime decimal difflib doctest enum fractions functools gc glob gzip hashlib heapq importlib.util
inspect io itertools json logging lzma math multiprocessing numbers operator os pathlib pickle platform pprint
queue random re secrets shutil signal socket statistics string struct subprocess sys tempfile textwrap threading
time timeit traceback tracemalloc types typing unittest.mock uuid warnings weakref xml.etree.ElementTree zipfile
zlib
"""


@pytest.mark.parametrize("module", STANDARD.split())
def test_the_standard_library_can_be_imported(start: Start, module: str) -> None:
    assert start(f"import {module}").loaded()


@pytest.mark.parametrize(
    "module",
    [
        "numpy.testing",
        "numpy.polynomial.polynomial",
        "numpy.ma",
        "numpy.typing",
        "numpy.lib.stride_tricks",
        "numpy.f2py",
    ],
)
def test_all_of_numpy_can_be_imported(start: Start, module: str) -> None:
    assert start(f"import {module}").loaded()


def test_a_declared_package_can_be_imported_and_drawn_with(start: Start) -> None:
    text = """
import matplotlib.pyplot as plt
from mpl_toolkits.mplot3d import Axes3D
figure, axes = plt.subplots()
axes.plot([1, 2, 3], label=r"$x^2$"); axes.legend()
plt.tight_layout(); plt.savefig("plot.png"); plt.savefig("plot.pdf"); plt.savefig("plot.svg"); plt.show()
def f(): return len(axes.lines)
"""
    assert answer(start(text, "matplotlib")) == 1


@pytest.mark.parametrize(
    "module", ["matplotlib", "msgspec", "pytest", "landlockpy", "scipy", "grader.suite", "no_such"]
)
def test_what_is_not_declared_is_not_there(start: Start, module: str) -> None:
    with pytest.raises(LoadError) as caught:
        start(f"import {module}").loaded()
    assert caught.value.problem.type == "ModuleNotFoundError"
    assert caught.value.problem.message.startswith(f"No module named '{module}")


def test_a_missing_package_may_be_done_without(start: Start) -> None:
    text = "try:\n    import scipy\nexcept ImportError:\n    scipy = None\ndef f(): return scipy"
    assert answer(start(text)) is None


@pytest.mark.parametrize(
    "statement",
    [
        "open('weights.txt', 'w').write('x')",
        "open('log', 'ab').write(b'x')",
        "import pathlib; pathlib.Path('a').write_text('x')",
        "import numpy as np; np.save('w.npy', np.ones(3))",
        "import numpy as np; np.savez('w.npz', a=np.ones(3))",
        "import json; json.dump({}, open('history.json', 'w'))",
        "import contextlib, os\nwith contextlib.redirect_stdout(open(os.devnull, 'w')): print('x')",
    ],
)
def test_writing_a_file_does_no_harm_and_leaves_no_file(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert start(statement).loaded()
    assert not list(tmp_path.iterdir())


def test_what_was_there_cannot_be_read_by_any_name(start: Start, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = """
import os
def f(path):
    tries = [lambda: open(path).read(), lambda: os.open(path, os.O_RDONLY), lambda: os.listdir(os.path.dirname(path))]
    tries += [lambda: os.open(path, os.O_WRONLY), lambda: os.stat(path), lambda: os.mkdir("x")]
    tries += [lambda: os.listdir("/proc"), lambda: os.listdir("/")]
    refused = 0
    for attempt in tries:
        try: attempt()
        except OSError: refused += 1
    return refused == len(tries)
"""
    assert answer(start(text), str(secret)) is True
    assert secret.read_text() == "secret"


def test_packages_admitted_late_start_the_zygote_anew() -> None:
    with Zygote() as zygote:
        host = Host(zygote)
        host.start(Texts("", [Chunk("work.py", "")]), QUICK).close()
        zygote.admit(["matplotlib"])
        worker = host.start(Texts("", [Chunk("work.py", "import matplotlib")], packages=["matplotlib"]), QUICK)
        assert worker.loaded()
        worker.close()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Zygote() as zygote:
        worker = Host(zygote).start(Texts("", [Chunk("work.py", "open('x', 'w')")]), QUICK)
        worker.loaded()
        worker.close()
    assert not list(tmp_path.iterdir())
