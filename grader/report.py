"""The report: one model from which the terminal, JSON and every other format are made.

The field names and their order are the published schema, version 1.

Names, messages, exceptions, prints and values of a candidate's come together here, and here they are made plain, in
every field of every record and however a record is made: no writer of a format has to remember it, and none can see
anything else. A writer still escapes for its format.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, Protocol

import msgspec

import grader
from grader.plaintext import plain, plain_name

Verdict = Literal["passed", "failed", "not_attempted", "not_gradable", "timed_out", "out_of_memory", "crashed"]
Status = Literal["passed", "failed", "skipped"]
Feedback = Literal["full", "mistakes", "verdict"]  # how much of a hidden suite a report shows: see grader.feedback

SCHEMA = 1  # what the JSON form is published as
WAITS_FOR = "Waits for"  # how the message of a check begins that was skipped because another one did not pass


class Origin(msgspec.Struct, frozen=True):
    """Where the words of a check's report come from, for :mod:`grader.feedback` to judge by; never published.

    ``message`` is in the words of the hidden ``suite``; or tells of a ``call`` of the candidate's code, with its input;
    or of the ``submission`` as such, nothing of the suite in it. ``waits_for`` is the check that this one waits for.
    ``feedback`` is what the suite's author wants for this check, None for what the run is told.
    """

    message: Literal["suite", "call", "submission"] = "suite"
    waits_for: str = ""
    feedback: Feedback | None = None


# By field: names, and text of several lines. Every other text is one line, so that it can begin no line of its own.
_NAMES = {"name", "source"}
_BLOCKS = {"counterexample", "printed"}
_MOST = {"message": 2_000, "says": 2_000, "source": 1_000, "printed": 10_000, "counterexample": 4_000}
_MOST_OF_A_NAME = 300  # a file system allows 255 bytes
_DEEPEST = 4  # levels in a counterexample; ours have two


class _Plain(msgspec.Struct, frozen=True):
    """A part of the report. Built, replaced or decoded, its text is plain."""

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if isinstance(value, (str, list, dict)):
                msgspec.structs.force_setattr(self, field, _cleaned(value, field))


def _cleaned(value: Any, field: str, depth: int = 0) -> Any:
    match value:
        case str():
            most = _MOST.get(field, _MOST_OF_A_NAME)
            if field in _NAMES:
                return plain_name(value, most=most)
            return plain(value, one_line=field not in _BLOCKS, most=most)
        case list() if depth < _DEEPEST:
            return [_cleaned(part, field, depth + 1) for part in value]
        case dict() if depth < _DEEPEST:
            return {
                plain_name(str(key), most=_MOST_OF_A_NAME): _cleaned(part, field, depth + 1)
                for key, part in value.items()
            }
        case None | bool() | int() | float() | msgspec.Struct():
            return value
    return _cleaned(str(value), field)


class CheckReport(_Plain, frozen=True):
    """What came of one check of a hidden suite."""

    name: str
    title: str
    function: str
    status: Status
    points: float
    max_points: float
    message: str = ""
    counterexample: dict[str, Any] = {}
    origin: Origin | msgspec.UnsetType = msgspec.UNSET  # gone, as all that is unset, before anything is published


class Mistake(_Plain, frozen=True):
    """A catalogued mistake that the outputs look like."""

    name: str
    function: str
    says: str


class ExerciseReport(_Plain, frozen=True):
    """What came of one exercise of one submission."""

    name: str
    score: float
    max_score: float
    seconds: float
    verdict: Verdict
    message: str = ""
    checks: list[CheckReport] = []
    mistakes: list[Mistake] = []
    printed: str = ""


class SubmissionReport(_Plain, frozen=True):
    """What came of one submission."""

    name: str
    source: str
    score: float
    max_score: float
    exercises: list[ExerciseReport]

    @property
    def passed(self) -> bool:
        """Whether every exercise passed, and there was at least one."""
        return bool(self.exercises) and all(exercise.verdict == "passed" for exercise in self.exercises)


class Sandbox(_Plain, frozen=True):
    """How strong the walls around candidate code were."""

    level: Literal["strong", "good", "weak", "none"]
    walls: list[str]


class Report(_Plain, frozen=True):
    """One run of ``check`` or ``grade``."""

    sandbox: Sandbox
    submissions: list[SubmissionReport]
    schema: int = SCHEMA
    kit: str = grader.__version__

    @property
    def passed(self) -> bool:
        """Whether every submission passed."""
        return bool(self.submissions) and all(submission.passed for submission in self.submissions)


class Results(Protocol):
    """What a writer of a format needs of a run: a :class:`Report`, or results that are read anew on every pass.

    A run over ten thousand submissions is never in memory as a whole; its writers go over ``submissions`` once or
    twice, and keep what they count, not what they see.
    """

    @property
    def sandbox(self) -> Sandbox:
        """How strong the walls were."""

    @property
    def kit(self) -> str:
        """The version that graded."""

    @property
    def submissions(self) -> Collection[SubmissionReport]:
        """The reports in the submissions' order; may be gone over more than once."""

    @property
    def passed(self) -> bool:
        """Whether every submission passed."""


class Document(msgspec.Struct):
    """A report as it is published, with its fields in the published order."""

    schema: int
    kit: str
    sandbox: Sandbox
    submissions: list[SubmissionReport]


def to_json(report: Report) -> bytes:
    """Return the report as indented JSON, ending in a newline."""
    document = Document(report.schema, report.kit, report.sandbox, report.submissions)
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def submission_report(name: str, source: str, exercises: list[ExerciseReport]) -> SubmissionReport:
    """Add up the scores of ``exercises``."""
    score = round(sum(exercise.score for exercise in exercises), 6)
    return SubmissionReport(name, source, score, sum(exercise.max_score for exercise in exercises), exercises)
