"""The parts of a proof: each can be worked on by itself, in any process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.authoring.certificate import certify
from grader.authoring.confusion import Row, alike, declared_ties
from grader.authoring.equivalents import outdated, read_equivalents, reason_for
from grader.authoring.mutants import mutants_of
from grader.authoring.proof import Fate, Finding, Tally
from grader.authoring.stability import SEEDS, unstable
from grader.authoring.trials import (
    Trial,
    file_trial,
    grade_trials,
    mistake_trial,
    reference_trial,
    source_trial,
    variant_files,
    why_not_passed,
)
from grader.boundary.launch import Zygote
from grader.boundary.module import GivenFunctions
from grader.catalogue import Catalogue, Exercise
from grader.errors import BankError
from grader.report import ExerciseReport
from grader.suite.candidate import Candidate
from grader.suite.procedure import Procedure
from grader.suite.reference import Misconception, load_misconceptions, misconceptions_namespace

_QUICK = Procedure(to_first_failure=True, diagnosed=False)
_UNDIAGNOSED = Procedure(diagnosed=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A share of one kind of work on one exercise: the items number ``share``, ``share + of``, ``share + 2·of`` …"""

    exercise: str
    kind: str
    share: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Bench:
    """Where parts are worked on: the zygote that workers come from, and the catalogue."""

    zygote: Zygote
    catalogue: Catalogue

    def grade(self, exercise: Exercise, trials: Sequence[Trial]) -> dict[str, ExerciseReport]:
        """Grade ``trials`` and return the reports by name."""
        return grade_trials(self.zygote, self.catalogue, exercise, trials)


def work_on(part: Part, bench: Bench) -> Finding:
    """Return what ``part`` finds; what is wrong with the exercise is among its problems, and raises nothing.

    Raises
    ------
    BoundaryError
        If no worker process can be had.
    """
    began = time.perf_counter()
    try:
        finding = _KINDS[part.kind](bench.catalogue[part.exercise], part, bench)
    except BankError as error:
        finding = Finding(Tally(), [str(error)])
    finding.seconds = time.perf_counter() - began
    return finding


def _basics(exercise: Exercise, _part: Part, bench: Bench) -> Finding:
    stub = source_trial(exercise, "stub as it is run", exercise.stub)
    trials = [reference_trial(exercise, _UNDIAGNOSED), file_trial(exercise, exercise.stub_path), stub]
    reports = bench.grade(exercise, trials)
    reference = reports["reference"]
    problems = []
    if reference.verdict != "passed" or reference.score != exercise.points:
        problems.append(
            f"The reference gets {reference.score:g} of {exercise.points:g} points: it loses some in "
            f"{why_not_passed(reference)} Either the suite is wrong, or solution.py is."
        )
    for trial in trials[1:]:
        report = reports[trial.name]
        if report.verdict != "not_attempted":
            problems.append(
                f"The stub counts as {report.verdict.replace('_', ' ')} ({why_not_passed(report)}): "
                "untouched, it must count as not attempted."
            )
    certified, doubts = certify(exercise)
    return Finding(Tally(checks=len(reference.checks), certified=certified), [*problems, *doubts])


