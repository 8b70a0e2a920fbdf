"""Activations as JSON."""

from __future__ import annotations

from typing import Any

from grader.lab.activations.measure import FUNCTIONS, ActivationLab, Curve, Z
from grader.lab.activations.words import sheet_of
from grader.lab.numbers import document, finite, finite_list


def to_json(lab: ActivationLab) -> str:
    """Return the result as indented JSON; what is NaN or infinite is null."""
    z = finite_list(Z)
    return document(sheet_of(lab), {"z": z, "functions": [_function(name, lab.curves[name]) for name in FUNCTIONS]})


def _function(name: str, curve: Curve) -> dict[str, Any]:
    return {
        "name": name,
        "yours": curve.owner.yours,
        "file": curve.owner.file,
        "reason": curve.owner.reason,
        "right": curve.right if curve.owner.yours else None,
        "gap": finite(curve.gap),
        "at_z": curve.z,
        "notes": list(curve.notes),
        "expected": finite_list(curve.expected),
        "got": None if curve.got is None else finite_list(curve.got),
    }
