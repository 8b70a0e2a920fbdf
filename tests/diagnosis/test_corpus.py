"""Held-out wrong submissions: each makes a catalogued mistake in code of its own, written without the catalogue's.

A file is called ``<mistake>__<style>.py``; two mistakes are joined by a plus sign.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.boundary.module import GivenFunctions
from grader.suite.reference import load_misconceptions
from tests.grading import catalogue, grade_sources, misconception_source

CORPUS = Path(__file__).parent / "corpus"
UNCATALOGUED = Path(__file__).parent / "uncatalogued"
EXERCISES = [exercise for exercise in catalogue() if (CORPUS / exercise.name).is_dir()]
BIG = {"backward_propagation", "forward_propagation", "gradient_check", "initialize_parameters"}

# np.random.RandomState as another generator: a catalogued mistake submitted with it shares no draws with the catalogue.
OTHER_GENERATOR = """
import numpy as np
class _Other:
    def __init__(self, seed=None): self._rng = np.random.default_rng(seed)
    def randn(self, *shape): return self._rng.standard_normal(shape) if shape else self._rng.standard_normal()
    def rand(self, *shape): return self._rng.random(shape)
    def __getattr__(self, name): return getattr(self._rng, name)
np.random.RandomState = _Other
"""


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_nine_in_ten_held_out_mistakes_are_named_and_none_by_another_name(exercise):
    files = sorted((CORPUS / exercise.name).glob("*.py"))
    assert len(files) >= (8 if exercise.name in BIG else 4)
    reports = grade_sources({file.stem: file.read_text(encoding="utf-8") for file in files}, exercise)
    right = 0
    for style, report in reports.items():
        expected = set(style.partition("__")[0].split("+"))
        named = {mistake.name for mistake in report.mistakes}
        assert named <= expected, f"{style} is taken for {named}"
        right += named == expected
    assert right >= 0.9 * len(files)


@pytest.mark.parametrize("exercise", [e for e in catalogue() if (UNCATALOGUED / e.name).is_dir()], ids=lambda e: e.name)
def test_no_catalogued_name_is_given_to_a_mistake_that_is_in_no_catalogue(exercise):
    known = {entry.name for entry in load_misconceptions(exercise, GivenFunctions(exercise.given))}
    sources = {
        file.stem: file.read_text(encoding="utf-8") for file in sorted((UNCATALOGUED / exercise.name).glob("*.py"))
    }
    for name, report in grade_sources(sources, exercise).items():
        assert report.verdict == "failed", name
        assert not {mistake.name for mistake in report.mistakes} & known, f"{name} is taken for {report.mistakes}"


@pytest.mark.parametrize("name", ["initialize_parameters", "generate_datasets"])
def test_mistakes_in_random_functions_are_named_whatever_generator_draws(name):
    exercise = catalogue()[name]
    known = [entry for entry in load_misconceptions(exercise, GivenFunctions(exercise.given)) if not entry.equivalent]
    sources = {
        entry.name: OTHER_GENERATOR + misconception_source(exercise, entry.function, entry.name) for entry in known
    }
    reports = grade_sources(sources, exercise)
    named = {entry.name: [mistake.name for mistake in reports[entry.name].mistakes] for entry in known}
    assert all(names in ([], [right]) for right, names in named.items()), named
    assert sum(bool(names) for names in named.values()) >= 0.95 * len(known)
