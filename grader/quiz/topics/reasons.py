"""Why-questions, read from ``reasons.toml``: the one kind of question that is text alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from grader.errors import BankError
from grader.quiz.making import choice
from grader.quiz.question import Brief, Family, Question

_FILE = Path(__file__).parent.parent / "reasons.toml"


def _family(entry: dict[str, Any]) -> Family:
    try:
        wrong = [(option["text"], option["reply"]) for option in entry["wrong"]]
        question = Question(entry["prompt"], choice(entry["right"], *wrong), entry["because"])
        brief = Brief(entry["brief"], entry["section"])
        return Family(entry["name"], entry["topic"], brief, ((),), lambda: question)
    except KeyError as error:
        raise BankError(f"A why-question in {_FILE.name} ({entry.get('name', 'unnamed')}) lacks {error}.") from error


with _FILE.open("rb") as _file:
    FAMILIES = tuple(_family(entry) for entry in tomllib.load(_file)["questions"])
