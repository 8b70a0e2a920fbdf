"""Training and predictions as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from grader.lab.numbers import document, finite, finite_list
from grader.lab.sheet import Sheet
from grader.lab.training.convergence import CLAIM, Count, Summary, seeds_in_order
from grader.lab.training.experiment import Experiment
from grader.lab.training.prediction import GRID, Prediction


def training_json(experiment: Experiment, found: Sequence[Summary], sheet: Sheet) -> str:
    """Return the convergence of every network as indented JSON; what is NaN or infinite is null."""
    return document(
        sheet,
        {
            **_common(experiment),
            "order_claimed": list(CLAIM),
            "seeds_in_that_order": seeds_in_order(found),
            "convergence": [_summary(summary) for summary in found],
            "runs": [
                {
                    "dataset": run.dataset,
                    "seed": run.seed,
                    "problem": run.problem,
                    "same_start": run.same_start,
                    "parts_in_epoch": run.parting,
                    "yours": None if run.yours is None else finite_list(run.yours.losses),
                    "kits": finite_list(run.kits.losses),
                }
                for run in experiment.runs
                if run.seed == experiment.setting.seed  # of the others, the table above
            ],
        },
    )


def predictions_json(experiment: Experiment, predicted: Sequence[Prediction], sheet: Sheet) -> str:
    """Return the predictions of every network as indented JSON."""
    return document(
        sheet,
        {
            **_common(experiment),
            "x": finite_list(GRID),
            "predictions": [
                {
                    "dataset": prediction.run.dataset,
                    "seed": prediction.run.seed,
                    "problem": prediction.problem,
                    "final_loss": finite(float(prediction.run.shown.losses[-1])),
                    "from_curve": finite(prediction.off_curve),
                    "corners": None if prediction.corners is None else finite_list(prediction.corners),
                    "yours": None if prediction.yours is None else finite_list(prediction.yours),
                    "kits": finite_list(prediction.kits),
                }
                for prediction in predicted
            ],
        },
    )


def _common(experiment: Experiment) -> dict[str, Any]:
    owners = experiment.ownership.owners
    return {
        "setting": asdict(experiment.setting),
        "functions": {name: owner.file or None for name, owner in owners.items()},
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "dataset": summary.dataset,
        "seeds": list(summary.seeds),
        "yours": [None if count is None else _count(count) for count in summary.yours],
        "kits": [_count(count) for count in summary.kits],
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        "epochs": count.epochs,
        "final_loss": finite(count.final),
        "learned_nothing": count.nothing,
        "dead_layer": count.dead,
        "diverged": count.diverged,
    }
