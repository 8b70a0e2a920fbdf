"""What the formats say in words alike: verdicts, scores, and the one sentence that helps most."""

from __future__ import annotations

from grader.report import ExerciseReport, Results, SubmissionReport, Verdict

VERDICTS: dict[Verdict, str] = {
    "passed": "passed",
    "failed": "not yet",
    "not_attempted": "not attempted",
    "not_gradable": "cannot be graded",
    "timed_out": "timed out",
    "out_of_memory": "out of memory",
    "crashed": "crashed",
}


def score_of(points: float, of: float) -> str:
    """Return a score as ``7/10``."""
    return f"{points:g}/{of:g}"


def totals(report: Results) -> str:
    """Return how many submissions there are, how many got full marks, and the mean score."""
    count = len(report.submissions)
    passed = sum(submission.passed for submission in report.submissions)
    shares = [s.score / s.max_score for s in report.submissions if s.max_score]
    mean = f", mean score {100 * sum(shares) / len(shares):.0f} %" if shares else ""
    return f"{count} submission{'s' * (count != 1)}, {passed} with full marks{mean}"


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
