"""What is said of predictions, in every form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.lab.sheet import Mark, Row, Sheet, Table, listed, whose
from grader.lab.training.experiment import COUNT, Experiment, functions_used
from grader.lab.training.prediction import GRID, Prediction
from grader.lab.training.setting import EDGES, TARGETS
from grader.lab.training.words import headline, near_misses, partings, setting_line


def sheet_of(experiment: Experiment, predicted: Sequence[Prediction]) -> Sheet:
    """Return all that is said of the predictions."""
    problems = tuple(dict.fromkeys(prediction.problem for prediction in predicted if prediction.problem))
    wrong = (*experiment.ownership.problems, *problems, *partings(experiment), *experiment.notes)
    used = [name for name in functions_used(experiment.setting) if name != COUNT]
    own = experiment.ownership.yours(*used)
    return Sheet(
        "What the trained networks predict",
        f"{setting_line(experiment.setting)} {whose(experiment.ownership, used)}",
        not wrong if own or experiment.ownership.problems else None,
        _headline(experiment, predicted),
        (*wrong, *near_misses(experiment), *experiment.asides),
        (_table(predicted),),
        lessons(experiment, predicted),
        experiment.printed,
    )


def lessons(experiment: Experiment, predicted: Sequence[Prediction]) -> tuple[str, ...]:
    """Return what these very predictions teach."""
    if partings(experiment):
        return ("Mend the losses first: what a network predicts that learns otherwise says little of networks.",)
    learned = [prediction for prediction in predicted if _learned(prediction)]
    lost = [prediction.run for prediction in predicted if not _learned(prediction)]
    diverged = [run.dataset for run in lost if not run.shown.losses[-1] <= run.shown.losses[0]]
    missed = [run.dataset for run in lost if run.dataset not in diverged]
    said = []
    if diverged:
        said.append(f"On the {listed(diverged)} data the network diverged: try a smaller --learning-rate.")
    if missed:
        said.append(
            f"Here the network learned next to nothing of the {listed(missed)} data, and predicts about their mean. "
            "Another --seed or a smaller --learning-rate may do better; `gradlings lab training` counts how many fail."
        )
    if experiment.setting.activation == "relu" and learned:
        pieces = listed(f"{len(p.corners) + 1} ({p.run.dataset})" for p in learned if p.corners is not None)
        said.append(
            "A relu network is straight between the corners where one of its units switches. Over the range of the "
            f"data, its prediction is made of this many straight pieces: {pieces}."
        )
    if learned:
        beyond = listed(
            f"{p.shown[-1, 0]:.2g} for {float(TARGETS[p.run.dataset].f(GRID[-1])[0]):.2g} ({p.run.dataset})"
            for p in learned
        )
        keeps = "keeps its last slope" if experiment.setting.activation == "relu" else "flattens"
        said.append(
            f"Beyond the data (shaded) nothing holds a network: a {experiment.setting.activation} one {keeps}. At "
            f"x = {GRID[-1, 0]:g} they predict {beyond}."
        )
    return tuple(said)


def prediction_line(prediction: Prediction) -> str:
    """Return in a few words, for a plot's corner, how near a prediction is."""
    name = "the kit's" if prediction.yours is None else "yours"
    if not np.isfinite(prediction.off_curve):
        return f"{name}: diverged"
    return f"{name}: {prediction.off_curve:.2g} from the curve, on average"


def _learned(prediction: Prediction) -> bool:
    """Say whether a prediction explains more than half of the data's variance."""
    return bool(prediction.run.shown.losses[-1] <= 0.5 * prediction.run.data.variance)


def _headline(experiment: Experiment, predicted: Sequence[Prediction]) -> str:
    if not partings(experiment) and any(p.problem and not p.run.problem for p in predicted):
        return "Your network trains, but its predictions are off."
    return headline(experiment)


def _table(predicted: Sequence[Prediction]) -> Table:
    head = ("data set", "curve", "final loss", "from the curve", "straight pieces")
    rows = []
    for prediction in predicted:
        mark: Mark = "kit" if prediction.yours is None else "right"
        if prediction.problem or prediction.run.parting is not None:
            mark = "wrong"
        pieces = "" if prediction.corners is None else str(len(prediction.corners) + 1)
        final = float(prediction.run.shown.losses[-1])
        cells = (
            prediction.run.dataset, TARGETS[prediction.run.dataset].formula, f"{final:.3g}",
            f"{prediction.off_curve:.3g}", pieces,
        )  # fmt: skip
        rows.append(Row(cells, mark))
    low, high = EDGES
    title = f"How near they come: the root mean square distance from the true curve on [{low:g}, {high:g}]"
    return Table(title, head, tuple(rows), frozenset({0, 1}))
