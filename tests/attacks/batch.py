"""Running attacks as one batch through the grader, each followed by honest submissions, and watching."""

from __future__ import annotations

import contextlib
import functools
import resource
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.boundary import launch
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Exercise, Limits
from grader.grading.run import grade_here
from grader.report import ExerciseReport, Report, Sandbox, SubmissionReport, to_json
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission, find_submissions
from tests.attacks.attack import Attack
from tests.attacks.listener import Listener
from tests.attacks.scene import Scene, end_processes, lay_out, marked_processes, size_of_sized
from tests.grading import catalogue

SHORT = Limits(call=0.5, load=1.5, exercise=3.0)
LONGER = {"gradient_check": Limits(call=0.5, load=1.5, exercise=4.0)}  # its honest answer takes half a second
_HELD = 2.0  # seconds beyond the limit of an exercise that closing down and starting anew may take
_SLOWER, _SLACK = 10, 1.0  # an honest submission's usual latency: this many times the median, or seconds more
_SWOLLEN = 150 << 10  # kB by which the grader's peak memory may grow during one submission
_WARM_UPS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one attack: its report, the evidence of its success, and how the honest submissions fared."""

    report: ExerciseReport
    evidence: frozenset[str]
    behind: tuple[ExerciseReport, ...]
    usual_seconds: float


@dataclass(slots=True)
class _Notes:
    """What is noted while the batch runs, right after an attack has been graded."""

    report: SubmissionReport
    evidence: set[str]


class _Watch:
    """Takes the reports of a batch as they come."""

    def __init__(self, scenes: Mapping[str, Scene], zygote: Zygote, limits: Mapping[str, Limits]) -> None:
        self._scenes = scenes
        self._zygote = zygote
        self._limits = limits
        self._generation = zygote.generation
        self.attacks: dict[str, _Notes] = {}
        self.honest: dict[str, list[ExerciseReport]] = defaultdict(list)
        self._memory = _forget_peak()

    def take(self, report: SubmissionReport) -> None:
        """Note what can be seen now and not later."""
        name, _, role = report.name.rpartition(" ")
        if role.startswith("honest"):
            self.honest[name].append(report.exercises[0])
            if self._zygote.generation > self._generation and name in self.attacks:
                self.attacks[name].evidence.add("zygote")
        else:
            self.attacks[name] = _Notes(report, self._evidence(self._scenes[name], report))
        self._generation = self._zygote.generation
        self._memory = _forget_peak()

    def _evidence(self, scene: Scene, report: SubmissionReport) -> set[str]:
        exercise = report.exercises[0]
        found = {
            "points": report.score > scene.attack.earns,
            "broke": scene.broke,
            "processes": bool(marked_processes(scene.token)),
            "bystander": scene.bystander_harmed(),
            "zygote": self._zygote.generation > self._generation,
            "held": exercise.seconds > self._limits[exercise.name].exercise + _HELD,
            "swollen": _resident("VmHWM") - self._memory > _SWOLLEN,
        }
        return {kind for kind, there in found.items() if there}


def run(attacks: Sequence[Attack], walls: frozenset[str], folder: Path) -> dict[str, Seen]:
    """Grade ``attacks`` behind ``walls`` alone, in one batch with one zygote, and return what was seen of each.

    Parameters
    ----------
    folder
        Empty; everything that the attacks may touch is made below it.
    """
    exercises = short_catalogue()
    with Listener(folder) as listener, pytest.MonkeyPatch.context() as patch, no_core_files():
        patch.setattr(launch, "_PATIENCE", 4.0)  # a stopped zygote is to be noticed sooner than a cold disk allows
        scenes: dict[str, Scene] = {}
        try:
            for attack in attacks:
                scenes[attack.name] = lay_out(attack, folder)
            patch.setenv("SECRETS_OF_THE_GRADER", " ".join(scene.secret for scene in scenes.values()))
            submissions = list(_submissions(scenes, exercises, listener, folder))
            with Zygote(walls) as zygote:
                watch = _Watch(scenes, zygote, {exercise.name: exercise.limits for exercise in exercises})
                grade_here(submissions, exercises, zygote, watch.take)
            return {name: _seen(scene, watch, listener) for name, scene in scenes.items()}
        finally:
            for scene in scenes.values():
                scene.clear()
                end_processes(scene.token)


@functools.cache
def missing_walls() -> dict[str, str]:
    """Return the walls that this machine does not have, each with the reason."""
    with Zygote() as zygote:
        return zygote.missing_walls()


def short_catalogue() -> Catalogue:
    """Return the kit's exercises with limits that let a hanging submission end soon."""
    exercises = catalogue()
    for exercise in exercises:
        exercise.limits = LONGER.get(exercise.name, SHORT)
    return exercises


