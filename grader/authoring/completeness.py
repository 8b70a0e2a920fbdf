"""What an exercise still lacks, or says at too great a length, in the order in which an author writes it.

Every finding is a sentence that says what to do. Nothing is graded here; that is the rest of the proof, once an
exercise is complete.
"""

from __future__ import annotations

import inspect
import re
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.authoring.confusion import declared_ties
from grader.authoring.equivalents import read_equivalents
from grader.authoring.trials import variant_files
from grader.boundary.messages import Chunk
from grader.boundary.module import GivenFunctions, run_module
from grader.catalogue import Catalogue, Exercise
from grader.errors import GradlingsError
from grader.packs.examples import wrong_examples
from grader.submissions.attempts import attempt, read_source
from grader.suite.checks import CheckSpec, spec_of
from grader.suite.reference import load_misconceptions, load_reference, misconceptions_namespace

TITLE = 90  # characters, of an exercise and of a check
ADVICE = 240
SAYS = 200  # what a mistake tells the candidate
HINT = (30, 300)
FEWEST_HINTS = 3
FEWEST_MISCONCEPTIONS = 4
FEWEST_VARIANTS = 5
SECTIONS = ("Conventions", "By hand", "Follow-up questions")

_ALLCLOSE = re.compile(r"assert\s+(np|numpy)\.allclose\(|assert_allclose\(")
_TODO = re.compile(r'TODO:?\s*([^|"]*)')  # up to the end of a cell or a string


def shortcomings(exercise: Exercise, catalogue: Catalogue) -> list[str]:
    """Return what is missing, too long or contradictory, a sentence each; nothing if the exercise is complete."""
    found: list[str] = []
    stages: tuple[tuple[list[Path], Iterable[str]], ...] = (
        ([exercise.folder / "exercise.toml"], _metadata(exercise, catalogue)),
        ([exercise.brief_path], _brief(exercise)),
        ([exercise.stub_path], _stub(exercise)),
        ([exercise.solution_path], _solution(exercise)),
        ([], _examples(exercise)),
        ([exercise.suite_path], _suite(exercise)),
        ([exercise.misconceptions_path], _misconceptions(exercise)),
        (variant_files(exercise), _variants(exercise)),
        ([exercise.secret_folder / "oracle.py"], ()),
        ([exercise.secret_folder / "NOTES.md"], ()),
    )
    for files, problems in stages:
        left = [sentence for file in files for sentence in _left_to_do(file)]
        try:
            found += left or list(problems)
        except GradlingsError as error:
            found.append(str(error))
        except OSError:  # a stage that needs another file: that it is missing has been said
            continue
    return found


def checks_of(exercise: Exercise) -> dict[str, CheckSpec | None]:
    """Return the tests of the hidden suite, in order; None for one without the mark that makes it a check."""
    names = runpy.run_path(str(exercise.suite_path))
    return {name: spec_of(test) for name, test in names.items() if name.startswith("test_") and callable(test)}


