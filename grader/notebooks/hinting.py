"""``hint("relu")`` in a notebook: one hint more each time, as ``gradlings hint`` gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.errors import GradlingsError, UsageError
from grader.interview.gate import refuse_during_interview
from grader.notebooks.checking import called, refusal
from grader.notebooks.kernel import cells_run, source_run
from grader.notebooks.markup import hint_html
from grader.notebooks.shown import Shown
from grader.practice.hints import hint_state, with_hints
from grader.practice.recording import now
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import Workspace, find_workspace
from grader.reports.layout import fill
from grader.submissions.attempts import attempted

_WIDTH = 100
_ALL = "These are all the hints. The brief works an example by hand: does your code give the same?"
_LATER = 'The next one opens after another attempt: change your code, then check("{name}").'
_taken: dict[str, int] = {}  # outside a workspace: how many hints of an exercise this kernel has given


def hint(name: str | Callable[..., Any] | None = None) -> Shown:
    """Give the next hint to an exercise, below those given before. They show themselves at the end of a cell.

    In a workspace the next hint opens after an attempt that made use of the last one, and is noted in the progress;
    elsewhere each call gives one more.

    Parameters
    ----------
    name
        An exercise, or a function in one. None: the one that is begun in this notebook.
    """
    try:
        refuse_during_interview(Path.cwd())
        catalogue = load_catalogue()
        exercise = _begun_here(catalogue) if name is None else catalogue.find(called(name))
        if not exercise.hints:
            raise UsageError(f"There are no hints to {exercise.name}. Its brief says what is asked for.")
        workspace = find_workspace(Path.cwd())
        shown, more = _next_here(exercise) if workspace is None else _next_in(workspace, exercise)
    except GradlingsError as error:
        return refusal(error)
    hints = [(f"hint {number} of {len(exercise.hints)}", exercise.hints[number - 1]) for number in shown]
    lines = [f"{exercise.name}  {exercise.title}"]
    for heading, words in hints:
        lines += ["", f"  {heading}", fill(words, _WIDTH, "  ")]
    return Shown("\n".join([*lines, "", fill(more, _WIDTH, "  ")]), hint_html(exercise, hints, more))


def _begun_here(catalogue: Catalogue) -> Exercise:
    begun = attempted(source_run(cells_run()), catalogue)
    if not begun:
        raise UsageError('No exercise is begun in this notebook, so name one: hint("relu").')
    if len(begun) > 1:
        found = " and ".join(exercise.name for exercise in begun)
        raise UsageError(f'More than one exercise is begun here ({found}), so say which: hint("{begun[0].name}").')
    return begun[0]


def _next_here(exercise: Exercise) -> tuple[Sequence[int], str]:
    """Return the numbers of the hints to show, one more than last time, and what is to be said behind them."""
    number = min(_taken.get(exercise.name, 0) + 1, len(exercise.hints))
    _taken[exercise.name] = number
    if number == len(exercise.hints):
        return range(1, number + 1), _ALL
    return range(1, number + 1), f'hint("{exercise.name}") again gives the next one.'


def _next_in(workspace: Workspace, exercise: Exercise) -> tuple[Sequence[int], str]:
    """Return the numbers of the hints that are open, and what is to be said behind them; a new one is noted."""
    progress, _ = read_progress(workspace.progress_path)
    state = hint_state(progress.of(exercise.name), len(exercise.hints))
    shown = state.shown()
    said = _ALL if len(shown) == len(exercise.hints) else _LATER.format(name=exercise.name)
    if shown != state.taken:
        try:
            change_progress(workspace.progress_path, lambda before: with_hints(before, exercise.name, shown, now()))
        except UsageError as error:
            said += f" This hint is not noted. {error}"
    return shown, said
