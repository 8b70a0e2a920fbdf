"""Copies are found however they are disguised; answers written independently are not, however alike they must be."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from grader.boundary.messages import Chunk
from grader.catalogue import Exercise
from grader.similarity.fingerprints import RUN, WINDOW, fingerprints
from grader.similarity.ranking import Pair, likenesses, rank
from grader.similarity.tokens import Token, tokens_of
from grader.similarity.units import Unit, unit_of, units_of
from grader.submissions.discovery import find_submissions
from grader.submissions.parsing import parse
from tests.grading import catalogue
from tests.similarity.disguises import DISGUISES

LONG = [e for e in catalogue() if e.name in ("backward_propagation", "gradient_check", "initialize_parameters")]
COPIED = 0.6  # a copy scores at least that …
INNOCENT = 0.4  # … and two answers that were written independently at most that


def variants(exercise: Exercise) -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted((exercise.secret_folder / "variants").glob("*.py"))}


def disguised(text: str, exercise: Exercise, disguise: str) -> str:
    """Disguise ``text``; what the stub gives has to keep its name, or it would not run."""
    given = {node.name for node in ast.parse(exercise.given).body if isinstance(node, ast.FunctionDef)}
    return DISGUISES[disguise](text, given | exercise.functions.keys())


def unit(name: str, exercise: Exercise, text: str) -> Unit:
    return unit_of(name, f"{name}.py", exercise, [Chunk(f"{name}.py", text)])


@pytest.mark.parametrize("exercise", list(catalogue()), ids=lambda exercise: exercise.name)
def test_answers_written_independently_score_low(exercise: Exercise) -> None:
    units = [unit(name, exercise, text) for name, text in variants(exercise).items()]
    assert [(found.one.source, found.other.source) for found in likenesses(units) if found.score > INNOCENT] == []


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("exercise", LONG, ids=lambda exercise: exercise.name)
def test_a_disguised_copy_is_the_first_of_all_pairs(exercise: Exercise, disguise: str) -> None:
    texts = variants(exercise)
    for copied in list(texts)[:4]:
        text = disguised(texts[copied], exercise, disguise)
        units = [unit(name, exercise, source) for name, source in {**texts, "copy": text}.items()]
        first = max(likenesses(units), key=lambda found: found.score)
        assert {first.one.submission, first.other.submission} == {copied, "copy"}
        assert first.score > COPIED


def test_one_function_taken_over_is_not_diluted_by_the_others(tmp_path: Path) -> None:
    chosen = [catalogue()[name] for name in ("sigmoid", "initialize_parameters", "update_parameters")]
    people = {f"person{number}": [list(variants(e).values())[number] for e in chosen] for number in range(6)}
    people["thief"] = [list(variants(e).values())[6] for e in chosen]
    people["thief"][1] = disguised(people["person2"][1], chosen[1], "renamed")
    for person, texts in people.items():
        (tmp_path / person).mkdir()
        for exercise, text in zip(chosen, texts, strict=True):
            (tmp_path / person / f"{exercise.name}.py").write_text(text)
    pairs = ranked(tmp_path)
    assert (pairs[0].one, pairs[0].other) == ("person2", "thief")
    assert pairs[0].likenesses[0].exercise == "initialize_parameters"
    assert not any(pair.score > INNOCENT for pair in pairs[1:])


def ranked(folder: Path) -> list[Pair]:
    """Rank what lies in ``folder``, with no background: here the class is made of the author's variants."""
    everything = [unit for found in find_submissions(folder, catalogue()) for unit in units_of(found, catalogue())]
    by_exercise = {unit.exercise: [u for u in everything if u.exercise == unit.exercise] for unit in everything}
    found = [likeness for units in by_exercise.values() for likeness in likenesses(units)]
    pairs = [Pair(one.one.submission, one.other.submission, (one,)) for one in found]
    return sorted(pairs, key=lambda pair: -pair.score)


