"""The mark that makes a test a check, and the failure it reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from grader.report import Feedback

if TYPE_CHECKING:
    from grader.suite.candidate import CallRecord

_F = TypeVar("_F", bound=Callable[..., Any])
_SPEC = "__check__"


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """What a check is about and what it is worth.

    ``needs`` names the checks without which this one says nothing: if one of them did not pass, this one is skipped.
    ``form`` says that an answer may pass it without a single right value, by its shape or by being constant: it counts
    only where another check of the function passes.
    """

    name: str
    title: str
    advice: str
    function: str
    points: float
    needs: tuple[str, ...]
    form: bool
    feedback: Feedback | None = None


class CheckFailed(AssertionError):
    """A check did not hold.

    Parameters
    ----------
    message
        One or two sentences for the candidate, beginning with what is off.
    got
        The value that is off, as the candidate's function returned it: the report names the call it came from.
    expected, index
        For the counterexample: the value that was expected, and the first index that differs.
    """

    def __init__(
        self,
        message: str,
        *,
        got: Any = None,
        expected: Any = None,
        index: tuple[int, ...] | None = None,
        path: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.got = got
        self.expected = expected
        self.index = index
        self.path = path


def check(
    function: str, *, points: float, needs: Sequence[str] = (), form: bool = False, feedback: Feedback | None = None
) -> Callable[[_F], _F]:
    """Mark a test as a check of ``function``.

    Parameters
    ----------
    points
        What it is worth.
    needs
        Names of checks that must have passed; otherwise this one is skipped.
    form
        An answer may pass this check without a single right value: by its shape, or by being constant. It then counts
        only if another check of ``function`` passes, one that is not of form.
    feedback
        How much of this check a report may show, whatever ``--feedback`` says: ``"verdict"`` protects it even where
        the rest is shown in full, ``"full"`` opens it even where the rest is a verdict, as suits a check of shapes
        that gives nothing away. Default: as the run is told.

    Raises
    ------
    ValueError
        If ``feedback`` is no such level.
    """
    if feedback is not None and feedback not in get_args(Feedback):
        raise ValueError(f"feedback={feedback!r} is none of {', '.join(get_args(Feedback))}.")

    def mark(test: _F) -> _F:
        title, _, advice = (test.__doc__ or "").strip().partition("\n")
        words = " ".join(advice.split())
        spec = CheckSpec(test.__name__, title.strip(), words, function, float(points), tuple(needs), form, feedback)
        setattr(test, _SPEC, spec)
        return test

    return mark


def spec_of(test: object) -> CheckSpec | None:
    """Return the mark of a test, or None if it has none."""
    spec = getattr(test, _SPEC, None)
    return spec if isinstance(spec, CheckSpec) else None


def check_unchanged(call: CallRecord, *arguments: str) -> None:
    """Fail if the call changed its arguments in place; with names, only those arguments matter.

    Raises
    ------
    CheckFailed
        Naming the first argument that changed.
    """
    for path in call.changed:
        if not arguments or path.partition("[")[0] in arguments:
            raise CheckFailed(
                f"{call.function} changes its argument {path} in place. "
                "The caller still needs the old values: work on a copy.",
                got=call.value,
            )


def check_no_warnings(call: CallRecord) -> None:
    """Fail if numpy warned during the call; that a number became 0 by underflow is no fault.

    Raises
    ------
    CheckFailed
        With the first warning.
    """
    for warning in call.warnings:
        if "underflow" not in warning:
            raise CheckFailed(f"{call.function} makes numpy warn: {warning}.", got=call.value)
