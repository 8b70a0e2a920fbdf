"""Training and predictions as the bytes of a file; what draws is imported only then."""

from __future__ import annotations

from collections.abc import Sequence

from grader.lab.output import Form
from grader.lab.sheet import Sheet
from grader.lab.training.convergence import Summary
from grader.lab.training.experiment import Experiment
from grader.lab.training.prediction import Prediction


def training_drawn(experiment: Experiment, found: Sequence[Summary], sheet: Sheet, form: Form) -> bytes:
    """Return the losses as a picture or a page."""
    from grader.lab.page import sheet_page
    from grader.lab.training.curves import pictures, training_png

    return training_png(experiment, found, sheet) if form == "png" else sheet_page(sheet, pictures(experiment, found))


def predictions_drawn(predicted: Sequence[Prediction], sheet: Sheet, form: Form) -> bytes:
    """Return the predictions as a picture or a page."""
    from grader.lab.page import sheet_page
    from grader.lab.training.fits import pictures, predictions_png

    return predictions_png(predicted, sheet) if form == "png" else sheet_page(sheet, pictures(predicted))