def _mistakes(exercise: Exercise, part: Part, bench: Bench) -> Finding:
    given = GivenFunctions(exercise.given)
    catalogued = load_misconceptions(exercise, given)
    wrong = [entry for entry in catalogued if not entry.equivalent]
    mine = wrong[part.share :: part.of]
    same = [entry for entry in catalogued if entry.equivalent][part.share :: part.of]
    compared: dict[str, tuple[int, list[str]]] = {}

    def observed(entry: Misconception) -> Procedure:
        def compare(candidate: Candidate) -> None:
            compared[entry.name] = alike(entry.name, entry.function, candidate.calls, wrong, given)

        return Procedure(observe=compare)

    trials = {e.name: mistake_trial(exercise, e.function, e.name, observed(e)) for e in mine}
    trials |= {e.name: mistake_trial(exercise, e.function, e.name, _QUICK) for e in same}
    reports = bench.grade(exercise, list(trials.values()))

    finding = Finding(Tally(misconceptions=len(mine), same=len(same)))
    namespace = misconceptions_namespace(exercise, given)
    finding.ties = sorted(declared_ties(exercise, namespace))
    for entry in mine:
        report = reports[trials[entry.name].name]
        failed = [check for check in report.checks if check.status == "failed" and check.function == entry.function]
        named = [mistake.name for mistake in report.mistakes if mistake.function == entry.function]
        finding.tally.caught += bool(failed)
        finding.tally.named += named == [entry.name]
        if not failed:
            finding.problems.append(
                f"The mistake `{entry.name}` passes every check of {entry.function}: the suite has a hole. Add a check "
                "that fails it, or list it in EQUIVALENT with the reason why it is right."
            )
        elif not any(check.message for check in failed):
            finding.problems.append(
                f"The mistake `{entry.name}` loses points without a word: give the check a message."
            )
        if named not in ([], [entry.name]):
            finding.problems.append(
                f"The mistake `{entry.name}` is named as `{named[0]}`: add a call that tells them apart."
            )
        count, others = compared.get(entry.name, (0, []))
        finding.rows.append(Row(entry.function, entry.name, count, others, named == [entry.name]))
    for entry in same:
        report = reports[trials[entry.name].name]
        if report.verdict != "passed":
            finding.problems.append(
                f"EQUIVALENT says that `{entry.name}` is right, but it loses points in {why_not_passed(report)} "
                "Take it out of EQUIVALENT, or mend the check."
            )
    return finding


def _variants(exercise: Exercise, part: Part, bench: Bench) -> Finding:
    trials = [file_trial(exercise, file) for file in variant_files(exercise)[part.share :: part.of]]
    reports = bench.grade(exercise, trials)
    finding = Finding(Tally(variants=len(trials)))
    for name, report in reports.items():
        if report.verdict == "passed" and report.score == exercise.points:
            finding.tally.passed += 1
        else:
            finding.problems.append(
                f"variants/{name}.py loses points in {why_not_passed(report)} "
                "The suite is too strict, or the variant is wrong."
            )
    return finding


def _mutants(exercise: Exercise, part: Part, bench: Bench) -> Finding:
    made = mutants_of(exercise.solution_path.read_text(encoding="utf-8"))
    declared = read_equivalents(exercise)
    mine = [(number, mutant) for number, mutant in enumerate(made) if number % part.of == part.share]
    reports = bench.grade(exercise, [source_trial(exercise, str(n), m.source, _QUICK) for n, m in mine])
    finding = Finding(Tally(), outdated(declared, made) if part.share == 0 else [])
    finding.fates = [
        Fate(m.function, m.line, m.what, m.before, m.after, _killer(reports[str(n)]), reason_for(m, declared))
        for n, m in mine
    ]
    declared_fates = [fate for fate in finding.fates if fate.declared]
    finding.tally.equivalent = len(declared_fates)
    finding.tally.mutants = len(finding.fates) - len(declared_fates)
    finding.tally.killed = sum(bool(fate.killed_by) and not fate.declared for fate in finding.fates)
    finding.problems += [
        f"equivalents.toml declares `{fate.after}` (line {fate.line} of solution.py), but {fate.killed_by} fails it: "
        "take the entry out."
        for fate in declared_fates
        if fate.killed_by
    ]
    return finding


def _killer(report: ExerciseReport) -> str:
    """Return the check that failed a mutant, or its verdict if it did not come so far; empty if it passed."""
    if report.verdict == "passed":
        return ""
    return next((check.name for check in report.checks if check.status == "failed"), report.verdict.replace("_", " "))


def _seeds(exercise: Exercise, part: Part, bench: Bench) -> Finding:
    seeds = range(part.share, SEEDS, part.of)
    found = unstable(bench.zygote, bench.catalogue, exercise, seeds)
    return Finding(Tally(seeds=len(seeds)), unsteady=found)


_KINDS: dict[str, Callable[[Exercise, Part, Bench], Finding]] = {
    "basics": _basics,
    "mistakes": _mistakes,
    "variants": _variants,
    "mutants": _mutants,
    "seeds": _seeds,
}
