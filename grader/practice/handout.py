"""What a workspace is given: a stub and a brief for each exercise, and what editors and git want to know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from grader.practice.manifest import Manifest, brief_for, place_for

if TYPE_CHECKING:
    from grader.catalogue import Catalogue, Exercise

README = "README.md"
TASKS = ".vscode/tasks.json"
IGNORED = ".gitignore"

# A line of `gradlings check --problems`; the words are VS Code's own, see its documentation of problem matchers.
PROBLEM = r"^(.+?):(\d+):(\d+): (error|warning): (.*)$"
_MATCHER: dict[str, Any] = {
    "owner": "gradlings",
    "source": "gradlings",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {"regexp": PROBLEM, "file": 1, "line": 2, "column": 3, "severity": 4, "message": 5},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to give out: its path in the workspace, and, if it is a stub, its exercise."""

    file: str
    text: str
    exercise: Exercise | None = None


def handout(catalogue: Catalogue, manifest: Manifest) -> Iterator[Piece]:
    """Yield every file of a workspace, the stubs where ``manifest`` says they lie."""
    for exercise in catalogue:
        yield stub_of(exercise, manifest)
        if manifest.form == "py":
            yield Piece(brief_for(exercise, manifest), exercise.brief_path.read_text(encoding="utf-8"))
    yield Piece(README, _readme(catalogue, manifest))
    yield Piece(TASKS, json.dumps(_tasks(), indent=2) + "\n")
    yield Piece(IGNORED, _IGNORED)


def stub_of(exercise: Exercise, manifest: Manifest) -> Piece:
    """Return the file that the person is to fill in."""
    place = place_for(exercise, manifest)
    if place.endswith(".ipynb"):
        from grader.notebooks.export import notebook_text

        return Piece(place, notebook_text(exercise), exercise)
    brief = PurePosixPath(brief_for(exercise, manifest)).name
    return Piece(place, exercise.stub.replace("README.md beside", f"{brief} beside", 1), exercise)


def _readme(catalogue: Catalogue, manifest: Manifest) -> str:
    minutes = sum(exercise.minutes for exercise in catalogue)
    lines = [*_WORDS[manifest.form].format(hours=round(minutes / 60)).splitlines(), ""]
    for track in catalogue.tracks:
        lines += [f"## {track.capitalize()}", "", "| file | asks for | level | minutes |", "| --- | --- | --- | --- |"]
        for exercise in catalogue:
            if exercise.track == track:
                lines.append(_row(exercise, manifest))
        lines.append("")
    return "\n".join(lines)


def _row(exercise: Exercise, manifest: Manifest) -> str:
    place = place_for(exercise, manifest)
    link = place if manifest.form == "ipynb" else brief_for(exercise, manifest)
    level = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
    return f"| [{PurePosixPath(place).name}]({link}) | {exercise.title} | {level} | {exercise.minutes} |"


def _tasks() -> dict[str, Any]:
    def task(label: str, *arguments: str, **more: Any) -> dict[str, Any]:
        return {
            "label": f"gradlings: {label}",
            "type": "process",
            "command": "gradlings",
            "args": list(arguments),
            "options": {"cwd": "${workspaceFolder}"},
            "presentation": {"clear": True, "showReuseMessage": False},
            **more,
        }

    here = "${relativeFile}"
    default = {"kind": "build", "isDefault": True}
    return {
        "version": "2.0.0",
        "tasks": [
            task("check this file", "check", "--problems", here, problemMatcher=_MATCHER, group=default),
            task("check everything", "check", "--problems", problemMatcher=_MATCHER, group="build"),
            task("watch", "watch", problemMatcher=[], isBackground=True),
            task("hint", "hint", here, problemMatcher=[]),
        ],
    }


_IGNORED = """\
__pycache__/
.ipynb_checkpoints/
.venv/
.gradlings/*.lock
.gradlings/*.bak
.gradlings/verdicts/
.gradlings/plots/
"""

_WORDS = {
    "py": """\
# Practice

Machine learning from scratch in numpy: about {hours} hours of it. Each `.py` file here holds functions to write, and
the `.md` file of the same name says what they are to do.

```
gradlings                 checks a file each time you save it
gradlings check relu      checks one exercise now
gradlings hint            the next hint
gradlings progress        what you have done
gradlings solution relu   the reference beside your code, when you have solved it
gradlings reset relu      the empty stub again; your work is kept
gradlings quiz            what interviewers ask besides code
gradlings review          what you are about to forget
gradlings lab             your functions drawn: curves, gradients, training
gradlings interview       a mock interview against the clock
```

In VS Code, Ctrl+Shift+B (⇧⌘B) checks the open file, and what is wrong appears under *Problems*. `gradlings` has to be
on the path: with a virtual environment, activate that and start VS Code from there (`code .`).
""",
    "ipynb": """\
# Practice

Machine learning from scratch in numpy: about {hours} hours of it. Each notebook here holds a brief, functions to write,
and a cell that checks them in place.

```
gradlings                 checks a notebook each time you save it
gradlings check relu      checks one exercise now
gradlings hint            the next hint
gradlings progress        what you have done
gradlings solution relu   the reference beside your code, when you have solved it
gradlings reset relu      the empty notebook again; your work is kept
gradlings quiz            what interviewers ask besides code
gradlings review          what you are about to forget
gradlings lab             your functions drawn: curves, gradients, training
gradlings interview       a mock interview against the clock
```
""",
}
