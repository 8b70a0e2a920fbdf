"""The kit's own training, in a thread of the grader while the candidate's runs in its worker."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event
from types import TracebackType
from typing import Any

import numpy as np

from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.lab.training.agreement import FIRST, SHAKE
from grader.lab.training.data import Data
from grader.lab.training.setting import WEIGHTS_APART, Setting
from grader.suite.networks import FloatArray
from grader.suite.reference import run_reference

Parameters = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class Training:
    """A trained network: the loss of each epoch, and the parameters after the last.

    ``shaken`` are the first losses from parameters that are off by ``SHAKE``, if the start was given.
    """

    losses: FloatArray
    parameters: Parameters
    shaken: FloatArray = field(default_factory=lambda: np.empty(0))

    @property
    def finite(self) -> bool:
        """Whether it has not diverged."""
        return all(bool(np.isfinite(array).all()) for array in self.parameters.values())


class Stopped(Exception):
    """Somebody has had enough: the training is given up."""


class KitsTraining:
    """Trains the reference's networks one after the other. Leaving the context gives up what is not done."""

    def __init__(self, exercise: Exercise, setting: Setting) -> None:
        self._exercise = exercise
        self._setting = setting
        self._stop = Event()
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> KitsTraining:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)

    def begin(self, data: Data, seed: int, start: Parameters | None) -> Future[Training]:
        """Train on ``data`` from ``start``, or from parameters of the kit's own draw."""
        return self._pool.submit(self._train, data, seed, start)

    def _train(self, data: Data, seed: int, start: Parameters | None) -> Training:
        trained = self._run(data, seed, start, self._setting.epochs)
        if start is None:
            return trained
        rng = np.random.default_rng(0)
        near = {name: array * (1.0 + SHAKE * rng.normal(size=array.shape)) for name, array in start.items()}
        shaken = self._run(data, seed, near, min(FIRST, self._setting.epochs))
        return replace(trained, shaken=shaken.losses)

    def _run(self, data: Data, seed: int, start: Parameters | None, epochs: int) -> Training:
        given = GivenFunctions(self._exercise.given)
        reference, setting = run_reference(self._exercise, given), self._setting
        update = run_reference(self._exercise, GivenFunctions(self._exercise.given)).update_parameters

        def update_unless_stopped(*args: Any) -> Any:
            if self._stop.is_set():
                raise Stopped
            return update(*args)

        planted: dict[str, Any] = {"update_parameters": update_unless_stopped}
        if start is not None:
            copies = {name: np.array(array, dtype=np.float64) for name, array in start.items()}
            planted["initialize_parameters"] = lambda *_args, **_kwargs: copies
        given.plant(planted)
        with np.errstate(all="ignore"):  # a learning rate too large is the candidate's to choose
            parameters, losses = reference.train_network(
                data.X, data.y, setting.layers, learning_rate=setting.learning_rate, num_epochs=epochs,
                activation=setting.activation, initialization=setting.initialization,
                print_every=epochs + 1, seed=seed + WEIGHTS_APART,
            )  # fmt: skip
        return Training(np.asarray(losses, dtype=np.float64), parameters)
