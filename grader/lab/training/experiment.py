"""Training on every data set and seed: the candidate's code and the kit's, from the same start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from grader.catalogue import Catalogue
from grader.lab.linker import TRAIN
from grader.lab.ownership import TRAINING as LOOP
from grader.lab.ownership import Ownership
from grader.lab.training.agreement import ROUNDING, first_parting, relative_gaps
from grader.lab.training.data import FUNCTION as DATA
from grader.lab.training.data import Data, datasets_for
from grader.lab.training.kit import KitsTraining, Parameters, Training
from grader.lab.training.setting import TARGETS, WEIGHTS_APART, Setting
from grader.lab.workbench import Answer, Workbench
from grader.suite.comparison import kind_of
from grader.suite.networks import FloatArray

ACTIVATIONS = ("relu", "relu_derivative", "sigmoid", "sigmoid_derivative", "tanh", "tanh_derivative")
NETWORK = (
    "mean_squared_error", "mean_squared_error_derivative", "initialize_parameters", "forward_propagation",
    "backward_propagation", "update_parameters", LOOP,
)  # fmt: skip
COUNT = "epochs_to_converge"
FUNCTIONS = (*ACTIVATIONS, *NETWORK, DATA, COUNT)
_FAR = 1e-3  # of the largest parameter: more than one step makes of rounding
NO_START = (
    f"With a learning rate of 0, {LOOP}(…) does not return the parameters it starts from. So its losses cannot be "
    "compared with the kit's, which here start from others."
)


@dataclass(frozen=True, slots=True)
class Run:
    """One data set with one seed.

    ``yours`` is None if the candidate's code gave nothing of use, or none of it is theirs; ``problem`` says what went
    wrong. ``same_start`` says that both began with the same parameters, so that their losses can be compared.
    """

    dataset: str
    seed: int
    data: Data
    kits: Training
    yours: Training | None = None
    problem: str = ""
    same_start: bool = False

    @property
    def shown(self) -> Training:
        """The candidate's if there is one."""
        return self.yours or self.kits

    @property
    def parting(self) -> int | None:
        """The early epoch in which the candidate's loss leaves the kit's, None if it does not."""
        if self.yours is None or not self.same_start:
            return None
        return first_parting(self.yours.losses, self.kits.losses, self.kits.shaken)

    @property
    def other_parameters(self) -> bool:
        """Whether all losses are the kit's, but the parameters returned are not."""
        if self.yours is None or not self.same_start or not (self.yours.finite and self.kits.finite):
            return False
        if relative_gaps(self.yours.losses, self.kits.losses).max() > ROUNDING:
            return False
        pairs = [(array, self.kits.parameters[name]) for name, array in self.yours.parameters.items()]
        return any(not np.allclose(own, kits, rtol=0.0, atol=_FAR * np.abs(kits).max() + _FAR) for own, kits in pairs)

    @property
    def near_miss(self) -> bool:
        """Whether the losses agree to a few digits only, where double precision agrees to nearly all."""
        if self.yours is None or not self.same_start or self.parting is not None:
            return False
        return first_parting(self.yours.losses, self.kits.losses, self.kits.shaken, ROUNDING) is not None


@dataclass(frozen=True, slots=True)
class Experiment:
    """All runs.

    ``notes`` are sentences on what is wrong besides the losses, ``asides`` on what is not, and yet of interest.
    ``counts`` are the candidate's own answers of how many epochs the networks took, by data set and seed.
    """

    setting: Setting
    ownership: Ownership
    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    counts: Mapping[tuple[str, int], Any] | None = None
    printed: str = ""

    def of(self, dataset: str) -> list[Run]:
        """Return the runs of a data set, a seed each."""
        return [run for run in self.runs if run.dataset == dataset]

    @property
    def trained(self) -> bool:
        """Whether any of the code that trains is the candidate's."""
        return self.ownership.yours(*_that_train(self.setting))


def functions_used(setting: Setting) -> tuple[str, ...]:
    """Return the functions that an experiment looks at: of the activations, those of the one it uses."""
    return (*_that_train(setting), DATA, COUNT)


def _that_train(setting: Setting) -> tuple[str, ...]:
    return (*(name for name in ACTIVATIONS if name.startswith(setting.activation)), *NETWORK)


