"""From a file to what the lab shows of it."""

from __future__ import annotations

from pathlib import Path

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue
from grader.errors import NothingToGrade
from grader.grading.own_work import file_holding
from grader.grading.planning import packages_wanted
from grader.lab.gradients.answer import FUNCTION, ask
from grader.lab.gradients.comparison import GradientLab, Setting, compare, draw_network
from grader.plaintext import plain
from grader.submissions.attempts import attempt, read_source
from grader.submissions.discovery import Submission
from grader.submissions.reading import SUFFIXES


def find_file(name: str | None, folder: Path, catalogue: Catalogue) -> Path:
    """Return the file that ``name`` stands for: a path, or the exercise, whose file is looked for in ``folder``.

    Raises
    ------
    UsageError
        If there is no such exercise, or no file here holds it.
    """
    if name is not None and (Path(name).suffix or Path(name).exists()):
        return Path(name)
    exercise = catalogue.find(name or FUNCTION)
    held = file_holding(exercise, folder, catalogue)
    if held is None:
        raise NothingToGrade(
            f"No file here holds {exercise.name}: give yours by its name, `gradlings lab gradients my_network.py`."
        )
    return held


def examine(path: Path, setting: Setting, catalogue: Catalogue, zygote: Zygote) -> GradientLab:
    """Ask the file's ``backward_propagation`` for its gradients in a worker, and compare them.

    Raises
    ------
    NothingToGrade
        If the file does not exist, is no Python, or does not define the function.
    BoundaryError
        If no worker can be started.
    """
    if not path.is_file():
        raise NothingToGrade(f"There is no file {path}. Is the name spelled right, and are you in the right folder?")
    if path.suffix not in SUFFIXES:
        raise NothingToGrade(f"{path} is neither a .py file nor a notebook (.ipynb).")
    exercise = catalogue.find(FUNCTION)
    source = read_source(path)
    tried = attempt(source, exercise)
    if not tried.problem and FUNCTION not in source.names:
        raise NothingToGrade(
            f"{path.name} does not define {FUNCTION}, whose gradients are looked at here. "
            f"`gradlings export {exercise.name}` writes its brief and stub."
        )
    name = plain(path.name, one_line=True)
    zygote.admit(packages_wanted([Submission(name, name, [tried])], catalogue))
    network, host = draw_network(setting), Host(zygote)
    lab = compare(name, setting, network, ask(host, exercise, tried, network))
    if not lab.right and tried.brings_own:  # its own given functions may only be right together with it
        second = compare(name, setting, network, ask(host, exercise, tried, network, own_first=True))
        return second if second.right else lab
    return lab
