"""The lab of activations as the bytes of a file; what draws is imported only then."""

from __future__ import annotations

from grader.lab.activations.measure import ActivationLab
from grader.lab.activations.words import sheet_of
from grader.lab.output import Form


def drawn(lab: ActivationLab, form: Form) -> bytes:
    """Return the picture or the page."""
    from grader.lab.activations.figure import activations_png, pictures
    from grader.lab.page import sheet_page

    return activations_png(lab) if form == "png" else sheet_page(sheet_of(lab), pictures(lab))
