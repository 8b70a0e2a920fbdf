"""The same run on a Dask cluster: shards of sources go out, reports come back, lost workers' shards go out again.

Each thread of a Dask worker keeps a process of its own that grades (:mod:`grader.batch.shard`); the Dask worker itself
never meets a candidate's code.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import logging
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from typing import Any

import msgspec

import grader
from grader.batch.identity import bank_hash
from grader.batch.shard import Begin, ShardLost, ShardProcess
from grader.boundary.selftest import LEVELS, Level
from grader.catalogue import Catalogue
from grader.errors import BoundaryError, GradlingsError, UsageError
from grader.grading.lane import Done
from grader.grading.verdicts import blamed
from grader.report import Feedback, Sandbox, SubmissionReport
from grader.submissions.discovery import Submission

_SMALLEST, _LARGEST = 4, 16  # submissions in a shard: few at first, so that all workers get some
_AHEAD = 2  # shards for each thread: one being graded, one at hand
_TICK = 0.25  # seconds without news after which the caller has a turn
_TO_CONNECT = 10.0  # seconds for the scheduler to answer
_TO_JOIN = 60.0  # seconds for a first worker to be there
_GONE = "The Dask scheduler is gone. Start it again; with --out, --resume goes on from here."
_TRIES = 2  # of a shard whose process ends, on one worker, and of a submission by itself


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    submission: Submission
    tries: int = 0


class Cluster:
    """Dask workers as an engine. Use it as a context manager: entering connects, leaving ends what was started.

    Parameters
    ----------
    scheduler
        The address of a running cluster's. None starts one on this machine.
    jobs
        How many workers to start on this machine.
    """

    def __init__(
        self, catalogue: Catalogue, scheduler: str | None, jobs: int, *, feedback: Feedback, at_least: Level
    ) -> None:
        self._catalogue = catalogue
        self._scheduler = scheduler
        self._jobs = jobs
        self._feedback: Feedback = feedback
        self._at_least: Level = at_least
        self._begin = b""
        self._sandbox = Sandbox("none", [])
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Cluster:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError:
            raise UsageError(
                "--engine dask needs Dask, which is not installed here: `pip install 'gradlings[dask]'`."
            ) from None
        gc.enable()  # the command line imports without it
        with contextlib.ExitStack() as opened:
            for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
                logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said in the kit's own words
            address: Any = self._scheduler
            if address is None:
                scratch = opened.enter_context(tempfile.TemporaryDirectory(prefix="gradlings-"))
                config: Any = importlib.import_module("dask").config
                opened.enter_context(config.set({"temporary-directory": scratch}))
                address = opened.enter_context(
                    distributed.LocalCluster(
                        n_workers=self._jobs,
                        threads_per_worker=1,
                        dashboard_address=None,
                        memory_limit=0,
                        silence_logs=logging.CRITICAL,
                    )
                )
            try:
                self._client = opened.enter_context(distributed.Client(address, timeout=_TO_CONNECT))
                self._client.wait_for_workers(1, timeout=_TO_JOIN)
            except (OSError, ValueError, TimeoutError) as error:
                raise BoundaryError(
                    f"No Dask worker can be reached at {self._scheduler or 'this machine'}: {error}. "
                    "Is the scheduler's address right, and have workers joined it?"
                ) from None
            opened.callback(self._let_go)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._open.close()

    def _let_go(self) -> None:
        """Have the workers end their grading processes, if they can still be reached."""
        if self._client.status == "running":
            with contextlib.suppress(Exception):
                self._client.run(_close_all, on_error="ignore")

    def open(self, expected: Sequence[Submission]) -> Sandbox:
        """Have every worker start its grading process and measure its walls; return what holds on all of them.

        Raises
        ------
        GradlingsError
            If one of them cannot, or has another version of the kit.
        """
        bank = bank_hash(self._catalogue)
        begin = Begin(grader.__version__, bank, self._feedback, self._at_least, list(expected))
        self._begin = msgspec.msgpack.encode(begin)
        try:
            found = self._client.run(_begin_here, self._begin)
        except Exception as error:  # whatever was raised there
            raise BoundaryError(_cannot(error)) from None
        answers = [msgspec.msgpack.decode(answer, type=_Answer) for answer in found.values()]
        sandboxes = [_unwrapped(answer).sandbox for answer in answers]
        weakest = min(sandboxes, key=lambda sandbox: LEVELS.index(sandbox.level))
        shared = set.intersection(*(set(sandbox.walls) for sandbox in sandboxes))
        self._sandbox = Sandbox(weakest.level, [wall for wall in weakest.walls if wall in shared])
        return self._sandbox

    def grade(self, submissions: Iterable[Submission]) -> Iterator[list[Done]]:
        """Grade ``submissions``: as :meth:`grader.grading.lanes.Lanes.grade`, but a shard at a time."""
        wait: Any = importlib.import_module("distributed").wait
        coming = (_Numbered(number, submission) for number, submission in enumerate(submissions))
        again: deque[list[_Numbered]] = deque()
        under_way: dict[Any, list[_Numbered]] = {}
        drawn = 0
        while True:
            with _reached():
                threads = max(1, sum(self._client.nthreads().values()))
            while len(under_way) < _AHEAD * threads:
                size = max(_SMALLEST, min(_LARGEST, drawn // (_AHEAD * threads)))
                shard = again.popleft() if again else list(itertools.islice(coming, size))
                if not shard:
                    break
                drawn += len(shard)
                data = msgspec.msgpack.encode([one.submission for one in shard])
                with _reached():
                    under_way[self._client.submit(_grade_here, self._begin, data, pure=False)] = shard
            if not under_way:
                return
            ready: Iterable[Any] = ()
            with _reached(), contextlib.suppress(TimeoutError):
                ready = wait(list(under_way), timeout=_TICK, return_when="FIRST_COMPLETED").done
            yield [done for future in ready for done in self._taken(future, under_way.pop(future), again)]

    def _taken(self, future: Any, shard: list[_Numbered], again: deque[list[_Numbered]]) -> Iterator[Done]:
        """Yield the reports of a shard. If it was lost, each submission in it is to be graded by itself."""
        answer = None
        if future.status == "finished":
            with _reached():
                answer = msgspec.msgpack.decode(future.result(), type=_Answer)
        elif future.status != "error":
            raise BoundaryError(_GONE)
        elif type(future.exception()).__name__ != "KilledWorker":  # which is raised if several were lost with a shard
            raise BoundaryError(_cannot(future.exception()))
        if answer is not None and not answer.lost:
            reports = _unwrapped(answer).reports
            if not set(self._sandbox.walls) <= set(answer.sandbox.walls):
                raise BoundaryError("A worker that joined the cluster later stands behind fewer walls than the others.")
            yield from (Done(one.number, report) for one, report in zip(shard, reports, strict=True))
            return
        for one in shard:
            if len(shard) == 1 and one.tries + 1 >= _TRIES:
                yield Done(one.number, blamed(one.submission, self._catalogue))
            else:
                again.append([_Numbered(one.number, one.submission, one.tries + (len(shard) == 1))])


class _Answer(msgspec.Struct, frozen=True):
    """What a task returns: never an exception, which would be pickled."""

    reports: list[SubmissionReport] = []
    sandbox: Sandbox = Sandbox("none", [])
    lost: bool = False
    error: str = ""
    exit_code: int = 0


@contextlib.contextmanager
def _reached() -> Iterator[None]:
    """Say so if the scheduler cannot be reached any more."""
    try:
        yield
    except TimeoutError:
        raise
    except (OSError, CancelledError):
        raise BoundaryError(_GONE) from None


def _cannot(error: BaseException) -> str:
    return (
        f"A worker of the cluster cannot grade: {type(error).__name__}: {error}. Is the kit installed there, in the "
        "same version, for the Python that Dask runs?"
    )


def _unwrapped(answer: _Answer) -> _Answer:
    if answer.error:
        error = GradlingsError(answer.error)
        error.exit_code = answer.exit_code
        raise error
    return answer


# What follows runs in the Dask workers.


@dataclass(slots=True)
class _Pool:
    """The processes of a Dask worker that wait for a shard, and the run that they belong to."""

    begin: bytes = b""
    idle: list[ShardProcess] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


_pool = _Pool()


def _begin_here(begin: bytes) -> bytes:
    """Start a first process, and measure the walls."""
    _close_all()
    with _pool.lock:
        _pool.begin = begin
    try:
        process = _taken(begin)
    except GradlingsError as error:
        return _encoded(_Answer(error=str(error), exit_code=error.exit_code))
    _give_back(process, begin)
    return _encoded(_Answer(sandbox=process.sandbox))


def _grade_here(begin: bytes, submissions: bytes) -> bytes:
    """Grade a shard; if the process that does so ends, another one tries once more."""
    shard = msgspec.msgpack.decode(submissions, type=list[Submission])
    for _ in range(_TRIES):
        process = None
        try:
            process = _taken(begin)
            answer = _Answer(process.grade(shard), process.sandbox)
            _give_back(process, begin)
            return _encoded(answer)
        except (ShardLost, GradlingsError) as error:
            if process is not None:
                process.close()
            if isinstance(error, GradlingsError):
                return _encoded(_Answer(error=str(error), exit_code=error.exit_code))
    return _encoded(_Answer(lost=True))


def _taken(begin: bytes) -> ShardProcess:
    with _pool.lock:
        if not _pool.begin:  # this worker has joined late
            _pool.begin = begin
        if _pool.begin == begin and _pool.idle:
            return _pool.idle.pop()
    return ShardProcess(msgspec.msgpack.decode(begin, type=Begin))


def _give_back(process: ShardProcess, begin: bytes) -> None:
    with _pool.lock:
        if _pool.begin == begin:
            _pool.idle.append(process)
            return
    process.close()


def _close_all() -> None:
    with _pool.lock:
        _pool.begin, idle, _pool.idle = b"", _pool.idle, []
    for process in idle:
        process.close()


def _encoded(answer: _Answer) -> bytes:
    return msgspec.msgpack.encode(answer)
