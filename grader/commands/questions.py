"""What ``quiz`` and ``review`` share: asking at a terminal, from a pipe, or for a machine."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.style import paint, say, terminal_width

if TYPE_CHECKING:
    from grader.quiz.selection import Item
    from grader.quiz.session import Reply

INTERRUPTED = 130


def ask(items: Sequence[Item], path: Path, *, as_json: bool, extra: dict[str, Any]) -> int:
    """Ask ``items``, keep the answers in the history at ``path``, and return the exit code.

    At a terminal the questions come one by one. Elsewhere they are all printed, and answers are read from stdin, a line
    each, as long as there are any.
    """
    from grader.errors import UsageError
    from grader.quiz.history import Answered, record
    from grader.quiz.session import Quiz, reply_record

    interactive = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    started = time.monotonic()
    keeping = True

    def keep(reply: Reply) -> None:
        nonlocal started, keeping
        now = time.monotonic()
        seconds, started = round(now - started, 1) if interactive else 0.0, now
        answer = Answered(reply.item.family.name, reply.item.instance, reply.right, datetime.now(UTC), seconds)
        if keeping:
            try:
                record(path, answer)
            except UsageError as error:  # a quiz is worth having without a history, too
                keeping = False
                say(f"note: {error} The answers of this quiz are not kept.", err=True)

    quiz = Quiz(
        items,
        read=read_at_terminal if interactive else _read_from_pipe,
        write=(lambda _text: None) if as_json else say,
        keep=keep,
        paint=paint,
        width=terminal_width,
        patient=interactive,
    )
    code = 0
    try:
        quiz.run()
    except KeyboardInterrupt:
        code = INTERRUPTED
        say()
    if as_json:
        click.echo(json.dumps({"schema": 1, **extra, "questions": list(map(reply_record, quiz.replies))}, indent=2))
    else:
        say(quiz.score)
    if code:
        say(f"Interrupted; what you answered is {'kept' if keeping else 'not kept'}.", err=True)
    return code or (0 if quiz.flawless else 1)


def read_at_terminal(prompt: str) -> str | None:
    """Return a line typed at the terminal, or None where there is no more."""
    import contextlib

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (gives input() its editing keys)
    try:
        return input(prompt)
    except EOFError:
        say()
        return None


def _read_from_pipe(_prompt: str) -> str | None:
    if sys.stdin.isatty():
        return None
    line = sys.stdin.readline()
    return line if line else None
