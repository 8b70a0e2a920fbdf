"""What is on the screen: from what is known to lines, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.report import CheckReport, ExerciseReport
from grader.reports.layout import cells, fill, fit
from grader.reports.text import Paint, Style, check_lines, printed_lines
from grader.reports.wording import VERDICTS, score_of

if TYPE_CHECKING:
    from grader.catalogue import Exercise

_WIDEST = 110
_LOW = 12  # rows below which only the essential is shown
_BAR = 24
_SHORTEST_TITLE = 4
_AT_ONCE = 0.25  # seconds up to which a check is not worth a word
_LONG = 1.0  # seconds after which the verdict on the version before stands in the way


@dataclass(frozen=True, slots=True)
class Look:
    """How it is shown: size, colours, and whether the name of a file may lead to it.

    ``colour`` says whether ``paint`` gives any, for what is painted by others.
    """

    width: int
    height: int
    paint: Paint
    colour: bool = False
    links: bool = False

    @property
    def column(self) -> int:
        """How wide a text may be."""
        return min(self.width, _WIDEST)


def by_line(paint: Paint) -> Paint:
    """Return ``paint`` for texts of several lines: each is to bear its colour when it is shown without the others."""
    return lambda text, style: "\n".join(paint(line, style) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class View:
    """All that a screen shows of one exercise.

    Parameters
    ----------
    title, status
        What stands at the top: the name of all this, and a countdown if there is one.
    done, total
        How many exercises are done, of how many.
    file, uri
        Where the work is, as a person would type it and as a link.
    brief, brief_uri
        Where the task is said in words, if that is another file.
    report
        The latest one, if there is any; of an earlier version while a newer one is being checked.
    saved
        At what time of day the file was saved that it is about.
    checking
        For how many seconds the file has been checked by now; None if it is not.
    hints
        Those that were asked for; ``all_hints`` is how many there are.
    keys
        What may be pressed: each key and what it does.
    prompt
        The line at the bottom.
    note
        Something the person has to know, if all is not well.
    """

    title: str
    exercise: Exercise
    file: str
    done: int
    total: int
    keys: Sequence[tuple[str, str]]
    prompt: str
    status: str = ""
    uri: str = ""
    brief: str = ""
    brief_uri: str = ""
    report: ExerciseReport | None = None
    saved: str = ""
    checking: float | None = None
    is_gone: bool = False
    hints: Sequence[str] = ()
    all_hints: int = 0
    note: str = ""
    question: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen: its lines, how far its middle can be scrolled, and how many lines that middle has."""

    lines: list[str]
    most_scroll: int = 0
    room: int = 1


def exercise_screen(view: View, look: Look, scroll: int = 0) -> Frame:
    """Return the screen of one exercise."""
    return framed(_head(view, look), body_lines(view, look), _foot(view, look), look, scroll)


def framed(head: list[str], body: list[str], foot: list[str], look: Look, scroll: int) -> Frame:
    """Return head and foot with as much between them as there is room for, from the line ``scroll`` on."""
    room = look.height - len(head) - len(foot)
    if room < 1:
        head, foot = head[:1], foot[-1:]
        room = max(look.height - len(head) - len(foot), 1)
    most = max(len(body) - room, 0)
    scroll = min(scroll, most)
    shown = body[scroll : scroll + room]
    below = len(body) - scroll - room
    if below > 0:
        shown[-1] = look.paint(fit(f"  ↓ {below + 1} more lines: arrow keys", look.width), "muted")
    lines = [*head, *shown, *[""] * (room - len(shown)), *foot]
    return Frame(lines[: look.height], most, room)


