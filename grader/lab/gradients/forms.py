"""The gradient lab as the bytes of a file; what draws is imported only then."""

from __future__ import annotations

from grader.lab.gradients.comparison import GradientLab
from grader.lab.output import Form


def drawn(lab: GradientLab, form: Form) -> bytes:
    """Return the picture or the page."""
    if form == "png":
        from grader.lab.gradients.figure import lab_png

        return lab_png(lab)
    from grader.lab.gradients.page import lab_page

    return lab_page(lab).encode()
