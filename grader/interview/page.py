"""The score card as one HTML page that needs nothing beside it: no network, no script, on screen and on paper.

Two locks, as around every page of the kit's: each value is escaped, and a policy names the one style sheet by its hash
and allows nothing else.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from grader.interview.card import Card, ExerciseCard, headline
from grader.interview.clock import span
from grader.interview.text import RATINGS
from grader.pages import page_environment, policy_for
from grader.plaintext import plain
from grader.reports.wording import VERDICTS, score_of

_FOLDER = Path(__file__).parent
_WIDE = 1000  # units of a drawing of the whole time
_MARKS = {"passed": "✓", "failed": "✗", "skipped": "·", "not_attempted": "·"}
_RATED = {"yes": ("good", "✓"), "partly": ("hint", "◐"), "no": ("bad", "✗"), "skipped": ("quiet", "·")}
_WHY = {
    "left": "left", "interrupted": "interrupted", "lost": "the program ended without a word", "still": "stood still"
}  # fmt: skip
_STEPS = (60, 30, 20, 15, 10, 5, 4, 3, 2, 1)  # minutes
_FEWEST_STEPS, _MOST_STEPS = 3, 8


def card_page(card: Card) -> bytes:
    """Return the card as an HTML document in UTF-8."""
    environment = page_environment(_FOLDER)
    environment.filters |= {"span": span, "tone": _tone, "mark": _mark, "plain": plain}
    environment.globals |= {"score_of": score_of, "words": VERDICTS, "ratings": RATINGS, "rated": _RATED, "why": _WHY}
    style = (_FOLDER / "card.css").read_text(encoding="utf-8")
    page = environment.get_template("card.html.jinja").render(
        card=card,
        headline=headline(card),
        day=f"{card.opened_at.astimezone():%d %B %Y, %H:%M}",
        ticks=_ticks(card.minutes),
        place=lambda second: _place(second, card),
        said=sum(answer.rating == "yes" for answer in card.follow_ups),
        right=sum(answer.right for answer in card.quiz),
        met=[(exercise, exercise.mistakes) for exercise in card.exercises if exercise.mistakes],
        style=Markup(style),  # ours, and the only text that is not escaped
        policy=policy_for(style),
    )
    return page.encode()


def _place(second: float, card: Card) -> float:
    """Return where a moment stands in a drawing of the whole time."""
    whole = max(card.minutes * 60, 1e-9)
    return round(_WIDE * min(max(second / whole, 0.0), 1.0), 1)


def _ticks(minutes: float) -> list[str]:
    """Return labels for the axis, evenly spaced, the end among them."""
    for step in _STEPS:
        if minutes % step == 0 and _FEWEST_STEPS <= minutes / step <= _MOST_STEPS:
            labels = [f"{minute}" for minute in range(0, int(minutes) + 1, step)]
            return [*labels[:-1], f"{labels[-1]} min"]
    return ["0", f"{minutes:g} min"]


def _tone(exercise: ExerciseCard | str) -> str:
    verdict = exercise if isinstance(exercise, str) else exercise.verdict
    return "good" if verdict == "passed" else "quiet" if verdict in ("skipped", "not_attempted") else "bad"


def _mark(verdict: str) -> str:
    return _MARKS.get(verdict, "!")
