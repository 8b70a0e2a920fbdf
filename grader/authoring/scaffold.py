"""The files of a new exercise, each with sentences that say what is to be written there."""

from __future__ import annotations

import keyword
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import grader
from grader.authoring import templates
from grader.catalogue import Catalogue
from grader.content import Bank, own_bank
from grader.errors import UsageError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def scaffold(name: str, track: str, functions: Sequence[str], bank: Bank, catalogue: Catalogue) -> list[Path]:
    """Write ``exercises/name`` and ``solutions/name`` in ``bank`` and return the files written.

    Both folders appear complete or not at all. Nothing is ever overwritten.

    Raises
    ------
    UsageError
        If a name cannot be used, is taken, or the folders cannot be written.
    """
    _check_names(name, track, functions, catalogue)
    zones = {Path(bank.exercises) / name: templates.seen(name, track, functions, _next_order(track, catalogue))}
    zones |= {Path(bank.solutions) / name: templates.hidden(name, functions)}
    for folder in zones:
        if folder.exists():
            raise UsageError(f"{folder} is there already, and nothing is overwritten. Choose another name.")
    placed: list[Path] = []
    try:
        for folder, files in zones.items():
            _place(folder, files)
            placed.append(folder)
    except OSError as error:
        for folder in placed:
            shutil.rmtree(folder, ignore_errors=True)
        raise UsageError(f"The exercise cannot be written: {error.strerror or error} ({error.filename}).") from error
    return [folder / file for folder, files in zones.items() for file in files]


def bank_for_new(root: Path | None) -> Bank:
    """Return the bank at ``root``, whose folders need not exist yet, or the kit's own if this is a checkout.

    Raises
    ------
    UsageError
        If no root is given and the kit is installed: its own bank is replaced at the next update.
    """
    if root is not None:
        return Bank(str(root / "exercises"), str(root / "solutions"))
    bank = own_bank()
    if Path(bank.exercises).parent == Path(grader.__file__).parent:
        raise UsageError("Where is the exercise to lie? Name a folder of your own, as in `--bank mybank`.")
    return bank


def _check_names(name: str, track: str, functions: Sequence[str], catalogue: Catalogue) -> None:
    for text, what in ((name, "exercise"), (track, "track"), *((function, "function") for function in functions)):
        if not _NAME.fullmatch(text) or keyword.iskeyword(text):
            raise UsageError(
                f"{text!r} cannot be the name of {'an' if what == 'exercise' else 'a'} {what}: use lower-case letters, "
                "digits and underscores, beginning with a letter, such as huber_loss."
            )
    if name in catalogue:
        raise UsageError(f"There is an exercise {name} already. Choose another name; `gradlings list` shows them.")
    if name in catalogue.functions and name not in functions:
        raise UsageError(f"{name} is a function of the exercise {catalogue.functions[name].name}; choose another name.")
    for function in functions:
        if function in catalogue.functions:
            raise UsageError(
                f"The exercise {catalogue.functions[function].name} grades a function {function} already, and a name "
                "stands for one function only. Choose another with --function."
            )
    if len(set(functions)) != len(functions):
        raise UsageError("A function is named twice. Name each graded function once.")


def _next_order(track: str, catalogue: Catalogue) -> int:
    return 1 + max((exercise.order for exercise in catalogue if exercise.track == track), default=0)


def _place(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` beside ``folder`` first, so that the folder is complete the moment it exists."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for file, text in files.items():
            path = draft / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        draft.chmod(0o755)
        os.rename(draft, folder)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