def run_experiment(
    setting: Setting, ownership: Ownership, catalogue: Catalogue, bench: Workbench | None, advance: Callable[[], None]
) -> Experiment:
    """Train on every data set with every seed; ``advance`` is called after each."""
    data_bench = bench if bench is not None and ownership.yours(DATA) else None
    training_bench = bench if bench is not None and ownership.yours(*_that_train(setting)) else None
    notes: dict[str, None] = {}
    asides: dict[str, None] = {}
    begun: list[tuple[Run, Future[Training]]] = []
    with KitsTraining(catalogue.find(LOOP), setting) as kits:
        for seed in setting.all_seeds:
            made, said = datasets_for(setting, seed, catalogue, data_bench)
            notes |= dict.fromkeys(said)
            for name in TARGETS:
                run, start = Run(name, seed, made[name], Training(np.empty(0), {})), None
                if training_bench is not None:
                    start = _start_of(training_bench, setting, run)
                future = kits.begin(made[name], seed, start)
                if training_bench is not None:
                    run, answer = _train_yours(training_bench, setting, run, start is not None)
                    notes |= {answer.changed: None} if answer.changed else {}
                    asides |= {answer.warned: None} if answer.warned else {}
                    if answer.lost:
                        training_bench = None  # what hangs once would do so each time
                begun.append((run, future))
                advance()
        runs = tuple(replace(run, kits=future.result()) for run, future in begun)
    counts = _counts(runs, setting, bench) if bench is not None and ownership.yours(COUNT) else None
    printed = bench.printed if bench is not None else ""
    return Experiment(setting, ownership, runs, tuple(notes), tuple(asides), counts, printed)


def _arguments(setting: Setting, run: Run, rate: float, epochs: int) -> tuple[Any, ...]:
    X, y, seed = run.data.X, run.data.y, run.seed + WEIGHTS_APART
    return X, y, setting.layers, rate, epochs, setting.activation, setting.initialization, seed


def _start_of(bench: Workbench, setting: Setting, run: Run) -> Parameters | None:
    """Return the parameters that the candidate's training starts from: with a rate of 0, nothing moves."""
    answer = bench.call(TRAIN, *_arguments(setting, run, 0.0, 1))
    parameters, _ = _parts(answer.value)
    if answer.problem or parameters_problem(parameters, setting):
        return None  # the training itself will say so
    return _floats(parameters, setting)


def _train_yours(bench: Workbench, setting: Setting, run: Run, same: bool) -> tuple[Run, Answer]:
    answer = bench.call(TRAIN, *_arguments(setting, run, setting.learning_rate, setting.epochs))
    problem = answer.problem
    if not problem:
        parameters, losses = _parts(answer.value)
        problem = _losses_problem(answer.value, losses, setting) or parameters_problem(parameters, setting)
    if problem:
        return replace(run, problem=problem), answer
    yours = Training(np.asarray(losses, dtype=np.float64), _floats(parameters, setting))
    problem = "" if same else NO_START
    return replace(run, yours=yours, same_start=same, problem=problem), answer


def _parts(value: Any) -> tuple[Any, Any]:
    return (value[0], value[1]) if isinstance(value, (tuple, list)) and len(value) == 2 else (None, None)


def _losses_problem(value: Any, losses: Any, setting: Setting) -> str:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        return f"{LOOP}(…) is {kind_of(value)}; it should be the pair (parameters, loss_history)."
    if not isinstance(losses, np.ndarray) or losses.dtype.kind not in "fiu" or losses.ndim != 1:
        return f"{LOOP}(…)'s loss_history is {kind_of(losses)}; it should be a list of floats, one to the epoch."
    if len(losses) != setting.epochs:
        return f"{LOOP}(…)'s loss_history has {len(losses)} entries for {setting.epochs} epochs."
    return ""


def parameters_problem(parameters: Any, setting: Setting) -> str:
    """Return in a sentence why these are no parameters of a network of the setting, or nothing."""
    if not isinstance(parameters, dict):
        return f"{LOOP}(…)'s parameters are {kind_of(parameters)}; they should be a dict W1, b1, W2 and so on."
    for layer, (n_in, n_out) in enumerate(pairwise(setting.layers), start=1):
        for name, shape in ((f"W{layer}", (n_in, n_out)), (f"b{layer}", (1, n_out))):
            array = parameters.get(name)
            if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu" or array.shape != shape:
                return f"{LOOP}(…)'s {name} is {kind_of(array)}; it should be an array of shape {shape}."
    return ""


def _floats(parameters: Parameters, setting: Setting) -> dict[str, FloatArray]:
    """Return the parameters of the setting's layers and no more: the candidate's dict may hold anything besides."""
    names = (f"{kind}{layer}" for layer in range(1, len(setting.layers)) for kind in "Wb")
    return {name: np.asarray(parameters[name], dtype=np.float64) for name in names}


def _counts(runs: tuple[Run, ...], setting: Setting, bench: Workbench) -> dict[tuple[str, int], Any]:
    counts: dict[tuple[str, int], Any] = {}
    for run in runs:
        losses = run.shown.losses
        if np.isfinite(losses).all():
            answer = bench.call(COUNT, losses, setting.tolerance)
            counts[run.dataset, run.seed] = answer.problem or answer.value
            if answer.lost:
                break
    return counts
