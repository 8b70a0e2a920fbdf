"""How asking a worker can end other than in an answer."""

from __future__ import annotations

from grader.boundary.messages import Problem


class WorkerLost(Exception):
    """The worker cannot answer any more; the check that asked fails, the next one gets a fresh worker."""

    verdict = "crashed"


class WorkerTimedOut(WorkerLost):
    """The worker took longer than the limit, by the grader's own clock."""

    verdict = "timed_out"

    def __init__(self, doing: str, seconds: float) -> None:
        super().__init__(f"{doing} took longer than {seconds:g} s and was stopped.")


class WorkerDied(WorkerLost):
    """The worker ended by itself, or broke the rules of the wire."""


class AnswersTooLarge(WorkerLost):
    """What the worker answered is more, all together, than the grader keeps."""

    verdict = "out_of_memory"


class WorkerOrphaned(WorkerLost):
    """The worker went down with its zygote, through no fault of its own submission."""


class LoadError(Exception):
    """The submission's source could not be run to its end."""

    def __init__(self, problem: Problem, printed: str) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.printed = printed
