"""What of a submission is compared: per exercise, the statements its answer is made of, without the stub's."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise
from grader.similarity.fingerprints import Place, fingerprints
from grader.similarity.tokens import Token, tokens_of
from grader.submissions.cells import Cell
from grader.submissions.discovery import Submission
from grader.submissions.parsing import lines_of, parse
from grader.submissions.slicing import describe_statements, statements_for

_MOST_TOKENS = 20_000  # of one answer; the longest reference has 300


@dataclass(frozen=True, slots=True)
class Unit:
    """One submission's answer to one exercise.

    ``lines`` are its text, without what was left out; places in ``fingerprints`` count them from 1.
    """

    submission: str
    source: str
    exercise: str
    lines: tuple[str, ...]
    fingerprints: dict[int, list[Place]]


def told_apart(submissions: Sequence[Submission]) -> list[Submission]:
    """Call those that bear the same name by where they are: ``alice`` of two years may be two people."""
    times = Counter(submission.name for submission in submissions)
    return [
        msgspec.structs.replace(submission, name=submission.source) if times[submission.name] > 1 else submission
        for submission in submissions
    ]


def units_of(submission: Submission, catalogue: Catalogue) -> Iterator[Unit]:
    """Yield what of ``submission`` is compared."""
    for attempt in submission.attempts:
        exercise = catalogue.get(attempt.exercise)
        if exercise is not None and attempt.chunks:
            yield unit_of(submission.name, submission.source, exercise, attempt.chunks)


def unit_of(name: str, source: str, exercise: Exercise, chunks: Sequence[Chunk]) -> Unit:
    """Return what of an answer is compared: the graded functions and what they are made with."""
    texts = dict.fromkeys((chunk.label, chunk.text) for chunk in chunks)  # a cell may be run in more than one piece
    cells = [Cell(label, text, *parse(text, label)) for label, text in texts]
    given = {ast.dump(node) for node in ast.parse(exercise.stub + "\n" + exercise.given).body}
    fixed = {*exercise.functions, *(node.name for node in _functions(ast.parse(exercise.given).body))}
    lines: list[str] = []
    tokens: list[Token] = []
    for statement in statements_for(describe_statements(cells), exercise.functions):
        cell = cells[statement.cell]
        node = cell.body[statement.index]
        if _is_own(node, given):
            begin = _first_line(node)
            moved = len(lines) - begin + 1
            tokens += [Token(token.text, token.line + moved) for token in tokens_of([node], fixed)]
            lines += [*lines_of(cell.text)[begin - 1 : node.end_lineno], ""]
    return Unit(name, source, exercise.name, tuple(lines), fingerprints(tokens[:_MOST_TOKENS]))


def _is_own(node: ast.stmt, given: Collection[str]) -> bool:
    """Say whether ``node`` is the candidate's writing: no import, no docstring of a file, nothing out of the stub."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr):
        return False
    try:
        return ast.dump(node) not in given
    except (RecursionError, ValueError):  # nested a thousand deep: it is no stub's
        return True


def _functions(body: Sequence[ast.stmt]) -> Iterator[ast.FunctionDef]:
    return (node for node in body if isinstance(node, ast.FunctionDef))


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])
