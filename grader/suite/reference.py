"""The solution's functions and the catalogued mistakes, run in the grader: they are ours."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType, SimpleNamespace
from typing import Any

from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.errors import BankError


@dataclass(frozen=True, slots=True)
class Misconception:
    """A named wrong implementation.

    ``equivalent`` is the reason why it is the same program as the reference after all, or empty.
    """

    name: str
    function: str
    says: str
    implementation: Callable[..., Any]
    equivalent: str


@functools.cache
def load_reference(exercise: Exercise) -> SimpleNamespace:
    """Return the functions of the solution, and those the stub gives, as attributes.

    Raises
    ------
    BankError
        If the solution cannot be run or lacks a graded function.
    """
    return run_reference(exercise, GivenFunctions(exercise.given))


def run_reference(exercise: Exercise, given: GivenFunctions) -> SimpleNamespace:
    """Return the functions of the solution, run anew with ``given``, through which given names can be planted.

    Raises
    ------
    BankError
        If the solution cannot be run or lacks a graded function.
    """
    namespace = _run(exercise, "solution.py", _text(exercise, "solution.py"), given)
    missing = [name for name in exercise.functions if not callable(namespace.get(name))]
    if missing:
        raise BankError(f"The solution of {exercise.name} does not define {missing[0]}.")
    return SimpleNamespace(**{name: value for name, value in namespace.items() if not name.startswith("__")})


def signatures_of(exercise: Exercise) -> dict[str, inspect.Signature]:
    """Return the signatures of the graded functions."""
    reference = load_reference(exercise)
    return {name: inspect.signature(getattr(reference, name)) for name in exercise.functions}


def load_misconceptions(exercise: Exercise, given: GivenFunctions) -> tuple[Misconception, ...]:
    """Return the catalogued mistakes of ``exercise``, run with ``given``, through which given names can be planted.

    ``misconceptions.py`` ends in a dict ``MISCONCEPTIONS`` from each graded function to its wrong implementations, and
    may hold a dict ``EQUIVALENT`` from a name to the reason why it is no mistake. The solution is in scope as
    ``reference``.

    Raises
    ------
    BankError
        If the file cannot be run, or a mistake has no sentence for the candidate.
    """
    return misconceptions_in(exercise, misconceptions_namespace(exercise, given))


def run_beside_solution(exercise: Exercise, name: str) -> dict[str, Any]:
    """Return what a further file in the solution's folder defines, such as ``probes.py``."""
    return _run(exercise, name, _text(exercise, name), GivenFunctions(exercise.given))


def misconceptions_in(exercise: Exercise, namespace: Mapping[str, Any]) -> tuple[Misconception, ...]:
    """Return the catalogued mistakes that ``namespace`` lists."""
    listed: Mapping[str, list[Callable[..., Any]]] = namespace.get("MISCONCEPTIONS", {})
    equivalent: Mapping[str, str] = namespace.get("EQUIVALENT", {})
    found = []
    for function, implementations in listed.items():
        for implementation in implementations:
            says = " ".join((implementation.__doc__ or "").strip().split("\n\n")[0].split())
            name = implementation.__name__
            if not says:
                raise BankError(f"The misconception {name} of {exercise.name} has no docstring to tell the candidate.")
            found.append(Misconception(name, function, says, implementation, equivalent.get(name, "")))
    return tuple(found)


def misconceptions_namespace(exercise: Exercise, given: GivenFunctions) -> dict[str, Any]:
    """Return all that ``misconceptions.py`` defines, run anew with ``given``.

    Raises
    ------
    BankError
        If the file cannot be run.
    """
    extra = {"reference": run_reference(exercise, given)}
    return _run(exercise, "misconceptions.py", _text(exercise, "misconceptions.py"), given, extra)


def _text(exercise: Exercise, name: str) -> str:
    try:
        return (exercise.secret_folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BankError(
            f"The exercise {exercise.name} is incomplete: {name} cannot be read ({error.strerror})."
        ) from error


@functools.cache
def _compiled(label: str, text: str) -> CodeType:
    return compile(text, label, "exec", dont_inherit=True)


def _run(
    exercise: Exercise, name: str, text: str, given: GivenFunctions, extra: dict[str, Any] | None = None
) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": name.removesuffix(".py"), **(extra or {})}
    given.bind(namespace, given.names)
    try:
        exec(_compiled(f"<{exercise.name}/{name}>", text), namespace)
        return namespace
    except Exception as error:
        raise BankError(f"{name} of {exercise.name} cannot be run: {type(error).__name__}: {error}.") from error