def _left_to_do(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return [
            f"{file.name} is missing: write {file.parent.name}/{file.name}, or see what `gradlings dev new` writes."
        ]
    if not "".join(lines).strip():
        return [f"{file.name} is empty."]
    name = file.name if file.parent.name != "variants" else f"variants/{file.name}"
    found = [(number, _TODO.search(line)) for number, line in enumerate(lines, 1)]
    return [
        f"{name}, line {number}: {match[1].strip() or 'finish what is marked TODO.'}"
        for number, match in found
        if match
    ]


def _metadata(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    file = "exercise.toml"
    if not 0 < len(exercise.title) <= TITLE:
        yield f"{file}: the title has {len(exercise.title)} characters; write 1 to {TITLE}."
    if not 1 <= exercise.difficulty <= 5:
        yield f"{file}: the difficulty is {exercise.difficulty}; it runs from 1 to 5."
    if exercise.minutes <= 0:
        yield f"{file}: say in minutes how long the exercise takes in an interview."
    if not exercise.functions:
        yield f"{file}: list at least one graded function in [[functions]], with its points."
    for function, points in exercise.functions.items():
        if points <= 0:
            yield f"{file}: {function} is worth {points:g} points; give it more than 0."
        if catalogue.functions.get(function, exercise).name != exercise.name:
            yield f"{file}: {function} is graded by {catalogue.functions[function].name} already; choose another name."
    for name in exercise.needs:
        if name not in catalogue:
            yield f"{file}: needs names {name!r}, which is no exercise; see `gradlings list`."
    if len(exercise.hints) < FEWEST_HINTS:
        found = len(exercise.hints)
        yield f"{file}: there are {found} hints; write {FEWEST_HINTS} or more, from a nudge to nearly the idea."
    for number, hint in enumerate(exercise.hints, 1):
        if not HINT[0] <= len(hint) <= HINT[1]:
            yield f"{file}: hint {number} has {len(hint)} characters; write {HINT[0]} to {HINT[1]}."


def _brief(exercise: Exercise) -> Iterator[str]:
    text = exercise.brief_path.read_text(encoding="utf-8")
    if not text.startswith("# "):
        yield "README.md: begin with a heading, `# …`."
    for function in exercise.functions:
        if f"{function}(" not in text:
            yield f"README.md: show the signature of {function}, what it takes and what it returns."
    for section in SECTIONS:
        body = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        if body is None or len(body[1].strip()) < 30:
            yield f"README.md: write the section `## {section}`."


def _stub(exercise: Exercise) -> Iterator[str]:
    name = exercise.stub_path.name
    source = read_source(exercise.stub_path)
    as_submitted = attempt(source, exercise)
    if as_submitted.problem:
        yield f"{name}: the stub cannot be read: {as_submitted.problem}"
        return
    for function in exercise.functions:
        if function not in source.names:
            yield f"{name}: the stub does not define {function}."
        elif function not in as_submitted.unwritten:
            yield f"{name}: {function} is written already; leave a docstring and `raise NotImplementedError`."
    try:
        functions = _run_stub(exercise)
    except Exception as error:
        yield f"{name}: the stub cannot be run: {type(error).__name__}: {error}."
        return
    for function in exercise.functions:
        if function in functions and not inspect.getdoc(functions[function]):
            yield f"{name}: give {function} a docstring: what it takes, what it returns, an example in one line."


def _solution(exercise: Exercise) -> Iterator[str]:
    reference = load_reference(exercise)
    try:
        stub = _run_stub(exercise)
    except Exception:
        return  # said already
    for function in exercise.functions:
        solved = inspect.signature(getattr(reference, function))
        if function in stub and _names(solved) != _names(inspect.signature(stub[function])):
            yield (
                f"solution.py: {function}{solved} has another signature than the stub's "
                f"{function}{inspect.signature(stub[function])}; make them the same."
            )


def _examples(exercise: Exercise) -> Iterator[str]:
    yield from wrong_examples(exercise)  # there need not be any


def _suite(exercise: Exercise) -> Iterator[str]:
    file = exercise.suite_path.name
    try:
        tests = checks_of(exercise)
    except Exception as error:
        yield f"{file}: the suite cannot be imported: {type(error).__name__}: {error}."
        return
    if _ALLCLOSE.search(exercise.suite_path.read_text(encoding="utf-8")):
        yield f"{file}: compare with check_close, not with numpy's allclose, which broadcasts and passes empty arrays."
    earlier: set[str] = set()
    points = dict.fromkeys(exercise.functions, 0.0)
    for name, spec in tests.items():
        if spec is None:
            yield f"{file}: {name} can earn no points; mark it with @check(function, points=…)."
            continue
        if spec.function not in points:
            yield f"{file}: {name} checks {spec.function!r}, which exercise.toml does not list."
        else:
            points[spec.function] += spec.points
        if not 0 < len(spec.title) <= TITLE:
            yield (
                f"{file}: the title of {name} has {len(spec.title)} characters; say in 1 to {TITLE} what holds, "
                "in the first line of its docstring."
            )
        if len(spec.advice) > ADVICE:
            yield f"{file}: the advice of {name} has {len(spec.advice)} characters; a nervous candidate reads {ADVICE}."
        for needed in sorted(set(spec.needs) - earlier):
            yield f"{file}: {name} needs {needed!r}, which is no earlier check of the suite."
        earlier.add(name)
    for function, worth in points.items():
        if abs(worth - exercise.functions[function]) > 1e-9:
            yield (
                f"{file}: the checks of {function} add up to {worth:g} points; "
                f"exercise.toml gives it {exercise.functions[function]:g}."
            )


def _misconceptions(exercise: Exercise) -> Iterator[str]:
    file = "misconceptions.py"
    given = GivenFunctions(exercise.given)
    entries = load_misconceptions(exercise, given)
    namespace = misconceptions_namespace(exercise, given)
    names = [entry.name for entry in entries]
    wrong = [entry for entry in entries if not entry.equivalent]
    if len(wrong) < FEWEST_MISCONCEPTIONS:
        yield (
            f"{file}: there are {len(wrong)} wrong implementations; write {FEWEST_MISCONCEPTIONS} or more, "
            "from mistakes people really make."
        )
    for function in exercise.functions:
        if not any(entry.function == function for entry in wrong):
            yield f"{file}: MISCONCEPTIONS lists no wrong way to write {function}."
    for entry in entries:
        if entry.function not in exercise.functions:
            yield f"{file}: {entry.name} is listed under {entry.function!r}, which exercise.toml does not list."
        if len(entry.says) > SAYS:
            yield (
                f"{file}: {entry.name} tells the candidate {len(entry.says)} characters; "
                f"one or two sentences, {SAYS} at most."
            )
        if names.count(entry.name) > 1 and entry is next(e for e in entries if e.name == entry.name):
            times = names.count(entry.name)
            yield f"{file}: {entry.name} is listed {times} times; give each mistake a name of its own."
    for name in set(namespace.get("EQUIVALENT", {})) - set(names):
        yield f"{file}: EQUIVALENT names {name!r}, which MISCONCEPTIONS does not list."
    for pair in declared_ties(exercise, namespace):
        for name in set(pair) - set(names):
            yield f"{file}: ALIKE names {name!r}, which MISCONCEPTIONS does not list."


def _variants(exercise: Exercise) -> Iterator[str]:
    count = len(variant_files(exercise))
    if count < FEWEST_VARIANTS:
        yield (
            f"variants/ holds {count} right but different solutions; write {FEWEST_VARIANTS} or more: "
            "loops, float32, einsum, a class, another algorithm."
        )
    read_equivalents(exercise)  # raises if the file cannot be read


def _run_stub(exercise: Exercise) -> dict[str, Any]:
    return run_module([Chunk(exercise.stub_path.name, exercise.stub)], GivenFunctions(exercise.given))


def _names(signature: inspect.Signature) -> list[tuple[str, Any, str]]:
    return [(p.name, p.kind, repr(p.default)) for p in signature.parameters.values()]