def test_a_notebook_and_a_file_are_compared(tmp_path: Path) -> None:
    exercise = catalogue()["backward_propagation"]
    texts = variants(exercise)
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)
    copy = disguised(texts["float32"], exercise, "renamed")
    cells = [
        {"cell_type": "code", "source": "%matplotlib inline\nprint('mine')"},
        {"cell_type": "code", "source": copy},
    ]
    (tmp_path / "copy.ipynb").write_text(json.dumps({"cells": cells}))
    assert {ranked(tmp_path)[0].one, ranked(tmp_path)[0].other} == {"float32", "copy"}


def test_what_the_stub_gives_is_nobodys() -> None:
    exercise = catalogue()["backward_propagation"]
    assert unit("untouched", exercise, exercise.stub).fingerprints == {}
    assert unit("untouched", exercise, exercise.stub).lines == ()


def test_the_obvious_answer_weighs_nothing(tmp_path: Path) -> None:
    """Thirty people write relu in the one way there is."""
    text = "import numpy as np\ndef relu(z): return np.maximum(0, z)\ndef relu_derivative(z): return (z > 0) * 1.0\n"
    for number in range(30):
        (tmp_path / f"person{number}.py").write_text(text)
    units = [unit for found in find_submissions(tmp_path, catalogue()) for unit in units_of(found, catalogue())]
    assert rank(units, catalogue()) == []


def test_what_the_author_has_written_too_is_innocent(tmp_path: Path) -> None:
    text = variants(catalogue()["gradient_check"])["ravel_views"]
    for name in ("ada", "emmy"):
        (tmp_path / f"{name}.py").write_text(text)
    units = [unit for found in find_submissions(tmp_path, catalogue()) for unit in units_of(found, catalogue())]
    assert rank(units, catalogue()) == []


def test_places_are_lines_of_the_text_that_is_shown() -> None:
    exercise = catalogue()["gradient_check"]
    text = variants(exercise)["context_manager"]
    found = likenesses([unit("one", exercise, text), unit("other", exercise, "# moved down\n\n\n" + text)])[0]
    assert found.places
    for mine, theirs in found.places:
        assert found.one.lines[mine.first - 1 : mine.last] == found.other.lines[theirs.first - 1 : theirs.last]


def test_winnowing_finds_every_match_that_it_promises() -> None:
    words = [Token(word, number) for number, word in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")]
    noise = [Token(f"noise{number}", number) for number in range(100)]
    for start in range(len(words) - (RUN + WINDOW - 1)):
        quoted = words[start : start + RUN + WINDOW - 1]
        assert fingerprints(words).keys() & fingerprints([*noise[:50], *quoted, *noise[50:]]).keys()
    assert fingerprints(words[: RUN - 1]) == {}
    assert not fingerprints(words[:RUN]).keys() & fingerprints([*words[: RUN - 1], *noise]).keys()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("def f(a): return a + 1", "def g(b):  # why\n    return (b + 1.0)", True),
        ("x = np.maximum(z, 0)", "y = numpy.maximum(w, 0)", True),
        ("x = np.maximum(z, 0)", "x = np.minimum(z, 0)", False),
        ("x = z > 0", "x = z >= 0", False),
        ("x = len(z)", "x = sum(z)", False),
        ("x: int = 1", "x: float = 1", True),
        ("x = {'dW1': z}", "x = {'db1': z}", False),
        (f"x = 0x{'f' * 9000}", f"y = 0x{'f' * 9000}", True),  # Python refuses to write it in decimal digits
    ],
)
def test_what_a_token_keeps(one: str, other: str, alike: bool) -> None:
    texts = [[token.text for token in tokens_of(parse(text, "x")[0], set())] for text in (one, other)]
    assert (texts[0] == texts[1]) is alike


def test_text_nested_to_the_parsers_limit_is_read() -> None:
    exercise = catalogue()["relu"]
    deep = "def relu(z): return " + "(-" * 80 + "z" + ")" * 80 + "\n"
    long = "def relu(z): return z" + " + z" * 900 + "\ndef relu_derivative(z): return " + "-" * 900 + "z\n"
    for text in (deep, long, "def relu(z):\n" + "".join(f"{' ' * n}if z:\n" for n in range(1, 90)) + " " * 90 + "pass"):
        assert unit("deep", exercise, text).lines
