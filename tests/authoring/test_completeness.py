"""Each thing that may be missing or too long is told in a sentence of its own."""

from __future__ import annotations

import pytest

from grader.authoring.completeness import shortcomings
from tests.authoring.banks import SmallBank

LONG = "word " * 60


def left(bank: SmallBank) -> list[str]:
    """Return what is left to do."""
    return shortcomings(bank.exercise, bank.catalogue)


def test_a_complete_exercise_lacks_nothing(bank: SmallBank) -> None:
    assert left(bank) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("exercise.toml", 'title = "Softplus without overflow"', 'title = ""', "title has 0 characters"),
        ("exercise.toml", "difficulty = 2", "difficulty = 6", "runs from 1 to 5"),
        ("exercise.toml", "minutes = 10", "minutes = 0", "how long the exercise takes"),
        ("exercise.toml", "needs = []", 'needs = ["relo"]', "'relo', which is no exercise"),
        ("exercise.toml", "points = 10", "points = 12", "add up to 10 points; exercise.toml gives it 12"),
        ("exercise.toml", '    "Try your', '    "Short.",\n    "Try your', "hint 1 has 6 characters"),
        ("exercise.toml", "numpy has a function for that.", LONG, "hint 3 has"),
        ("examples.toml", "0.69314718", "0.7", "is said to give [0.7]; the reference gives"),
        ("examples.toml", "softplus(", "softplu(", "cannot be tried: NameError"),
        ("examples.toml", "gives", "give", "cannot be read"),
        ("README.md", "## By hand", "## Example", "`## By hand`"),
        ("README.md", "## Conventions", "## Rules", "`## Conventions`"),
        ("README.md", "softplus(", "soft(", "show the signature of softplus"),
        ("README.md", "# Softplus", "Softplus", "begin with a heading"),
        ("softplus.py", "raise NotImplementedError", "return x", "softplus is written already"),
        ("softplus.py", "def softplus(x)", "def softplus(z)", "another signature than the stub's"),
        ("softplus.py", "def softplus(x)", "def softmin(x)", "the stub does not define softplus"),
        ("softplus.py", "import numpy as np", "import nump as np", "the stub cannot be run: ModuleNotFoundError"),
        ("softplus.py", "import numpy as np", "import numpy as", "the stub cannot be read"),
        ("solution.py", "def softplus", "def softplos", "does not define softplus"),
        ("solution.py", "import numpy as np", "1 / 0", "cannot be run: ZeroDivisionError"),
        ("test_softplus.py", "softplus keeps the shape of x", LONG, "the title of test_shape has"),
        ("test_softplus.py", "Work the brief's example", LONG, "the advice of test_values has"),
        ("test_softplus.py", '@check("softplus", points=1, form=True)\n', "", "test_shape can earn no points"),
        ("test_softplus.py", 'needs=["test_shape"]', 'needs=["test_form"]', "'test_form', which is no earlier check"),
        ("test_softplus.py", '@check("softplus", points=1, f', '@check("softmax", points=1, f', "'softmax'"),
        ("test_softplus.py", "import numpy as np", "import nump as np", "the suite cannot be imported"),
        ("test_softplus.py", "        check_shape(y, x.shape)", "        assert np.allclose(y, x)", "check_close, not"),
        ("misconceptions.py", "relu, sigmoid, one_forgotten, base_two, sign_of_the_exponent,", "", "3 wrong implem"),
        ("misconceptions.py", "This is ReLU,", LONG, "relu tells the candidate"),
        ("misconceptions.py", "relu, sigmoid,", "relu, relu,", "relu is listed 2 times"),
        ("misconceptions.py", "MISCONCEPTIONS =", 'EQUIVALENT = {"gelu": ""}\nMISCONCEPTIONS =', "names 'gelu'"),
        ("misconceptions.py", "MISCONCEPTIONS =", 'ALIKE = {("relu", "elu"): ""}\nMISCONCEPTIONS =', "names 'elu'"),
        ("misconceptions.py", "MISCONCEPTIONS =", 'ALIKE = {"relu": "…"}\nMISCONCEPTIONS =', "maps pairs of names"),
        ("misconceptions.py", '"""This is ReLU,', 'said = """This is ReLU,', "has no docstring"),
        ("equivalents.toml", "reason =", "because =", "needs function, line, becomes and reason"),
        ("equivalents.toml", "[[equivalent]]", "[[equivalent", "equivalents.toml of softplus cannot be read"),
        ("NOTES.md", "# softplus", "TODO: write the heading.\n# softplus", "NOTES.md, line 1: write the heading."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(bank: SmallBank, file: str, old: str, new: str, said: str) -> None:
    bank.edit(file, old, new)
    assert any(said in sentence for sentence in left(bank)), left(bank)


@pytest.mark.parametrize(
    "file",
    ["README.md", "softplus.py", "solution.py", "test_softplus.py", "misconceptions.py", "oracle.py", "NOTES.md"],
)
def test_a_missing_file_is_named(bank: SmallBank, file: str) -> None:
    bank.file(file).unlink()
    assert any(sentence.startswith(f"{file} is missing") for sentence in left(bank)), left(bank)


def test_an_empty_file_is_named(bank: SmallBank) -> None:
    bank.file("NOTES.md").write_text("\n")
    assert left(bank) == ["NOTES.md is empty."]


def test_too_few_variants_are_counted(bank: SmallBank) -> None:
    bank.file("variants/masks.py").unlink()
    assert any("variants/ holds 4 right but different solutions" in sentence for sentence in left(bank))
