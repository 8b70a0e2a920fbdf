"""What candidate code calls back costs the grader no more than the call under way, whatever the arguments."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from grader.boundary import callbacks
from grader.boundary.losses import WorkerDied, WorkerTimedOut
from grader.boundary.messages import CallbackRaised, CallbackValue, unpack_to_worker
from tests.boundary.peer import LOADED, SHORT, Peer, callback, frame, returned, worker_with


def answers_to(function: Callable[..., object], passed: tuple[object, ...], *args: object) -> object:
    """Return what a peer is answered that calls ``function`` back with ``args`` while a call with ``passed`` runs."""
    heard: list[object] = []

    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        identity = peer.read_call().id
        peer.send(callback(*args))
        heard.append(unpack_to_worker(peer.read_frame()))
        peer.send(returned(identity, 1.5))

    with worker_with(script, SHORT._replace(call=20.0)) as worker:
        worker.rebind({"g": function})
        worker.call("f", passed, {}, time.monotonic() + 30)
    return heard[0]


def product(X: np.ndarray, W: np.ndarray) -> object:
    return X @ W


@pytest.mark.parametrize(
    ("X", "W"),
    [
        (np.ones((100_000, 1)), np.ones((1, 100_000))),
        (np.ones((129, 1)), np.ones((1, 1))),
        (np.ones((2,) * 8 + (1,))[..., 0], np.ones((64, 1))),
        ([[0.0]] * 4_000, np.ones((1, 4))),
        (np.ones((64, 64)), np.ones((64, 64, 1))),
        (np.ones((1, 1), "U600"), np.ones((64, 64))),
    ],
    ids=["outer product", "long axis", "many dimensions", "list as matrix", "many numbers", "wide items"],
)
def test_arguments_far_larger_than_those_of_the_call_are_not_taken(X: object, W: object) -> None:
    called: list[object] = []
    answer = answers_to(lambda *args: called.append(args), (np.ones((12, 3)),), X, W)
    assert isinstance(answer, CallbackRaised)
    assert answer.type == "ValueError"
    assert not called


@pytest.mark.parametrize(
    "X",
    [np.ones((12, 3)), np.ones((24, 3), np.longdouble), [[1.0, 2.0, 3.0]] * 12, np.ones((60, 3)), np.ones((5, 12, 3))],
)
def test_arguments_like_those_of_the_call_are_taken(X: object) -> None:
    assert isinstance(
        answers_to(product, (np.ones((12, 3)), {"W": np.ones((3, 4))}), X, np.ones((3, 4))), CallbackValue
    )


def test_a_large_call_allows_large_callbacks() -> None:
    X = np.ones((900, 2))
    assert isinstance(answers_to(product, (X,), X, np.ones((2, 1))), CallbackValue)


@pytest.mark.parametrize(
    "args",
    [
        (),
        (1,),
        (None, {}),
        (np.full((2, 2), np.nan), np.full((2, 2), np.inf)),
        (np.ones((2, 2), "U3"), np.ones((2, 2))),
        (np.ones((0, 4)), np.ones((4, 0))),
        (np.ones((2, 3)), np.ones((2, 3))),
        (10**300, np.ones(2)),
        ("\u0300" * 10_000, "x"),
        (np.array(np.float16("nan")), [1] * 60),
        (np.ones((2, 2), bool), np.ones((2, 2), np.clongdouble)),
    ],
    ids=lambda args: repr(args)[:40],
)
def test_odd_arguments_cost_an_exception_in_the_worker_and_nothing_here(args: tuple[object, ...], capfd) -> None:
    answer = answers_to(product, (np.ones((2, 2)),), *args)
    assert isinstance(answer, CallbackRaised | CallbackValue)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "value", ["\ud800", [0] * 9_999, ["long enough"] * 9_000, np.ones(1 << 22), 1 << 5000], ids=lambda v: repr(v)[:20]
)
def test_a_callback_whose_answer_cannot_cross_has_raised(value: object) -> None:
    answer = answers_to(lambda: value, ())
    assert isinstance(answer, CallbackRaised | CallbackValue)


def test_what_a_callback_takes_is_bounded_whatever_the_call_was_given() -> None:
    X = np.ones((2_000, 2))
    called: list[object] = []
    answer = answers_to(lambda *args: called.append(args), (X,), np.ones((1_500, 1)), np.ones((1, 1_500)))
    assert isinstance(answer, CallbackRaised)
    assert not called
    assert callbacks.MAX_INTERMEDIATE < 1_500**2 * 8


def test_a_callback_that_warns_answers_all_the_same() -> None:
    assert isinstance(answers_to(np.log, (), np.array([-1.0, 0.0])), CallbackValue)


def test_a_flood_of_callbacks_is_stopped() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.read_call()
        while True:
            peer.send(callback(1.0))
            peer.read_frame()

    with worker_with(script, SHORT._replace(call=5.0)) as worker:
        worker.rebind({"g": lambda x: x})
        with pytest.raises(WorkerDied, match="too often"):
            worker.call("f", (), {}, time.monotonic() + 30)


def test_callbacks_do_not_put_off_the_deadline() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.read_call()
        while True:
            peer.send(callback(1.0))
            peer.read_frame()

    with worker_with(script) as worker:
        worker.rebind({"g": lambda x: time.sleep(0.05)})
        began = time.monotonic()
        with pytest.raises(WorkerTimedOut):
            worker.call("f", (), {}, time.monotonic() + 30)
        assert time.monotonic() - began < 2


def test_a_function_passed_in_one_call_cannot_be_called_back_in_the_next() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        first = peer.read_call()
        peer.send(callback(2.0))
        peer.read_frame()
        peer.send(returned(first.id, 1.5))
        peer.read_call()
        peer.send(callback(2.0))
        peer.read_frame()

    asked: list[object] = []
    with worker_with(script) as worker:
        worker.call("f", (asked.append,), {}, time.monotonic() + 30)
        with pytest.raises(WorkerDied):
            worker.call("f", (1.0,), {}, time.monotonic() + 30)
    assert asked == [2.0]
