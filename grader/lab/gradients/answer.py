"""A submission's gradients of one network: asked for in a worker, and believed only as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.boundary.host import Host
from grader.boundary.losses import LoadError, WorkerLost
from grader.boundary.messages import Texts
from grader.catalogue import Exercise
from grader.grading.verdicts import why_not_loaded
from grader.plaintext import plain
from grader.submissions.attempts import Attempt
from grader.suite.candidate import Candidate, CandidateRaised
from grader.suite.networks import Network
from grader.suite.reference import signatures_of
from grader.suite.wording import describe_problem

FUNCTION = "backward_propagation"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call of a submission's ``backward_propagation``.

    ``problem`` is a sentence if nothing came back, and ``value`` None then; ``remarks`` are sentences about the call.
    """

    value: Any
    problem: str = ""
    remarks: tuple[str, ...] = ()
    printed: str = ""


def ask(host: Host, exercise: Exercise, attempt: Attempt, network: Network, *, own_first: bool = False) -> Answer:
    """Call the submission's ``backward_propagation`` on ``network`` in a fresh worker.

    Parameters
    ----------
    own_first
        Let given functions that the submission brings along stay its own.
    """
    if attempt.problem:
        return Answer(None, attempt.problem)
    if FUNCTION in attempt.stubs:
        return Answer(None, f"{FUNCTION} is not written yet: it raises NotImplementedError.")
    texts = Texts(exercise.given, attempt.chunks, own_first, list(exercise.packages))
    candidate = Candidate(host, host.start(texts, exercise.limits), texts, exercise.limits, signatures_of(exercise))
    try:
        candidate.load()
        call = candidate.call(FUNCTION, network.parameters, network.cache, network.y, network.activation)
    except LoadError as error:
        return Answer(None, why_not_loaded(error.problem, exercise.packages), printed=candidate.printed)
    except CandidateRaised as error:
        if error.problem.not_written:
            return Answer(None, f"{FUNCTION} is not written yet: it raises NotImplementedError.")
        return Answer(None, f"{FUNCTION}(…) raised {describe_problem(error.problem)}.", printed=candidate.printed)
    except WorkerLost as error:
        return Answer(None, str(error), printed=candidate.printed)
    finally:
        candidate.close()
    remarks = [f"It changes its argument {call.changed[0]} in place: work on a copy."] if call.changed else []
    remarks += [f"numpy warned: {plain(call.warnings[0], one_line=True)}."] if call.warnings else []
    return Answer(call.value, remarks=tuple(remarks), printed=candidate.printed)
