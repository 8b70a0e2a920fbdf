"""A worker runs the submission, reports what it did, and costs only itself when it goes wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from grader.boundary.host import Host, Reply, Worker
from grader.boundary.launch import Zygote
from grader.boundary.losses import LoadError, WorkerDied, WorkerTimedOut
from grader.boundary.messages import Chunk, Texts
from grader.boundary.wire import Opaque
from grader.catalogue import Limits

QUICK = Limits(call=1.0, load=2.0, exercise=10.0)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with Zygote() as zygote:
        yield Host(zygote)


@pytest.fixture
def start(host: Host) -> Iterator[object]:
    workers: list[Worker] = []

    def start(text: str, given: str = "") -> Worker:
        workers.append(host.start(Texts(given, [Chunk("work.py", text)]), QUICK))
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()


def call(worker: Worker, function: str, *args: object, **kwargs: object) -> Reply:
    return worker.call(function, args, kwargs, time.monotonic() + 10)


def test_a_call_returns_what_the_function_returned(start) -> None:
    worker = start("def double(x, *, by=2): return {'twice': x * by}")
    reply = call(worker, "double", np.array([1.0, 2.0]), by=3)
    assert reply.value["twice"].tolist() == [3.0, 6.0]


def test_the_module_is_not_main_and_may_define_dataclasses(start) -> None:
    worker = start(
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n  x: int = 1\ndef f(): return __name__, A().x"
    )
    assert call(worker, "f").value == ("submission", 1)


def test_changed_arguments_are_named(start) -> None:
    worker = start("def f(p, x):\n  p['W1'][0] = 9\n  p['new'] = 1\n  return x")
    reply = call(worker, "f", {"W1": np.zeros(2), "b1": np.zeros(1)}, np.zeros(3))
    assert reply.changed == ("0", "0['W1']", "0['new']")


def test_numpy_warnings_are_reported(start) -> None:
    worker = start("import numpy as np\ndef f(z): return 1 / (1 + np.exp(-z))")
    assert call(worker, "f", np.array([-1000.0])).warnings[0].startswith("RuntimeWarning: overflow")
    assert call(worker, "f", np.array([1.0])).warnings == ()


def test_prints_are_reported_and_capped(start) -> None:
    worker = start("def f():\n  print('hello')\ndef g():\n  print('x' * 10**6)")
    assert call(worker, "f").printed == "hello\n"
    assert len(call(worker, "g").printed) < 9_000


def test_an_exception_shows_the_candidates_own_lines(start) -> None:
    worker = start("def f(x):\n    return helper(x)\n\ndef helper(x):\n    return x['no']\n")
    problem = call(worker, "f", {}).problem
    assert problem is not None
    assert problem.type == "KeyError"
    assert [(frame.line, frame.function, frame.text) for frame in problem.frames] == [
        (2, "f", "return helper(x)"),
        (5, "helper", "return x['no']"),
    ]


def test_a_hang_is_stopped_by_the_graders_clock(start) -> None:
    worker = start("def f():\n  while True: pass")
    began = time.monotonic()
    with pytest.raises(WorkerTimedOut, match="longer than 1 s"):
        call(worker, "f")
    assert time.monotonic() - began < 3


def test_a_hang_at_import_is_stopped(start) -> None:
    with pytest.raises(WorkerTimedOut, match="Running the file"):
        start("while True: pass").loaded()


@pytest.mark.parametrize("text", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)"])
def test_a_death_is_noticed(start, text: str) -> None:
    with pytest.raises(WorkerDied):
        start(text).loaded()


def test_memory_is_limited(start) -> None:
    worker = start("import numpy as np\ndef f(): return np.ones((1 << 31,)).sum()")
    problem = call(worker, "f").problem
    assert problem is not None
    assert problem.out_of_memory


@pytest.mark.parametrize("error", ["KeyboardInterrupt()", "GeneratorExit()", "Exception()"])
def test_exceptions_that_end_programs_are_caught(start, error: str) -> None:
    with pytest.raises(LoadError):
        start(f"raise {error}").loaded()


def test_a_script_that_ends_itself_has_defined_what_it_defined(start) -> None:
    worker = start("def f(): return 1\nraise SystemExit(3)\ndef g(): return 2")
    assert worker.loaded().callables == ["f"]


def test_a_value_too_large_is_named_not_sent(start) -> None:
    worker = start("import numpy as np\ndef f(): return np.zeros(1 << 22)")
    assert isinstance(call(worker, "f").value, Opaque)


def test_bytes_written_to_the_channel_end_the_worker(start) -> None:
    forged = """
import os
def f():
    for descriptor in range(3, 64):
        try: os.write(descriptor, b'\\xff' * 64)
        except OSError: pass
