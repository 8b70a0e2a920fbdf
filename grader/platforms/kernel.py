"""``score("relu")`` in a notebook's kernel, for check cells where the platform runs no candidate-free process of ours.

The cells run so far are handed as text to a fresh interpreter, which grades them in a worker as ``gradlings grade``
does. What the notebook has patched, numpy, pytest or this package, plays no part. The answer comes back into the kernel
all the same, and there a notebook can change what is shown of it: see docs/platforms.md.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import sys
from types import ModuleType
from typing import Any

_PATIENCE = 300.0  # seconds; the limits of the exercises end long before


class NotGraded(Exception):
    """The cell cannot be graded, and not because of the work in it; shown as one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [f"error: {self}"]


def score(function: str) -> float:
    """Print what came of the checks of ``function``, and return the points that they earned.

    Raises
    ------
    NotGraded
        If grading itself is not possible here; the check cell then earns nothing.
    """
    answer = _ask({"function": function, "cells": _cells_run()})
    if "error" in answer:
        raise NotGraded(str(answer["error"]))
    print(answer["text"])
    return float(answer["score"])


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    subprocess = _afresh("subprocess")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "grader.platforms.rating"],
            input=json.dumps(question),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise NotGraded(f"Grading took longer than {_PATIENCE:g} s and was stopped.") from None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise NotGraded(
            "The kit could not be started from this notebook's kernel. "
            f"Is gradlings installed for {sys.executable}? Try: {sys.executable} -I -m grader doctor"
        )
    return answer


def _afresh(name: str) -> ModuleType:
    """Return a module of the standard library read anew, whatever has been done to the one in use."""
    spec = importlib.machinery.PathFinder.find_spec(name, [_standard_library()])
    if spec is None or spec.loader is None:
        raise NotGraded(f"Python's own module {name} is missing here.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _standard_library() -> str:
    import sysconfig

    return sysconfig.get_path("stdlib")


def _cells_run() -> list[str]:
    """Return the source of every cell run so far."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive is not None else None
    if shell is None:
        raise NotGraded("score() reads the cells of a running notebook. In a terminal, use `gradlings check NAME`.")
    return [str(cell) for cell in shell.history_manager.input_hist_raw[1:]]