def fell_behind(behind: Sequence[ExerciseReport], usual_seconds: float) -> bool:
    """Say whether an honest submission did not get full marks, or waited unusually long for them."""
    limit = max(_SLOWER * usual_seconds, usual_seconds + _SLACK)
    return any(report.verdict != "passed" or report.seconds > limit for report in behind)


@contextlib.contextmanager
def no_core_files() -> Iterator[None]:
    """Keep workers that crash from leaving core files where no wall forbids them."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def _submissions(
    scenes: Mapping[str, Scene], exercises: Catalogue, listener: Listener, folder: Path
) -> Iterator[Submission]:
    for name in dict.fromkeys(scene.attack.exercise for scene in scenes.values()):
        for number in range(_WARM_UPS):
            yield _honest(f"{name} honest{number}", exercises[name], folder)
    for name, scene in scenes.items():
        exercise = exercises[scene.attack.exercise]
        try:
            yield _handed_in(f"{name} attack", scene.text(listener), exercise, exercises, folder)
        except Exception:  # whatever it raises, it is ours to raise
            scene.broke = True
            problem = Attempt(exercise.name, problem="Reading it broke the grader.")
            yield Submission(f"{name} attack", "submission.py", [problem])
        for number in range(2):  # the first is started while the attack is being graded, the second after it
            yield _honest(f"{name} honest{number}", exercise, folder)


def _honest(name: str, exercise: Exercise, folder: Path) -> Submission:
    text = exercise.solution_path.read_text(encoding="utf-8")
    return _handed_in(name, text, exercise, Catalogue([exercise]), folder)


def _handed_in(name: str, text: str, exercise: Exercise, exercises: Catalogue, folder: Path) -> Submission:
    path = folder / "submission.py"
    path.write_text(text, encoding="utf-8")
    (submission,) = find_submissions(path, exercises, [exercise])
    path.unlink()
    return Submission(name, submission.source, submission.attempts)


def _seen(scene: Scene, watch: _Watch, listener: Listener) -> Seen:
    notes = watch.attacks[scene.attack.name]
    text = to_json(Report(Sandbox("none", []), [notes.report])).decode()
    later = {
        "files": scene.files_touched(),
        "large": scene.made_large_file(),
        "heard": listener.heard(scene.token),
        "told": scene.secret in text or size_of_sized(scene) in text,
        "raw": any(mark in text for mark in (r"\u001b", r"\u0007", "\u202e", "\u009b")),
        "outlived": bool(marked_processes(scene.token)),
        "shared": scene.shared_objects(),
        "granted": f"granted:{scene.token}" in text,
    }
    evidence = notes.evidence | {kind for kind, there in later.items() if there}
    behind = tuple(watch.honest[scene.attack.name])
    usual = statistics.median(report.seconds for report in watch.honest[scene.attack.exercise])
    if fell_behind(behind, usual):
        evidence.add("next")
    return Seen(notes.report.exercises[0], frozenset(evidence), behind, usual)


def _forget_peak() -> int:
    """Let the kernel count this process's peak memory from now on, and return what it is now, in kB."""
    Path("/proc/self/clear_refs").write_text("5")
    return _resident("VmRSS")


def _resident(field: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))
