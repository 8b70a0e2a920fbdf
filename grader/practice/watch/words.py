"""The line at the bottom of the screen: what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.practice.watch.terms import Terms
    from grader.report import ExerciseReport


def well_done(terms: Terms) -> str:
    """Return what to do when everything is done: where there is a time to hand in, that."""
    if terms.ends_at is not None:
        return "All are done. Read them over while there is time; q hands in."
    return "All are done. Well done! `gradlings quiz` asks what interviewers ask besides code."


def prompt_for(
    file: str,
    report: ExerciseReport | None,
    long_check: float | None,
    following: str | None,
    terms: Terms,
    *,
    is_done: bool,
    all_done: bool,
    is_gone: bool,
    has_hint: bool,
    brief: str = "",
) -> str:
    """Return what to do now, in a line.

    Parameters
    ----------
    long_check
        For how many seconds the file has been checked, if that is longer than it should take.
    following
        The next exercise that is not done.
    has_hint
        Whether the key for hints has one to show that is not on the screen.
    brief
        The file that holds the task in words, if it is another one.
    """
    if long_check is not None:
        return f"Checking for {long_check:.0f} s. A loop that never ends? Change it and save."
    if is_gone or report is None:
        return ""
    if is_done:
        if all_done or following is None:
            return well_done(terms) if all_done else "Done."
        return f"Done! Read it over once more, then n goes on to {following}."
    match report.verdict:
        case "not_attempted":
            return f"Read {brief}, fill in {file}, and save." if brief else f"Open {file}, fill it in, and save."
        case "not_gradable":
            return "Python cannot run it yet. This counts as no attempt: mend it and save."
        case "timed_out":
            return "Something takes too long. Look at your loops, and save."
        case "passed":
            return "Full marks."
    if terms.hints and has_hint:
        return "Not yet. Change it and save; h gives a hint."
    return "Not yet. Change it and save."
