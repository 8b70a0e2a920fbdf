"""Stubs that give functions ready-made which are an exercise of the same pack."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.boundary.module import bound_names
from grader.catalogue import GIVEN_BEGINS, GIVEN_ENDS, Exercise


@dataclass(frozen=True, slots=True)
class Overlap:
    """The stub of ``giving`` holds ``functions``, which are what ``answered`` asks for."""

    giving: Exercise
    answered: Exercise
    functions: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.giving.name}.py gives {_listed(self.functions)} ready-made, which answers {self.answered.name}"


def overlaps(exercises: Sequence[Exercise]) -> list[Overlap]:
    """Return where one of ``exercises`` gives away another."""
    found = []
    for giving in exercises:
        given = {name for node in ast.parse(giving.given).body for name in bound_names(node)}
        for answered in exercises:
            functions = tuple(function for function in answered.functions if function in given)
            if answered is not giving and functions:
                found.append(Overlap(giving, answered, functions))
    return found


def stub_without(exercise: Exercise, functions: Collection[str]) -> str:
    """Return the stub of ``exercise`` without some of the functions it gives.

    What else in the given block needs one of them to be run at all goes too. Grading puts the kit's own copies in
    their places, so that an answer loses nothing by it.
    """
    if not functions:
        return exercise.stub
    lines = exercise.stub.splitlines(keepends=True)
    begin = next(number for number, line in enumerate(lines) if line.startswith(GIVEN_BEGINS))
    end = next(number for number, line in enumerate(lines) if number > begin and line.startswith(GIVEN_ENDS))
    block = "".join(lines[begin + 1 : end])
    kept = block.splitlines(keepends=True)
    gone = set(functions)
    for node in ast.parse(block).body:
        if bound_names(node) & gone or _runs(node, gone):
            gone |= bound_names(node)
            first = min([node.lineno, *(line.lineno for line in getattr(node, "decorator_list", []))])
            kept[first - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - first + 1)
    note = (
        f"# {_listed(sorted(functions))}: an exercise of this pack, so not given here.\n"
        "# To try this file out, copy what you wrote; when it is graded, the kit's own take their places.\n"
    )
    return "".join([*lines[: begin + 1], _tidied("".join(kept)), note, *lines[end:]])


def _runs(node: ast.stmt, names: Collection[str]) -> bool:
    """Say whether running ``node`` needs one of ``names``; the body of a function runs later."""
    if isinstance(node, ast.FunctionDef):
        parts: list[ast.AST] = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    else:
        parts = [node]
    return any(isinstance(inner, ast.Name) and inner.id in names for part in parts for inner in ast.walk(part))


def _tidied(block: str) -> str:
    """Leave two empty lines between functions, and one at most elsewhere, where others were taken out."""
    text = block
    while "\n\n\n\n" in text:
        text = text.replace("\n\n\n\n", "\n\n\n")
    return text.rstrip("\n") + "\n\n\n"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