def progress_bar(done: int, total: int, look: Look) -> str:
    """Return a bar and the numbers behind it."""
    numbers = f" {done}/{total}"
    length = max(min(_BAR, look.column // 4), 4)
    full = length * done // total if total else 0
    return look.paint("█" * full, "good") + look.paint("░" * (length - full), "muted") + numbers


def bar_width(done: int, total: int, look: Look) -> int:
    """Return how many columns the bar and its numbers take."""
    return max(min(_BAR, look.column // 4), 4) + len(f" {done}/{total}")


def top_line(title: str, status: str, done: int, total: int, look: Look) -> str:
    """Return the line at the top: the title, a countdown, and how much is done."""
    room = look.column - bar_width(done, total, look) - 1
    clock = fit(status, room) if status else ""
    left = room - cells(clock) - 2 * bool(clock)
    name = fit(title, left) if left >= _SHORTEST_TITLE else ""
    gap = room + 1 - cells(name) - cells(clock)
    before = 0 if not clock else 2 if name and gap > 2 else 0  # the clock stands in the middle where there is room
    before = max(before, min(gap // 2, look.column // 2 - cells(name) - cells(clock) // 2)) if clock else 0
    middle = " " * before + look.paint(clock, "mistake") + " " * (gap - before) if clock else " " * gap
    return (look.paint(name, "strong") if name else "") + middle + progress_bar(done, total, look)


def key_lines(keys: Sequence[tuple[str, str]], look: Look) -> list[str]:
    """Return the keys and what they do, in as many lines as it takes."""
    lines: list[list[str]] = [[]]
    used = 0
    for key, does in keys:
        length = cells(key) + 1 + cells(does)
        if lines[-1] and used + 2 + length > look.column:
            lines.append([])
            used = 0
        used += length + 2 * bool(lines[-1])
        lines[-1].append(f"{look.paint(key, 'strong')} {look.paint(does, 'muted')}")
    return ["  ".join(line) for line in lines]


def rule(look: Look) -> str:
    """Return a line across."""
    return look.paint("─" * look.column, "muted")


def body_lines(view: View, look: Look) -> list[str]:
    """Return what there is to say of the exercise, the most helpful first."""
    width = look.column
    lines: list[str] = []
    if view.note:
        lines += [*look.paint(fill(view.note, width, "  "), "mistake").split("\n"), ""]
    for number, hint in enumerate(view.hints, start=1):
        lines += [look.paint(f"  Hint {number} of {view.all_hints}", "strong")]
        lines += [*fill(hint, width, "  ").split("\n"), ""]
    if view.is_gone:
        sentence = f"{view.file} is not there. Save it again, or let x put the stub back."
        lines += [*fill(sentence, width, "  ").split("\n"), ""]
    elif view.report is None or (view.checking or 0.0) > _LONG:  # what is known is about another version
        lines += [look.paint("  Checking…" if view.checking is not None else "  Not checked yet.", "muted"), ""]
    else:
        lines += _report_lines(view.report, look)
        if view.report.verdict == "not_attempted":
            lines += _task_lines(view, look)
    while lines and not lines[-1]:
        lines.pop()
    return [line for entry in lines for line in entry.split("\n")]


def _task_lines(view: View, look: Look) -> list[str]:
    """Return what is to be written, for somebody who has not begun."""
    functions = view.exercise.functions
    width = max(map(len, functions))
    lines = [fit(f"  {name:<{width}}  {points:g} points", look.column) for name, points in functions.items()]
    if view.brief:
        shown = linked(look.paint(fit(view.brief, look.column - 12), "code"), view.brief_uri, look)
        lines += ["", f"  The task: {shown}"]
    return [*lines, ""]


def linked(text: str, uri: str, look: Look) -> str:
    """Return ``text`` so that it leads to ``uri``, where links are wanted (OSC 8)."""
    return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\" if look.links and uri else text


def _report_lines(report: ExerciseReport, look: Look) -> list[str]:
    lines: list[str] = []
    if report.verdict == "not_attempted":
        return [*fill(report.message, look.column, "  ").split("\n"), ""] if report.message else []
    if report.message:
        lines += [fill(report.message, look.column, "  "), ""]
    for mistake in report.mistakes:
        lines += [look.paint(fill(f"Looks like: {mistake.says}", look.column, "  ▸ ", "    "), "mistake"), ""]
    by_status: dict[str, list[CheckReport]] = {"failed": [], "passed": [], "skipped": []}
    for check in report.checks:
        by_status[check.status].append(check)
    for check in by_status["failed"]:
        lines += check_lines(check, look.paint, look.column)
    rest = [*by_status["passed"], *by_status["skipped"]]
    if len(report.checks) > look.height - _LOW:  # what is right needs no line each where room is short
        lines += _counted(len(by_status["passed"]), len(by_status["skipped"]), look)
    else:
        lines += [line for check in rest for line in check_lines(check, look.paint, look.column)]
    lines.append("")
    if report.printed.strip() and report.verdict != "passed":
        lines.append(look.paint(fit("  your code printed:", look.column), "muted"))
        lines += [
            look.paint(fit(f"  │ {line}", look.column), "muted")
            for line in printed_lines(report.printed, max(look.column - 4, 8))
        ]
        lines.append("")
    return lines


def _counted(passed: int, skipped: int, look: Look) -> list[str]:
    lines = []
    if passed:
        text = fit(f"{passed} check{'s' * (passed != 1)} passed", look.column - 4)
        lines.append(f"  {look.paint('✓', 'good')} {text}")
    if skipped:
        text = f"  · {skipped} wait{'s' * (skipped == 1)} for the others"
        lines.append(look.paint(fit(text, look.column), "muted"))
    return lines


def _head(view: View, look: Look) -> list[str]:
    exercise, report = view.exercise, view.report
    top = top_line(view.title, view.status, view.done, view.total, look)
    verdict, style = _verdict(view)
    stars = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
    name = fit(exercise.name, max(look.column - cells(verdict) - 2, 8))
    room = look.column - cells(name) - cells(verdict) - 4
    title = fit(exercise.title, room) if room > 8 else ""
    gap = look.column - cells(name) - cells(verdict) - (cells(title) + 2 if title else 0)
    line = look.paint(name, "strong") + (f"  {title}" if title else "") + " " * max(gap, 2)
    line += look.paint(verdict, style)
    if look.height < _LOW:
        return [top, line]
    about = f"{stars}  about {exercise.minutes} min"
    if view.saved:  # the same verdict twice, and yet a new one: that must be seen
        about = f"{about}  saved {view.saved}" if look.column - cells(view.file) > cells(about) + 20 else view.saved
    shown = fit(view.file, max(look.column - 2, 8))
    where = linked(look.paint(shown, "code"), view.uri, look)
    if look.column - cells(shown) - cells(about) > 2:
        where += " " * (look.column - cells(shown) - cells(about)) + look.paint(about, "muted")
    space = [""] if report is not None or look.height > 2 * _LOW else []
    return [top, "", line, where, *space]


def _verdict(view: View) -> tuple[str, Style]:
    report = view.report
    if view.checking is not None and (report is None or view.checking > _AT_ONCE):
        return "checking…", "muted"
    if view.is_gone:
        return "no file", "bad"
    if report is None:
        return "", "muted"
    if report.verdict == "not_attempted":
        return "not begun", "muted"
    words = "done" if report.verdict == "passed" else VERDICTS[report.verdict]
    return f"{score_of(report.score, report.max_score)} {words}", "good" if report.verdict == "passed" else "bad"


def _foot(view: View, look: Look) -> list[str]:
    prompt = fit(view.prompt, look.column)
    if view.question:
        prompt = look.paint(prompt, "mistake")
    if look.height < _LOW:
        return [prompt]
    return [rule(look), *key_lines(view.keys, look), prompt]
