"""The mistakes that a submission's answers look like."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.diagnosis.answers import LOOSE, TIGHT, Facet
from grader.diagnosis.evidence import with_evidence
from grader.diagnosis.experiments import Findings, observe
from grader.diagnosis.matching import Match, choose, match, wrong_facets
from grader.diagnosis.memory import remembered
from grader.diagnosis.pairs import find_pair
from grader.diagnosis.probing import load_probes, probe_candidate
from grader.diagnosis.ratios import recognise, recognise_in_part
from grader.diagnosis.replay import Question, question
from grader.report import CheckReport, Mistake
from grader.suite.candidate import CallRecord, Candidate
from grader.suite.reference import Misconception, misconceptions_in, misconceptions_namespace

_FEWEST_QUESTIONS = 2
_SUSPECTS = 40
_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The mistakes that a submission's answers look like, and its checks, with evidence added to those that failed."""

    mistakes: list[Mistake]
    checks: list[CheckReport]


def diagnose(exercise: Exercise, checks: Sequence[CheckReport], candidate: Candidate) -> Diagnosis:
    """Name the mistakes in functions of which a check failed.

    All ``checks`` have been graded: what is asked here changes no score.
    """
    failing = [name for name in exercise.functions if any(c.function == name and c.status == "failed" for c in checks)]
    if not failing:
        return Diagnosis([], list(checks))
    given = GivenFunctions(exercise.given)
    module = misconceptions_namespace(exercise, given)
    catalogued = [entry for entry in misconceptions_in(exercise, module) if not entry.equivalent]
    mistakes: list[Mistake] = []
    evident = {check.name: check for check in checks}
    for function in failing:
        known = [entry for entry in catalogued if entry.function == function]
        reference = getattr(module["reference"], function)
        experiments = load_probes(exercise).experiments.get(function)
        if experiments:
            seen = observe(candidate, function, experiments)
            if seen is not None:
                mistakes += _from_experiments(known, Findings(exercise, experiments, seen, reference))
            continue
        remembering = any(entry.name in module.get("REMEMBERING", ()) for entry in known)
        calls = _calls(candidate, function, everything=remembering)
        made = [question(call, reference, given, remembered(exercise, call)) for call in calls]
        probed = []
        if any(call.problem is None for call in calls):  # one that only ever raises has told all it has to tell
            probes = probe_candidate(candidate, function, load_probes(exercise).probes.get(function, ()))
            probed = [question(call, reference, given, remembered(exercise, call)) for call in probes]
        if len(made) + len(probed) >= _FEWEST_QUESTIONS:
            mistakes += _from_answers(function, known, [*made, *probed], module)
        for name, failure in candidate.failures.items():
            if evident[name].function == failure.call.function == function:
                evident[name] = with_evidence(evident[name], failure, made, probed)
    return Diagnosis(mistakes, list(evident.values()))


def _calls(candidate: Candidate, function: str, *, everything: bool) -> list[CallRecord]:
    """Return the suite's calls of ``function``, in order: all of failed checks, and some or all of the others.

    Of the others so many that a mistake which is wrong where the candidate is right is found out.
    """
    suspected = {id(call) for call in candidate.suspects}
    made = [call for call in candidate.calls if call.function == function]
    if everything:
        return made
    others = [call for call in made if id(call) not in suspected]
    shown = [failure.call for failure in candidate.failures.values()]
    step = max(1, len(others) // _OTHERS)
    kept = [call for call in made if id(call) in suspected][:_SUSPECTS] + others[::step] + shown
    chosen = {id(call) for call in kept}
    return [call for call in made if id(call) in chosen]


def _from_experiments(known: Sequence[Misconception], findings: Findings) -> list[Mistake]:
    matches = [found for found in map(findings.match, known) if found is not None]
    chosen = choose(matches, findings.wrong, frozenset(findings.wrong))
    return [_mistake(known, match.name) for match in chosen]


def _from_answers(
    function: str, known: Sequence[Misconception], questions: Sequence[Question], module: dict[str, Any]
) -> list[Mistake]:
    for rtol in (TIGHT, LOOSE):
        for one in questions:
            one.rtol = rtol
        wrong = wrong_facets(questions)
        matches = _matches(known, questions, wrong, module)
        chosen = choose(matches, wrong, frozenset(["values"]))
        if chosen or "values" not in wrong:
            return [_mistake(known, found.name) for found in chosen]
        if any(found.explains("values") for found in matches):
            return []  # several fit
        simple = recognise(function, questions)
        if simple is not None:
            return [simple]
    pair = find_pair(known, questions, module)
    if pair:
        return [_mistake(known, entry.name) for entry in pair]
    part = recognise_in_part(function, questions)
    return [part] if part is not None else []


def _matches(
    known: Sequence[Misconception], questions: Sequence[Question], wrong: Sequence[Facet], module: dict[str, Any]
) -> list[Match]:
    """Ask the mistakes what the candidate was asked; where it was wrong first, since that tells most of them apart."""
    remembering: Collection[str] = module.get("REMEMBERING", ())  # those whose answers depend on earlier calls
    telling = sorted(questions, key=lambda one: not one.is_deviation)
    matches = []
    for entry in known:
        in_order = entry.name in remembering
        asked = questions if in_order else telling
        found = match(entry.name, entry.implementation, asked, wrong, remember=not in_order)
        if found is not None:
            matches.append(found)
    return matches


def _mistake(known: Sequence[Misconception], name: str) -> Mistake:
    entry = next(entry for entry in known if entry.name == name)
    return Mistake(entry.name, entry.function, entry.says)
