"""The progress as a table for the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.practice.drawing import drawn
from grader.practice.summary import Standing, State, Summary, share
from grader.reports.wording import score_of

_ROOMY = 78  # columns from which everything fits
_NARROW = 49  # below, only scores and tries do
_MARKS: dict[State, tuple[str, str]] = {
    "done": ("✓", "bold green"), "begun": ("◐", "bold yellow"), "untouched": ("·", "bright_black"),
}  # fmt: skip
_MOST_MISTAKES = 3
_BAR = 10


def progress_table(summary: Summary, *, width: int, colour: bool) -> str:
    """Return the progress as text for a terminal of ``width`` columns: in a narrow one, what matters most."""
    roomy, narrow = width >= _ROOMY, width < _NARROW
    parts: list[RenderableType] = [_headline(summary), Text()]
    table = Table(box=None, pad_edge=False, padding=(0, 2 if roomy else 1, 0, 0), header_style="bright_black")
    table.add_column("", no_wrap=True, overflow="ellipsis")
    table.add_column("best", no_wrap=True)
    headings = ("first", "tries", "hints", "time") if roomy else ("tries", "hints", "time")[: 1 if narrow else 3]
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    track = None
    several = len({standing.track for standing in summary.standings}) > 1
    for standing in summary.standings:
        if several and standing.track != track:
            track = standing.track
            table.add_row(Text(track, style="bold"))
        table.add_row(*_cells(standing, roomy=roomy)[: 2 + len(headings)])
    parts += [table, Text()]
    parts += [Text(line) for line in _last_lines(summary)]
    return drawn(Group(*parts), width=width, colour=colour)


def time_of(seconds: float, *, short: bool = False) -> str:
    """Return a span of time in the unit that suits it; nothing for nothing."""
    minutes = round(seconds / 60)
    if seconds <= 0:
        return ""
    if minutes < 1:
        return f"{max(1, round(seconds))} s"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60}:{minutes % 60:02} h" if short else f"{minutes // 60} h {minutes % 60:02} min"


def _headline(summary: Summary) -> Text:
    parts = [f"{score_of(round(summary.points, 1), summary.of_points)} points"]
    if summary.seconds:
        parts.append(time_of(summary.seconds))
    rest = "".join(f" · {part}" for part in parts)
    return Text.assemble((f"{summary.done} of {len(summary.standings)} done", "bold"), rest)


def _cells(standing: Standing, *, roomy: bool) -> list[Text]:
    mark, style = _MARKS[standing.state]
    quiet = "bright_black" if standing.state == "untouched" else ""
    name = Text.assemble((mark, style), " ", (standing.name, quiet or "bold"))
    cells = [name, _score(standing, bar=_BAR if roomy else 0)]
    if roomy:
        first = standing.first
        cells.append(Text(score_of(first.score, first.max_score) if first else "", style="bright_black"))
    cells.append(Text(str(standing.attempts or "")))
    cells.append(_help(standing, roomy=roomy))
    cells.append(Text(time_of(standing.seconds, short=True)))
    return cells


def _score(standing: Standing, *, bar: int) -> Text:
    best = standing.best
    filled = int(share(best) * bar)  # never full before it is
    style = "green" if share(best) == 1.0 else "yellow"
    score = score_of(best.score, best.max_score) if best else ""
    if not bar:
        return Text(score, style=style)
    return Text.assemble(("█" * filled, style), ("░" * (bar - filled), "bright_black"), f" {score}")


def _help(standing: Standing, *, roomy: bool) -> Text:
    if standing.solution_seen:
        return Text("solution" if roomy else "sol.", style="yellow")
    return Text(f"{standing.hints}/{standing.of_hints}" if standing.hints else "")


def _last_lines(summary: Summary) -> list[str]:
    made = [(count, name, standing.name) for standing in summary.standings for name, count in standing.mistakes.items()]
    often = sorted((m for m in made if m[0] > 1), key=lambda m: -m[0])[:_MOST_MISTAKES]
    lines = [f"Made more than once: {name.replace('_', ' ')} ({count}×, {where})" for count, name, where in often]
    if summary.next is None:
        return [*lines, "Everything is done. `gradlings review` says what to write again, before it is forgotten."]
    return [*lines, f"Next: {summary.next}"]
