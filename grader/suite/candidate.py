"""The ``candidate`` fixture: a submission's functions, called through the boundary, every call remembered."""

from __future__ import annotations

import contextlib
import inspect
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.boundary.host import Host, Reply, Worker
from grader.boundary.losses import AnswersTooLarge, LoadError, WorkerLost, WorkerOrphaned, WorkerTimedOut
from grader.boundary.messages import Problem, Texts
from grader.catalogue import Limits
from grader.plaintext import plain

MAX_KEPT = 64 << 20  # bytes of answers kept while an exercise is graded; right ones come to a few megabytes at most


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the candidate's code, as the grader saw it.

    ``value`` is what was rebuilt on this side, None if the call raised ``problem``. ``changed`` names the arguments
    that the call changed in place, ``parameters['W1']`` for instance.
    """

    function: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    planted: Mapping[str, Callable[..., Any]]
    value: Any
    problem: Problem | None
    changed: tuple[str, ...]
    warnings: tuple[str, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What a check failed on: the call, and how to reach the part that is off from what it returned."""

    call: CallRecord
    path: str


class CandidateRaised(Exception):
    """The candidate's function raised an exception."""

    def __init__(self, call: CallRecord, problem: Problem) -> None:
        super().__init__(f"{problem.type}: {problem.message}")
        self.call = call
        self.problem = problem


class Candidate:
    """A submission's functions as attributes; a call is made in the worker.

    A fresh worker takes over when one is lost, so that a crash or a hang costs the check that met it and no other.
    """

    def __init__(
        self, host: Host, worker: Worker, texts: Texts, limits: Limits, signatures: Mapping[str, inspect.Signature]
    ) -> None:
        self._host = host
        self._worker = worker
        self._texts = texts
        self._limits = limits
        self._signatures = signatures
        self._deadline = time.monotonic() + limits.exercise
        self._planted: dict[str, Callable[..., Any]] = {}
        self._room = MAX_KEPT
        self.calls: list[CallRecord] = []
        self.suspects: list[CallRecord] = []  # the calls of failed checks
        self.failures: dict[str, Failure] = {}  # by check
        self.losses: dict[str, str] = {}  # verdict → the first sentence, of lost workers and of calls out of memory
        self.printed = ""
        self.unwritten: set[str] = set()  # graded functions that are absent or still the stub's

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            return self.call(name, *args, **kwargs).value

        function.__name__ = name
        return function

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> CallRecord:
        """Call ``function`` in the worker and return all that is known of the call.

        Raises
        ------
        CandidateRaised
            If the candidate's function raised.
        WorkerLost
            If the worker hangs or dies; the next call gets a fresh one.
        """
        __tracebackhide__ = True
        try:
            try:
                reply = self._ask(function, args, kwargs)
            except WorkerOrphaned:  # another submission's doing: ask a fresh worker
                reply = self._ask(function, args, kwargs)
        except WorkerLost as lost:
            self.losses.setdefault(lost.verdict, str(lost))
            raise
        if reply.problem is not None and reply.problem.out_of_memory:
            self.losses.setdefault("out_of_memory", f"{function}(…) asked for more memory than it may have.")
        return self._record(function, args, kwargs, reply)

    def _ask(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Reply:
        if time.monotonic() > self._deadline:
            raise WorkerTimedOut("The exercise as a whole", self._limits.exercise)
        if self._worker.lost is not None:
            self._worker = self._host.start(self._texts, self._limits)
        self._load()
        if self._room < 0:
            raise AnswersTooLarge(
                f"The answers to the checks so far take more than {MAX_KEPT >> 20} MB; right ones are far smaller."
            )
        self._worker.rebind(self._planted)
        reply = self._worker.call(function, args, kwargs, self._deadline)
        self._room -= reply.size
        return reply

    def rebind(self, **functions: Callable[..., Any]) -> None:
        """Let given names of the candidate's module mean ``functions`` of the suite, until this check ends."""
        self._planted.update(functions)

    def restore(self) -> None:
        """Undo :meth:`rebind`; the plugin calls it after every check."""
        self._planted = {}

    @contextlib.contextmanager
    def aside(self, seconds: float) -> Iterator[None]:
        """Within it, calls have ``seconds`` in all and leave no trace: the report is about the checks' own."""
        printed, losses, made, deadline = self.printed, dict(self.losses), len(self.calls), self._deadline
        self._deadline = min(deadline, time.monotonic() + seconds)
        try:
            yield
        finally:
            self.printed, self.losses, self._deadline = printed, losses, deadline
            del self.calls[made:]

    def source_of(self, value: object) -> tuple[CallRecord, str] | None:
        """Return the call that ``value`` came from and how to reach it from the returned value, if it came from one."""
        if not isinstance(value, (np.ndarray, np.generic, float, dict, list, tuple)):
            return None
        for call in reversed(self.calls):
            path = _path_to(value, call.value)
            if path is not None:
                return call, path
        return None

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def load(self) -> set[str]:
        """Wait until the submission has run, and return the functions it defines.

        Raises
        ------
        LoadError
            If it does not compile, or raised.
        WorkerLost
            If it hangs or dies meanwhile.
        """
        return self._load()

    def restart(self) -> set[str]:
        """Do as :meth:`load` with a fresh worker."""
        self._worker = self._host.start(self._texts, self._limits)
        return self._load()

    def _load(self) -> set[str]:
        first = not self.calls and not self.printed
        try:
            loaded = self._worker.loaded()
        except LoadError as error:
            self.printed += plain(error.printed) if first else ""
            raise
        if first:
            self.printed += plain(loaded.printed)
        return set(loaded.callables)

    def _record(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any], reply: Reply) -> CallRecord:
        printed = plain(reply.printed)
        self.printed += printed[: max(0, 8_000 - len(self.printed))]
        changed = tuple(self._named(function, plain(path, one_line=True)) for path in reply.changed)
        warned = tuple(plain(text, one_line=True) for text in reply.warnings)
        call = CallRecord(
            function, args, kwargs, dict(self._planted), reply.value, reply.problem, changed, warned, printed
        )
        self.calls.append(call)
        if reply.problem is not None:
            raise CandidateRaised(call, reply.problem)
        return call

    def _named(self, function: str, path: str) -> str:
        """Turn ``0['W1']`` into ``parameters['W1']``, by the reference's signature."""
        position, bracket, rest = path.partition("[")
        signature = self._signatures.get(function)
        names = list(signature.parameters) if signature is not None else []
        known = position.isdigit() and int(position) < len(names)
        return (names[int(position)] if known else position) + bracket + rest


def _path_to(part: object, value: object) -> str | None:
    """Return how to reach ``part`` from ``value``, ``['dW1']`` for instance; None if it is not in there."""
    if value is part:
        return ""
    inside: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, (list, tuple)):
        inside = enumerate(value)
    for key, item in inside:
        path = _path_to(part, item)
        if path is not None:
            return f"[{key!r}]{path}"
    return None
