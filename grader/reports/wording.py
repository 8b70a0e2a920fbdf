"""What the formats say in words alike: verdicts, scores, and the one sentence that helps most."""

from __future__ import annotations

from collections.abc import Sequence

from grader.report import ExerciseReport, SubmissionReport, Verdict

VERDICTS: dict[Verdict, str] = {
    "passed": "passed",
    "failed": "not yet",
    "not_attempted": "not attempted",
    "not_gradable": "cannot be graded",
    "timed_out": "timed out",
    "out_of_memory": "out of memory",
    "crashed": "crashed",
}

_MARKS = {"passed": "✓", "failed": "✗", "skipped": "·", "not_attempted": "–"}
_STOPPED = "!"
_ROUNDING = 1e-9  # a share that is 29 but for rounding is 29


def mark(verdict: str) -> str:
    """Return the sign of a verdict or status, so that colour is never the only difference."""
    return _MARKS.get(verdict, _STOPPED)


def tone(verdict: str) -> str:
    """Return whether a verdict or status is good, bad, or neither: quiet."""
    return "good" if verdict == "passed" else "quiet" if verdict in ("skipped", "not_attempted") else "bad"


def score_of(points: float, of: float) -> str:
    """Return a score as ``7/10``."""
    return f"{points:g}/{of:g}"


def share_of(points: float, of: float) -> int:
    """Return a score as a whole number of per cent, rounded down: 100 is full marks."""
    return int(100 * points / of + _ROUNDING) if of else 0


def percent(share: float) -> str:
    """Return a share of 100 as ``93 %``, rounded down: 100 % is full marks alone."""
    return f"{percent_number(share)} %"


def percent_number(share: float) -> str:
    """Return the same without the sign."""
    return str(int(share + _ROUNDING))


def thousands(number: int) -> str:
    """Return a count as ``10,000``."""
    return f"{number:,}"


def duration(seconds: float) -> str:
    """Return a time as ``0.08 s``, ``12 s`` or ``3 min 20 s``."""
    if seconds < 10:
        return f"{seconds:.2f} s" if seconds < 1 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def totals_of(count: int, shares: Sequence[float]) -> str:
    """Return how many submissions there are, how many got full marks, and the mean score; ``shares`` are of 1."""
    full = sum(share >= 1 for share in shares)
    mean = f", mean score {percent(100 * sum(shares) / len(shares))}" if shares else ""
    return f"{count} submission{'s' * (count != 1)}, {full} with full marks{mean}"


def summary(submission: SubmissionReport) -> str:
    """Return how much of a submission passed, as a sentence."""
    count = len(submission.exercises)
    passed = sum(exercise.verdict == "passed" for exercise in submission.exercises)
    if not count:
        return exercises_of(submission)[0].message
    if count == 1:
        return f"{VERDICTS[submission.exercises[0].verdict].capitalize()}."
    return f"All {count} exercises passed." if passed == count else f"{passed} of {count} exercises passed."


def says_nothing(submission: SubmissionReport) -> bool:
    """Say whether checks failed and not a word tells why, as when a run shows verdicts alone."""
    failed = [check for exercise in submission.exercises for check in exercise.checks if check.status == "failed"]
    named = any(exercise.mistakes for exercise in submission.exercises)
    return bool(failed) and not named and not any(check.message or check.counterexample for check in failed)


def first_step(submission: SubmissionReport) -> str:
    """Return what to look at first, or nothing where there is no more to say than which checks failed."""
    told = not says_nothing(submission) or any(e.verdict not in ("passed", "failed") for e in submission.exercises)
    return main_reason(submission) if told and not submission.passed else ""


def text_of(value: object) -> str:
    """Return a value of a counterexample as text: an index as ``0, 2``, everything else as it is."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def exercises_of(submission: SubmissionReport) -> list[ExerciseReport]:
    """Return the exercises of a submission, or one that stands for the lack of any: every submission is mentioned."""
    message = "It attempts none of the exercises that the kit grades."
    return submission.exercises or [ExerciseReport("", 0.0, 0.0, 0.0, "not_attempted", message)]


def reason(exercise: ExerciseReport) -> str:
    """Return what keeps an exercise from full marks: a named mistake, else a verdict that stopped it, else the first
    failed check.
    """
    if exercise.mistakes:
        return exercise.mistakes[0].says
    if exercise.verdict not in ("passed", "failed"):
        return exercise.message
    failed = next((check for check in exercise.checks if check.status == "failed"), None)
    return (failed.message or failed.title) if failed is not None else exercise.message


def main_reason(submission: SubmissionReport) -> str:
    """Return the one sentence that helps most: a named mistake, else a verdict that stopped it, else the first failed
    check.
    """
    exercises = submission.exercises
    stopped = [exercise for exercise in exercises if exercise.verdict not in ("passed", "failed")]
    failed = [exercise for exercise in exercises if any(check.status == "failed" for check in exercise.checks)]
    first = next(iter([exercise for exercise in exercises if exercise.mistakes] or stopped or failed), None)
    if first is None:
        return "" if exercises else reason(exercises_of(submission)[0])
    named = bool(first.mistakes) or first.verdict in ("passed", "failed")
    subject = first.name if named else f"{first.name} {VERDICTS[first.verdict]}"
    sentence = reason(first)
    return f"{subject}: {sentence}" if sentence else subject
