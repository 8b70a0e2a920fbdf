"""The score card for a terminal of any width."""

from __future__ import annotations

from collections.abc import Iterator

from grader.interview.card import Card, ExerciseCard, QuizAnswer, headline
from grader.interview.clock import span
from grader.reports.layout import cells, fill, fit
from grader.reports.text import Paint, Style
from grader.reports.wording import VERDICTS, score_of

RATINGS = {"yes": "said it", "partly": "said part of it", "no": "did not say it", "skipped": "passed"}
_RATED: dict[str, tuple[str, Style]] = {
    "yes": ("✓", "good"), "partly": ("◐", "mistake"), "no": ("✗", "bad"), "skipped": ("·", "muted")
}  # fmt: skip
_JUDGED: dict[bool, tuple[str, Style]] = {True: ("✓", "good"), False: ("✗", "bad")}
_BAR = 24  # columns of a bar, at most


def card_text(card: Card, paint: Paint, width: int) -> str:
    """Return the whole card."""
    return "\n".join(_lines(card, paint, width))


def _lines(card: Card, paint: Paint, width: int) -> Iterator[str]:
    yield paint(f"Mock interview, {card.opened_at.astimezone():%d %B %Y, %H:%M}", "strong")
    yield fill(headline(card), width, "")
    yield from (paint(fill(note, width, "  "), "muted") for note in card.notes)
    yield ""
    longest = max((exercise.seconds for exercise in card.exercises), default=0.0)
    for exercise in card.exercises:
        yield from _exercise_lines(exercise, longest, paint, width)
        yield ""
    if card.unsaved_seconds >= 1 and card.state != "open" and any(stretch.exercise for stretch in card.spent):
        yield paint(fill(f"After the last save: {span(card.unsaved_seconds)}.", width, ""), "muted")
        yield ""
    yield from _question_lines(card, paint, width)
    if card.practise:
        yield paint("What to practise next", "strong")
        for advice in card.practise:
            yield paint(fill(advice.command, width, "  "), "code")
            yield fill(advice.why, width, "      ")
        yield ""


def _exercise_lines(exercise: ExerciseCard, longest: float, paint: Paint, width: int) -> Iterator[str]:
    style: Style = "good" if exercise.verdict == "passed" else "muted" if exercise.verdict == "not_attempted" else "bad"
    mark = "✓" if style == "good" else "·" if style == "muted" else "✗"
    score = f"{score_of(exercise.score, exercise.max_score)} {VERDICTS[exercise.verdict]}"
    title = fit(exercise.title, max(width - cells(score) - 5, 10))
    yield f"{paint(mark, style)} {paint(title, 'strong')}  {paint(score, style)}"
    count = len(exercise.attempts)
    facts = [f"{span(exercise.seconds)} of {exercise.minutes} min", f"{count} attempt{'s' * (count != 1)}"]
    if exercise.solved_after is not None:
        facts.append(f"solved at {span(exercise.solved_after)}")
    stars = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
    room = min(_BAR, width - 30)
    if longest and room > 5:
        filled = round(room * exercise.seconds / longest)
        yield f"  {paint('█' * filled + '░' * (room - filled), 'muted')} {stars}"
    yield paint(fill(" · ".join(facts), width, "  "), "muted")
    if exercise.message and exercise.verdict not in ("passed", "not_attempted"):
        yield fill(exercise.message, width, "  ")
    for mistake in exercise.mistakes:
        end = " (mended)" if mistake.mended else ""
        yield paint(fill(f"Looked like: {mistake.says}{end}", width, "  ▸ ", "    "), "mistake")
    if not exercise.mistakes and exercise.verdict == "failed":
        failed = next((check.title for check in exercise.checks if check.status == "failed"), "")
        if failed:
            yield fill(f"First that fails: {failed}", width, "  ▸ ", "    ")


def _question_lines(card: Card, paint: Paint, width: int) -> Iterator[str]:
    if card.follow_ups:
        said = sum(answer.rating == "yes" for answer in card.follow_ups)
        heading = f"Follow-up questions, rated by yourself: {said} of {len(card.follow_ups)} said"
        yield paint(fill(heading, width, ""), "strong")
        for answer in card.follow_ups:
            mark, style = _RATED[answer.rating]
            yield f"{paint(mark, style)} {fill(answer.question, width - 2, '', '  ')}"
        yield ""
    if card.quiz:
        right = sum(question.right for question in card.quiz)
        yield paint(fill(f"Questions of the quiz, graded: {right} of {len(card.quiz)} right", width, ""), "strong")
        for question in card.quiz:
            yield _quiz_line(question, paint, width)
        yield ""


def _quiz_line(question: QuizAnswer, paint: Paint, width: int) -> str:
    mark, style = _JUDGED[question.right]
    rest = f"{question.topic}: you said {question.typed or 'nothing'}"
    if not question.right:
        rest += f"; it is {question.answer.rstrip('.')}"
    return f"{paint(mark, style)} {fill(rest, width - 2, '', '  ')}"
