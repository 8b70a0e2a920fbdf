"""From files to an experiment: whose functions there are, a worker to run them in, and the runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Limits
from grader.lab.ownership import Ownership, find_owners
from grader.lab.training.experiment import FUNCTIONS, Experiment, run_experiment
from grader.lab.training.prediction import Prediction, predictions
from grader.lab.training.setting import Setting
from grader.lab.workbench import TRAINING_LIMITS, Workbench, without_broken_files


@dataclass(frozen=True, slots=True)
class Work:
    """A candidate's functions, ready to be experimented with."""

    ownership: Ownership
    catalogue: Catalogue
    host: Host
    limits: Limits = TRAINING_LIMITS


def _nothing() -> None:
    """Report no progress."""


def find_work(names: Sequence[str], folder: Path, catalogue: Catalogue, zygote: Zygote) -> Work:
    """Find the candidate's functions.

    Parameters
    ----------
    names
        Exercises, functions or files; none stands for all that is in ``folder``.

    Raises
    ------
    UsageError
        If a name stands for nothing that is looked at here.
    BoundaryError
        If no worker can be started.
    """
    host = Host(zygote)
    ownership = without_broken_files(find_owners(FUNCTIONS, names, folder, catalogue), catalogue, zygote, host)
    return Work(ownership, catalogue, host)


def train(work: Work, setting: Setting, advance: Callable[[], None] = _nothing) -> Experiment:
    """Train every network; ``advance`` is called after each."""
    with _bench(work) as bench:
        return run_experiment(setting, work.ownership, work.catalogue, bench, advance)


def train_and_predict(
    work: Work, setting: Setting, advance: Callable[[], None] = _nothing
) -> tuple[Experiment, tuple[Prediction, ...]]:
    """Train every network, and let each predict within the data and beyond."""
    with _bench(work) as bench:
        experiment = run_experiment(setting, work.ownership, work.catalogue, bench, advance)
        return experiment, predictions(experiment, bench)


@contextmanager
def _bench(work: Work) -> Iterator[Workbench | None]:
    """Start a worker, if there is anything to run in it."""
    if not work.ownership.files:
        yield None
        return
    with Workbench(work.ownership, work.catalogue, work.host, work.limits) as bench:
        yield bench
