"""``%load_ext grader``: ``%grade relu`` grades, and a cell that begins with ``%%grade relu`` is graded once it has run.

A cell under ``%%grade`` runs as any other: its first line is made a comment before IPython sees it, and the grading is
done when IPython says that the cell has ended. So errors stop "Run all", the last line shows its value, and ``await``
works, none of which a cell that runs inside a magic can have.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from grader.catalogue import load_catalogue
from grader.errors import GradlingsError, UsageError
from grader.notebooks.checking import Checked, check_cells, refusal
from grader.notebooks.kernel import cells_run, running_shell, source_run
from grader.submissions.attempts import attempted

_CELL_MAGIC = re.compile(r"\s*%%grade\b(?P<names>[^\n]*)")


def load(shell: Any) -> None:
    """Register the magics with IPython's shell; a second time changes nothing."""
    if comment_out not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.insert(0, comment_out)
        shell.events.register("post_run_cell", grade_what_ran)
    shell.register_magic_function(grade, magic_kind="line_cell", magic_name="grade")


def unload(shell: Any) -> None:
    """Take the magics away again."""
    if comment_out in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.remove(comment_out)
        shell.events.unregister("post_run_cell", grade_what_ran)
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("grade", None)


def grade(line: str, cell: str | None = None) -> None:
    """Grade exercises as they stand in this notebook.

    ``%grade relu sigmoid``
        grades these, by their names or those of their functions; without a name, every exercise that is begun here.
    ``%%grade relu``
        as the first line of a cell runs the cell as ever, then grades; without a name, what the cell's functions
        belong to.
    """
    if cell is not None:  # called by code: typed, it is a comment by now
        running_shell().run_cell(f"%%grade {line}\n{cell}")
        return
    _show(line.split(), None)


def comment_out(lines: list[str]) -> list[str]:
    """Make a first line ``%%grade …`` a comment, as the first of IPython's input transformations."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not _CELL_MAGIC.match(lines[first]):
        return lines
    return [*lines[:first], f"# {lines[first].lstrip()}", *lines[first + 1 :]]


def grade_what_ran(result: Any) -> None:
    """Grade a cell that has just run, if its first line asks for it."""
    text = str(result.info.raw_cell or "")
    asked = _CELL_MAGIC.match(text)
    if asked is not None and not isinstance(result.error_in_exec, KeyboardInterrupt):
        _show(asked["names"].split(), text)


def _show(names: Collection[str], cell: str | None) -> None:
    """Grade and show what came of it, also where it is not the last line of a cell."""
    from IPython.display import display

    display(_graded(names, cell))  # type: ignore[no-untyped-call]


def _graded(names: Collection[str], cell: str | None) -> Checked:
    try:
        cells = cells_run()
        if cell is not None and cell not in cells[-1:]:  # run without being kept in the history
            cells.append(cell)
        return check_cells(cells, list(names) or _exercises_of(cell))
    except GradlingsError as error:
        return refusal(error)


def _exercises_of(cell: str | None) -> list[str]:
    """Return the exercises that a cell's functions belong to; without a cell none, which stands for all.

    Raises
    ------
    UsageError
        If they belong to none.
    """
    if cell is None:
        return []
    catalogue = load_catalogue()
    found = [exercise.name for exercise in attempted(source_run([cell]), catalogue)]
    if not found:
        raise UsageError(
            "This cell defines no function of an exercise, so it was run and not graded. Say what to grade: "
            "`%%grade relu`."
        )
    return found
