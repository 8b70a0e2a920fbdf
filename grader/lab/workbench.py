"""A candidate's own functions as one network in a worker, and what comes of calling them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.losses import LoadError, WorkerLost
from grader.boundary.messages import Chunk, Problem, Texts
from grader.boundary.module import GivenFunctions
from grader.catalogue import Catalogue, Limits
from grader.grading.planning import packages_wanted
from grader.grading.verdicts import why_not_loaded
from grader.lab import linker
from grader.lab.ownership import TRAINING, Owner, Ownership
from grader.plaintext import plain
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.suite.candidate import Candidate, CandidateRaised
from grader.suite.reference import signatures_of
from grader.suite.wording import describe_problem

TRAINING_LIMITS = Limits(call=60.0, load=10.0, exercise=1800.0)
_THE_LAB = "the lab"  # the label of the linker's text


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call.

    ``problem`` is a sentence if nothing came back, and ``value`` None then; ``lost`` says that the worker was lost over
    it, which a second call may well do again. ``changed`` is a sentence if the call changed an argument, which no brief
    allows; ``warned`` if numpy warned, which some allow.
    """

    value: Any
    problem: str = ""
    lost: bool = False
    changed: str = ""
    warned: str = ""


class Workbench:
    """The candidate's functions, linked, in a worker of their own. Use it as a context manager.

    Functions that are not the candidate's are those that the stub of ``train_network`` gives; what it does not give can
    only be called if it is the candidate's.

    Parameters
    ----------
    limits
        How long a call, and all of them, may take.
    """

    def __init__(
        self, ownership: Ownership, catalogue: Catalogue, host: Host, limits: Limits = TRAINING_LIMITS
    ) -> None:
        given = catalogue.find(TRAINING).given
        packages = sorted({package for file in ownership.files for package in file.packages})
        texts = Texts("", _chunks(ownership, given), packages=packages)
        signatures: dict[str, inspect.Signature] = {}
        for exercise in {exercise for file in ownership.files for exercise in file.exercises}:
            signatures |= signatures_of(exercise)
        signatures[linker.TRAIN] = signatures_of(catalogue.find(TRAINING))[TRAINING]
        self._packages = packages
        self._candidate = Candidate(host, host.start(texts, limits), texts, limits, signatures)

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._candidate.close()

    @property
    def printed(self) -> str:
        """What the candidate's code printed, capped."""
        return self._candidate.printed

    def load(self) -> str:
        """Wait until the files have run; return in a sentence why one cannot be run to its end, or nothing."""
        try:
            self._candidate.load()
        except LoadError as error:
            return why_not_loaded(error.problem, self._packages)
        except WorkerLost as error:
            return str(error)
        return ""

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> Answer:
        """Call a function in the worker; whatever goes wrong is a sentence."""
        name = TRAINING if function == linker.TRAIN else function
        try:
            call = self._candidate.call(function, *args, **kwargs)
        except LoadError as error:
            return Answer(None, why_not_loaded(error.problem, self._packages), lost=True)
        except CandidateRaised as error:
            if error.problem.not_written and not error.problem.message:
                return Answer(None, f"{name}(…) raised NotImplementedError: a part of it is not written yet.")
            return Answer(None, f"{name}(…) raised {_described(error.problem)}.")
        except WorkerLost as error:
            return Answer(None, str(error).replace(linker.TRAIN, TRAINING), lost=True)
        finally:
            self._candidate.calls.clear()  # thousands of losses each
        changed = f"{name} changes its argument {call.changed[0]} in place: work on a copy." if call.changed else ""
        # Underflow to 0 is right where a value is next to nothing; only who asks for it is warned of it.
        told = [text for text in call.warnings if "underflow" not in text]
        warned = f"In {name}, numpy warned: {plain(told[0], one_line=True)}." if told else ""
        return Answer(call.value, changed=changed, warned=warned)


def without_broken_files(ownership: Ownership, catalogue: Catalogue, zygote: Zygote, host: Host) -> Ownership:
    """Run each file by itself, and let the kit's functions stand in for those of files that cannot be run."""
    attempts = [Attempt(file.exercises[0].name, list(file.chunks)) for file in ownership.files]
    zygote.admit(packages_wanted([Submission("own", "own", attempts)], catalogue))
    owners, sound = dict(ownership.owners), []
    for file in ownership.files:
        with Workbench(replace(ownership, files=(file,)), catalogue, host, file.exercises[0].limits) as bench:
            problem = bench.load()
        if problem:
            owners |= {function: Owner(function, reason=problem) for function in file.functions}
        else:
            sound.append(file)
    return Ownership(owners, tuple(sound))


def _described(problem: Problem) -> str:
    """Describe an exception by the candidate's own lines, or say that the kit's code met it that calls theirs."""
    own = [frame for frame in problem.frames if frame.label != _THE_LAB]
    described = describe_problem(msgspec.structs.replace(problem, frames=own))
    return described if own else f"{described}, in the kit's code that works with what yours returns"


def _chunks(ownership: Ownership, given: str) -> list[Chunk]:
    """Return what the worker runs: the candidate's files, only to name their lines, then the linker and their texts."""
    own = [chunk for file in ownership.files for chunk in file.chunks]
    owned = {function for file in ownership.files for function in file.functions}
    names = sorted(GivenFunctions(given).names | owned)
    files: list[linker.File] = [([("the kit", given, None)], [name for name in names if name not in owned])]
    files += [([(c.label, c.text, c.keep) for c in file.chunks], list(file.functions)) for file in ownership.files]
    start = f"globals().update(link({files!r}, {names!r}, own_loop={TRAINING in owned}))"
    text = Path(linker.__file__).read_text(encoding="utf-8")
    return [*(Chunk(chunk.label, chunk.text, []) for chunk in own), Chunk(_THE_LAB, text), Chunk("the link", start)]
