"""In nbgrader's process: check cells get their points from a worker of ours, and no candidate code runs in a kernel.

``nbgrader autograde`` runs a submitted notebook in a kernel and reads the points from the outputs of its check cells;
whatever runs in that kernel can write them. The preprocessor here takes the place of the one that starts the kernel.
Two lines in ``nbgrader_config.py`` put it there; ``gradlings export --for nbgrader`` writes them.
"""

from __future__ import annotations

import atexit
import functools
import re
from typing import Any, cast

import nbformat
from nbgrader import utils  # type: ignore[import-untyped]
from nbgrader.converters.autograde import Autograde  # type: ignore[import-untyped]
from nbgrader.preprocessors import Execute  # type: ignore[import-untyped]
from traitlets import Bool, Enum

from grader.boundary.launch import Zygote
from grader.boundary.selftest import Level
from grader.catalogue import Catalogue, load_catalogue
from grader.platforms.judgement import judge_notebook, points_of
from grader.platforms.rating import text_of
from grader.report import Feedback

_v4: Any = nbformat.v4  # nbformat bears no annotations
_OURS = re.compile(r'^score\("(\w+)"\)$', re.MULTILINE)


class GradedOutside(Execute):  # type: ignore[misc]
    """Grades the check cells that gradlings wrote, outside of any kernel.

    A notebook that holds other graded cells is run in a kernel for them, as nbgrader does; the points of gradlings'
    cells do not depend on it. One that holds none is not run: its check cells may be gone because somebody hoped it
    would be.
    """

    feedback = Enum(
        ["full", "mistakes", "verdict"], "mistakes", help="How much of the hidden checks the outputs show."
    ).tag(config=True)  # fmt: skip
    allow_unsandboxed = Bool(
        False, help="Grade even where the walls around candidate code are weak (see `gradlings doctor`)."
    ).tag(config=True)  # fmt: skip

    def preprocess(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Fill in the outputs of check cells."""
        catalogue = load_catalogue()
        functions = {number: function_checked(cell) for number, cell in enumerate(nb.cells)}
        ours = {number: name for number, name in functions.items() if name in catalogue.functions}
        outputs = self._outputs(ours, _v4.writes(nb).encode(), catalogue)  # from the text, before a kernel has had it
        if any(utils.is_grade(cell) and number not in ours for number, cell in enumerate(nb.cells)):
            nb, resources = super().preprocess(nb, resources, **options)
        for number, (points, text) in outputs.items():
            nb.cells[number].outputs = [
                _v4.new_output("stream", name="stdout", text=f"{text}\n"),
                _v4.new_output("execute_result", {"text/plain": repr(points)}, execution_count=number + 1),
            ]
            nb.cells[number].execution_count = number + 1
        return nb, resources

    def _outputs(self, ours: dict[int, str], notebook: bytes, catalogue: Catalogue) -> dict[int, tuple[float, str]]:
        if not ours:
            return {}
        exercises = list({catalogue.functions[name].name: catalogue.functions[name] for name in ours.values()}.values())
        level: Level = "none" if self.allow_unsandboxed else "good"
        feedback = cast(Feedback, self.feedback)
        report = judge_notebook(notebook, exercises, catalogue, at_least=level, feedback=feedback, zygote=_zygote())
        graded = {exercise.name: exercise for exercise in report.submissions[0].exercises}
        found = {}
        for number, name in ours.items():
            exercise = graded[catalogue.functions[name].name]
            found[number] = points_of(exercise, name), text_of(exercise, name, catalogue)
        return found


@functools.cache
def _zygote() -> Zygote:
    """Return where the workers of every notebook of this process come from."""
    zygote = Zygote()
    atexit.register(zygote.close)
    return zygote


def function_checked(cell: Any) -> str:
    """Return the function that a check cell of ours is about, or an empty string for any other cell."""
    if cell.cell_type != "code" or not utils.is_grade(cell) or utils.is_solution(cell):
        return ""
    found = _OURS.search(str(cell.source))
    return found[1] if found else ""


def configure(config: Any) -> None:
    """Have ``nbgrader autograde`` grade our cells outside of kernels: call it from ``nbgrader_config.py``."""
    chosen = config.Autograde.autograde_preprocessors
    present = chosen if isinstance(chosen, list) else Autograde.class_traits()["autograde_preprocessors"].default()
    config.Autograde.autograde_preprocessors = [GradedOutside if step is Execute else step for step in present]
