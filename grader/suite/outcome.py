"""From what a check raised to what the report says of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

import msgspec

from grader.boundary.losses import LoadError, WorkerLost
from grader.plaintext import plain
from grader.report import WAITS_FOR, CheckReport, Origin, Status
from grader.suite.candidate import CallRecord, Candidate, CandidateRaised, Failure
from grader.suite.checks import CheckFailed, CheckSpec
from grader.suite.wording import describe_call, describe_problem, describe_value

_MESSAGE_LIMIT = 1_500
_SHORT_CALL = 70
_FORM_ALONE = "It counts as soon as values are right too."

_Words = Literal["suite", "call", "submission"]  # whose words a message is in: see grader.report.Origin


def passed(spec: CheckSpec) -> CheckReport:
    """Return the report of a check that ran to its end."""
    return _report(spec, "passed", spec.points, "", Origin("submission", feedback=spec.feedback))


def not_written(functions: Sequence[str]) -> str:
    """Return that ``functions`` are absent or still the stub's, as a clause."""
    return f"{' and '.join(functions)} {'is' if len(functions) == 1 else 'are'} not written yet"


def unwritten(spec: CheckSpec) -> CheckReport:
    """Return the report of a check whose function is absent or still the stub's: no failure, and no points."""
    message = f"{not_written([spec.function])}."
    return _report(spec, "skipped", 0.0, message, Origin("submission", feedback=spec.feedback))


def skipped(spec: CheckSpec, because: CheckSpec) -> CheckReport:
    """Return the report of a check that says nothing until another one passes."""
    message = f"{WAITS_FOR}: {because.title}."
    return _report(spec, "skipped", 0.0, message, Origin(waits_for=because.name, feedback=spec.feedback))


def is_waiting(check: CheckReport) -> bool:
    """Say whether a check was skipped because another one did not pass."""
    return check.status == "skipped" and check.message.startswith(WAITS_FOR)


def without_form_alone(checks: Sequence[CheckReport], of_form: Collection[str]) -> list[CheckReport]:
    """Return ``checks`` with no points for form where a function has no value right.

    Parameters
    ----------
    of_form
        Names of the checks that an answer may pass without a single right value.
    """
    right = {check.function for check in checks if check.status == "passed" and check.name not in of_form}
    return [
        msgspec.structs.replace(check, points=0.0, message=_FORM_ALONE)
        if check.status == "passed" and check.function not in right
        else check
        for check in checks
    ]


def failed(spec: CheckSpec, error: Exception, candidate: Candidate) -> CheckReport:
    """Return the report of a check that raised ``error``."""
    message, counterexample, words = _explain(spec, error, candidate)
    message = plain(message[: 2 * _MESSAGE_LIMIT])
    counterexample = {key: plain(part) if isinstance(part, str) else part for key, part in counterexample.items()}
    origin = Origin(words, feedback=spec.feedback)
    return _report(spec, "failed", 0.0, message[:_MESSAGE_LIMIT], origin, counterexample)


def _report(
    spec: CheckSpec,
    status: Status,
    points: float,
    message: str,
    origin: Origin,
    counterexample: dict[str, Any] | None = None,
) -> CheckReport:
    return CheckReport(
        spec.name, spec.title, spec.function, status, points, spec.points, message, counterexample or {}, origin
    )


def _explain(spec: CheckSpec, error: Exception, candidate: Candidate) -> tuple[str, dict[str, Any], _Words]:
    match error:
        case CandidateRaised(call=call, problem=problem):
            if problem.not_written:
                return f"{not_written([call.function])}: it raises NotImplementedError.", {}, "submission"
            return f"{describe_call(call)} raised {describe_problem(problem)}.", _counterexample(call), "call"
        case WorkerLost():
            return str(error), {}, "submission"
        case LoadError(problem=problem):
            return f"The file could not be run again: {describe_problem(problem)}.", {}, "submission"
        case CheckFailed():
            return *_explain_difference(error, spec, candidate), "suite"
        case AssertionError():
            return _with_advice(str(error) or "This does not hold.", spec), _last_call(candidate), "suite"
        case _:
            # The suite stumbled over the value: it is not of the form the brief asks for.
            sentence = f"{spec.function} returned something of another form than the brief describes"
            return _with_advice(f"{sentence} ({type(error).__name__}).", spec), _last_call(candidate), "suite"


def _explain_difference(error: CheckFailed, spec: CheckSpec, candidate: Candidate) -> tuple[str, dict[str, Any]]:
    source = candidate.source_of(error.got)
    call = source[0] if source is not None else _latest(candidate)
    message = error.message
    if call is None:
        return _with_advice(message, spec), {}
    path = (source[1] if source is not None else "") or error.path
    candidate.failures[spec.name] = Failure(call, path)
    shown = describe_call(call)
    subject = shown if len(shown) <= _SHORT_CALL else f"{call.function}(…)"
    message = message.replace(f"the returned value{error.path}", f"{subject}{path}", 1)
    counterexample = _counterexample(call)
    if error.expected is not None:
        counterexample |= {"expected": describe_value(error.expected), "got": describe_value(error.got)}
    if error.index is not None:
        counterexample["index"] = list(error.index)
    return _with_advice(message, spec), counterexample


def _with_advice(message: str, spec: CheckSpec) -> str:
    return f"{message} {spec.advice}".strip()


def _latest(candidate: Candidate) -> CallRecord | None:
    return candidate.calls[-1] if candidate.calls else None


def _last_call(candidate: Candidate) -> dict[str, Any]:
    call = _latest(candidate)
    return _counterexample(call) if call is not None else {}


def _counterexample(call: CallRecord) -> dict[str, Any]:
    found: dict[str, Any] = {"call": describe_call(call)}
    if call.planted:  # the call alone does not show the failure: these names meant functions of the suite
        found["planted"] = sorted(call.planted)
    return found
