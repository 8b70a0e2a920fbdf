"""``hint("relu")`` in a notebook: one hint after the other, as ``gradlings hint`` gives them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.errors import GradlingsError, UsageError
from grader.notebooks.checking import called, refusal
from grader.notebooks.kernel import cells_run
from grader.notebooks.markup import hint_html
from grader.notebooks.shown import Shown
from grader.practice.hints import HintState, hint_state, with_hints
from grader.practice.recording import now
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import Workspace, find_workspace
from grader.reports.layout import fill
from grader.submissions.attempts import attempted, source_of_cells

_taken: dict[str, int] = {}  # outside a workspace: how many hints of an exercise this kernel has given


def hint(name: str | Callable[..., Any] | None = None) -> Shown:
    """Give the next hint to an exercise. It shows itself where it is the last line of a cell.

    In a workspace the next hint opens after an attempt that made use of the last one, and is noted in the progress;
    elsewhere each call gives one more.

    Parameters
    ----------
    name
        An exercise, or a function in one. None: the one that is begun in this notebook.
    """
    try:
        catalogue = load_catalogue()
        exercise = _begun_here(catalogue) if name is None else catalogue.find(called(name))
        if not exercise.hints:
            raise UsageError(f"There are no hints to {exercise.name}. Its brief says what is asked for.")
        workspace = find_workspace(Path.cwd())
        number, more = _next_here(exercise) if workspace is None else _next_in(workspace, exercise)
    except GradlingsError as error:
        return refusal(error)
    head = f"hint {number} of {len(exercise.hints)}"
    words = exercise.hints[number - 1]
    lines = [f"{exercise.name}  {head}", fill(words, 100, "  "), "", fill(more, 100, "  ")]
    return Shown("\n".join(lines), hint_html(exercise.name, head, words, more))


def _begun_here(catalogue: Catalogue) -> Exercise:
    begun = attempted(source_of_cells(cells_run(), "notebook"), catalogue)
    if not begun:
        raise UsageError('No exercise is begun in this notebook, so name one: hint("relu").')
    if len(begun) > 1:
        found = " and ".join(exercise.name for exercise in begun)
        raise UsageError(f'More than one exercise is begun here ({found}), so say which: hint("{begun[0].name}").')
    return begun[0]


def _next_here(exercise: Exercise) -> tuple[int, str]:
    number = min(_taken.get(exercise.name, 0) + 1, len(exercise.hints))
    _taken[exercise.name] = number
    return number, _outlook(exercise, number, ready=True)


def _next_in(workspace: Workspace, exercise: Exercise) -> tuple[int, str]:
    """Return the number of the hint to show, and what is to be said behind it; a new one is noted."""
    progress, _ = read_progress(workspace.progress_path)
    state: HintState = hint_state(progress.of(exercise.name), len(exercise.hints))
    number = state.next if state.open and state.next is not None else max(state.taken)
    trouble = ""
    if number not in state.taken:
        try:
            change_progress(workspace.progress_path, lambda before: with_hints(before, exercise.name, [number], now()))
        except UsageError as error:
            trouble = f" This hint is not noted. {error}"
    return number, _outlook(exercise, number, ready=False) + trouble


def _outlook(exercise: Exercise, number: int, *, ready: bool) -> str:
    if number == len(exercise.hints):
        return "This is the last one. The brief has worked an example by hand: does yours give the same?"
    if ready:
        return f'hint("{exercise.name}") again gives the next one.'
    return f'The next one opens after another attempt: try this one out, then check("{exercise.name}").'