"""
    with pytest.raises(WorkerDied):
        call(start(forged), "f")


def test_workers_share_nothing(start) -> None:
    first, second = start("import numpy as np; np.pi = 3"), start("import numpy as np\ndef f(): return float(np.pi)")
    first.loaded()
    assert call(second, "f").value == pytest.approx(np.pi)


GIVEN = "import numpy as np\ndef relu(z): return np.maximum(0.0, z)\n"


def test_given_functions_are_in_scope_without_being_defined(start) -> None:
    assert call(start("def f(z): return relu(z)", GIVEN), "f", np.array([-1.0])).value.tolist() == [0.0]


@pytest.mark.parametrize(
    "own",
    [
        "def relu(z): return z",
        "relu = lambda z: z",
        "if True:\n    def relu(z): return z",
        "def relu(z): return z\nTABLE = {'r': relu}",
    ],
)
def test_the_candidates_own_version_of_a_given_function_is_replaced(start, own: str) -> None:
    user = "def f(z): return TABLE['r'](z)" if "TABLE" in own else "def f(z): return relu(z)"
    assert call(start(f"{own}\n{user}", GIVEN), "f", np.array([-1.0])).value.tolist() == [0.0]


def test_a_given_function_called_in_a_way_of_ones_own_stays_ones_own(start) -> None:
    worker = start("def relu(z, slope=0.0): return z * 0 + slope\ndef f(z): return relu(z, slope=7.0)", GIVEN)
    assert call(worker, "f", np.array([-1.0])).value.tolist() == [7.0]


def test_rebinding_reaches_every_use_of_a_given_name(start) -> None:
    worker = start("TABLE = [relu]\ndef f(z): return TABLE[0](z), relu(z)", GIVEN)
    worker.rebind({"relu": lambda z: z + 10.0})
    first, second = call(worker, "f", np.array([1.0])).value
    assert first.tolist() == second.tolist() == [11.0]
    worker.rebind({})
    assert call(worker, "f", np.array([1.0])).value[0].tolist() == [1.0]


def test_what_a_planted_function_raises_reaches_the_candidate(start) -> None:
    def refuse(z: object) -> None:
        raise ValueError("not this")

    worker = start("def f(z):\n  try: relu(z)\n  except ValueError as error: return str(error)", GIVEN)
    worker.rebind({"relu": refuse})
    assert call(worker, "f", 1.0).value == "not this"


DESCRIPTORS = """
import os, stat
def f():
    found = {}
    for number in range(1024):
        try: status = os.fstat(number)
        except OSError: continue
        null = stat.S_ISCHR(status.st_mode) and status.st_rdev == os.makedev(1, 3)
        found[number] = "socket" if stat.S_ISSOCK(status.st_mode) else "null" if null else oct(status.st_mode)
    return found
"""


def test_a_worker_holds_its_channel_and_nothing_else(start) -> None:
    found = call(start(DESCRIPTORS), "f").value
    assert sorted(found.values()).count("socket") == 1
    assert set(found.values()) == {"socket", "null"}
    assert {0, 1, 2} <= set(found)


FORGED = """
import os, struct
def f():
    words = b"".join(struct.pack("<cq", kind, number) for number in range(9) for kind in (b"K", b"R", b"F", b"P", b"W"))
    words += b"".join(struct.pack("<i", code) for code in (0, -9, 1000))
    for descriptor in range(1024):
        try: os.write(descriptor, words)
        except OSError: pass
    while True: pass
"""


def test_a_worker_that_poses_as_the_zygote_or_the_grader_changes_nothing_for_others(start) -> None:
    before = start("def f(): return 1")
    forger = start(FORGED)
    waiting = start("def f(): return 2")
    with pytest.raises(WorkerDied):
        call(forger, "f")
    assert call(before, "f").value == 1
    assert call(waiting, "f").value == 2
    assert call(start("def f(): return 3"), "f").value == 3
    with pytest.raises(WorkerDied, match="exit code 7"):  # how a later worker ends is still told rightly
        call(start("import os\ndef f(): os._exit(7)"), "f")


REPLY_FROM_INSIDE = """
import os, stat, gc, sys
def channel():
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode): return number
        except OSError: pass
    return 0
HELD = sys._getframe(0)
def f(x):
    frame = sys._getframe(0)
    while frame is not None:
        for value in frame.f_locals.values():
            identity = getattr(value, "id", None)
            if type(identity) is int and hasattr(value, "kwargs"):
                import struct
                body = (b"\\x86\\xa2is\\xa8Returned\\xa2id\\xcf" + struct.pack(">Q", identity) + b"\\xa5value\\xcb"
                        + struct.pack(">d", 42.0) + b"\\xa7changed\\x90\\xa8warnings\\x90\\xa7printed\\xa0")
                os.write(channel(), struct.pack("<II", len(body), 0) + body)
                return 1.0
        frame = frame.f_back
    return -1.0
"""


def test_an_answer_forged_with_the_right_id_is_the_workers_word_and_the_second_one_ends_it(start) -> None:
    worker = start(REPLY_FROM_INSIDE)
    assert call(worker, "f", 1.0).value == 42.0
    time.sleep(0.1)
    with pytest.raises(WorkerDied, match="interfered"):
        call(worker, "f", 1.0)
