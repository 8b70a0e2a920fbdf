"""The labs in a notebook: each function returns a picture that a cell shows.

``from grader.lab.drawings import activations`` and then ``activations("my_network.ipynb")``, of a notebook that is
saved, or ``activations()`` for all that is in this folder. The candidate's code runs in a worker here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.boundary.launch import Zygote
from grader.catalogue import load_catalogue
from grader.interview.gate import refuse_during_interview


@dataclass(frozen=True, slots=True)
class Drawing:
    """A PNG that notebooks show by themselves."""

    png: bytes = field(repr=False)  # notebooks keep the text beside the picture

    def _repr_png_(self) -> bytes:
        return self.png


def activations(*names: str) -> Drawing:
    """Draw relu, sigmoid, tanh and their derivatives over the kit's.

    Parameters
    ----------
    names
        Files, exercises or functions; none stands for all that is in this folder.
    """
    from grader.lab.activations.forms import drawn
    from grader.lab.activations.measure import examine

    refuse_during_interview(Path.cwd())
    catalogue = load_catalogue()
    with Zygote() as zygote:
        return Drawing(drawn(examine(names, Path.cwd(), catalogue, zygote), "png"))


def training(*names: str, **setting: Any) -> Drawing:
    """Draw the losses of networks trained with the candidate's functions beside the kit's.

    Parameters
    ----------
    names
        As for :func:`activations`.
    setting
        Fields of :class:`grader.lab.training.setting.Setting`, such as ``seeds=3``.
    """
    from grader.lab.training.convergence import summaries
    from grader.lab.training.forms import training_drawn
    from grader.lab.training.session import find_work, train
    from grader.lab.training.setting import Setting
    from grader.lab.training.words import sheet_of

    refuse_during_interview(Path.cwd())
    catalogue = load_catalogue()
    with Zygote() as zygote:
        experiment = train(find_work(names, Path.cwd(), catalogue, zygote), Setting(**setting))
    found = summaries(experiment, catalogue)
    return Drawing(training_drawn(experiment, found, sheet_of(experiment, found, catalogue), "png"))


def predictions(*names: str, **setting: Any) -> Drawing:
    """Draw what networks trained with the candidate's functions predict, beside the kit's.

    Parameters
    ----------
    names, setting
        As for :func:`training`; one seed is trained with.
    """
    from grader.lab.training.forms import predictions_drawn
    from grader.lab.training.sayings import sheet_of
    from grader.lab.training.session import find_work, train_and_predict
    from grader.lab.training.setting import Setting

    refuse_during_interview(Path.cwd())
    catalogue = load_catalogue()
    with Zygote() as zygote:
        work = find_work(names, Path.cwd(), catalogue, zygote)
        experiment, predicted = train_and_predict(work, Setting(**{**setting, "seeds": 1}))
    return Drawing(predictions_drawn(predicted, sheet_of(experiment, predicted), "png"))
