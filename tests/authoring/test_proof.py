"""A suite with a hole, one that is too strict, one that rests on luck or on order: the proof finds and tells each."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.parts import Bench, Part, work_on
from grader.authoring.proof import Finding, Proof, combined
from grader.authoring.schedule import SHARES, prove
from grader.boundary.launch import Zygote
from grader.content import bank_at
from tests.authoring.banks import SmallBank


def work(bank: SmallBank, zygote: Zygote, kind: str) -> Finding:
    """Do one kind of work on the small bank's exercise."""
    return work_on(Part("softplus", kind), Bench(zygote, bank.catalogue))


def prove_all(bank: SmallBank, jobs: int = 1) -> Proof:
    """Return the whole proof."""
    [proof] = prove([bank.exercise], [bank_at(str(bank.root))], jobs)
    return proof


def test_a_proven_exercise_has_no_problems_and_every_figure_is_full(bank: SmallBank) -> None:
    proof = prove_all(bank)
    assert proof.problems == []
    tally = proof.tally
    assert (tally.checks, tally.certified, tally.seeds) == (5, 8, 20)
    assert tally.misconceptions == tally.caught == len(proof.rows) == 8
    assert tally.named == 7  # answers of 1e-9 that differ in their last digits are below what diagnosis looks at
    assert tally.variants == tally.passed == 5
    assert tally.mutants == tally.killed == 14
    assert tally.equivalent == 1
    assert sum(row.compared for row in proof.rows) == 8 * 7


def test_processes_side_by_side_find_what_one_finds(bank: SmallBank) -> None:
    alone, together = prove_all(bank), prove_all(bank, jobs=2)
    assert together.tally == alone.tally
    assert together.rows == alone.rows
    assert together.fates == alone.fates


def test_the_shares_of_a_part_make_up_the_whole(bank: SmallBank, zygote: Zygote) -> None:
    bench = Bench(zygote, bank.catalogue)
    whole = combined(bank.exercise, [work(bank, zygote, "mistakes")])
    shares = [work_on(Part("softplus", "mistakes", share, 3), bench) for share in range(3)]
    assert combined(bank.exercise, shares).rows == whole.rows


def test_an_incomplete_exercise_is_not_worked_on(bank: SmallBank) -> None:
    bank.file("NOTES.md").unlink()
    proof = prove_all(bank)
    assert len(proof.problems) == 1
    assert proof.tally.checks == 0


def test_a_hole_lets_a_mistake_through(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "check_unchanged(candidate.call(", "id(candidate.call(")
    finding = work(bank, zygote, "mistakes")
    assert (finding.tally.caught, finding.tally.misconceptions) == (7, 8)
    [problem] = finding.problems
    assert problem.startswith(
        "The mistake `argument_overwritten` passes every check of softplus: the suite has a hole."
    )


def test_surviving_mutants_are_one_problem_that_shows_the_first(bank: SmallBank, zygote: Zygote) -> None:
    bank.file("equivalents.toml").unlink()
    [problem] = combined(bank.exercise, [work(bank, zygote, "mutants")]).problems
    assert problem.startswith(
        "1 mutant of the reference passes every check, line 8 of solution.py as `return np.maximum(0"
    )


def test_a_declared_mutant_that_dies_is_no_equivalent(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("equivalents.toml", 'becomes = "return np.maximum(0.0, x)', 'becomes = "return np.minimum(x, 0.0)')
    problems = work(bank, zygote, "mutants").problems
    assert any("test_values fails it: take the entry out" in problem for problem in problems)


def test_a_declaration_survives_lines_that_move_but_not_lines_that_change(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("solution.py", "import numpy as np\n", "import numpy as np\n\n# a line more\n")
    assert work(bank, zygote, "mutants").problems == []
    bank.edit("solution.py", "np.maximum(x, 0.0) +", "np.maximum(x, 0) +")
    [outdated] = work(bank, zygote, "mutants").problems
    assert "but there is no such mutant (any more)" in outdated


def test_a_right_variant_that_fails_is_the_suites_fault_or_its_own(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "        check_shape(y, x.shape)", "        assert y.dtype == float, 'no float64'")
    [problem] = work(bank, zygote, "variants").problems
    assert problem.startswith("variants/float32.py loses points in test_shape: no float64")
    assert problem.endswith("The suite is too strict, or the variant is wrong.")


def test_a_reference_that_fails_its_own_suite(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "check_close(call.value, reference.softplus(x))", "assert 1 + 1 == 3, 'no three'")
    [problem] = work(bank, zygote, "basics").problems
    assert problem.startswith("The reference gets 7 of 10 points: it loses some in test_far_out: no three")


def test_a_wrong_reference_is_not_certified_although_its_suite_agrees_with_it(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("solution.py", "np.log1p(np.exp(-np.abs(x)))", "np.log1p(np.exp(-1.001 * np.abs(x)))")
    finding = work(bank, zygote, "basics")
    assert finding.tally.checks == 5
    assert all(problem.startswith("oracle.py does not certify the reference: ") for problem in finding.problems)
    assert finding.problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "oracle.py has no test"),
        ("import nonsense\n", "oracle.py cannot be imported"),
        ("import pytest\n\ndef test_it(reference):\n    pytest.skip('later')\n", "test_it: it is skipped"),
        ("def test_it(reference, nothing):\n    pass\n", "test_it"),
    ],
)
def test_an_oracle_that_certifies_nothing_is_told_so(bank: SmallBank, zygote: Zygote, text: str, said: str) -> None:
    bank.file("oracle.py").write_text(text)
    assert said in work(bank, zygote, "basics").problems[0]


def test_mistakes_that_answer_alike_are_a_tie_until_declared(bank: SmallBank, zygote: Zygote) -> None:
    twin = 'def rectifier(x):\n    """This is ReLU under another name."""\n    return np.where(x > 0, x, 0.0)\n\n\n'
    bank.edit("misconceptions.py", "def sigmoid(x)", f"{twin}def sigmoid(x)")
    bank.edit("misconceptions.py", "relu, sigmoid,", "relu, rectifier, sigmoid,")
    [problem] = combined(bank.exercise, [work(bank, zygote, "mistakes")]).problems
    assert problem.startswith("`rectifier` and `relu` answer alike on every call the suite makes")
    bank.edit(
        "misconceptions.py", "MISCONCEPTIONS =", 'ALIKE = {("relu", "rectifier"): "The same."}\n\nMISCONCEPTIONS ='
    )
    assert combined(bank.exercise, [work(bank, zygote, "mistakes")]).problems == []


def test_a_tie_that_is_none_is_not_to_be_declared(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("misconceptions.py", "MISCONCEPTIONS =", 'ALIKE = {("relu", "sigmoid"): "…"}\n\nMISCONCEPTIONS =')
    [problem] = combined(bank.exercise, [work(bank, zygote, "mistakes")]).problems
    assert "declares `relu` and `sigmoid`, but the suite tells them apart" in problem


def test_what_is_called_equivalent_must_pass(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("misconceptions.py", "MISCONCEPTIONS =", 'EQUIVALENT = {"relu": "So they say."}\n\nMISCONCEPTIONS =')
    [problem] = work(bank, zygote, "mistakes").problems
    assert problem.startswith("EQUIVALENT says that `relu` is right, but it loses points in test_values")


def test_a_check_that_rests_on_its_draws_is_unstable(bank: SmallBank, zygote: Zygote) -> None:
    lucky = "    lucky = np.random.default_rng(1).normal() > 0  # as drawn, it is\n    assert lucky, 'bad luck'\n"
    bank.edit("test_softplus.py", "    inputs = list(draws())\n", f"{lucky}    inputs = list(draws())\n")
    assert work(bank, zygote, "basics").problems == []
    problems = work(bank, zygote, "seeds").unsteady
    assert any("reference loses points in test_shape: bad luck" in problem for problem in problems)


def test_a_mistake_caught_by_luck_is_unstable(bank: SmallBank, zygote: Zygote) -> None:
    lucky = "if np.random.default_rng(1).normal() > 0: check_unchanged("
    bank.edit("test_softplus.py", "    check_unchanged(", f"    {lucky}")
    assert work(bank, zygote, "mistakes").problems == []
    problems = work(bank, zygote, "seeds").unsteady
    assert problems
    assert all("softplus.argument_overwritten passes: the suite catches it only with" in p for p in problems)


def test_checks_that_lean_on_one_another_are_unstable(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "def draws():", "SEEN = []\n\n\ndef draws():")
    bank.edit(
        "test_softplus.py", "    for x in (-20.0, -40.0, -300.0):", "    SEEN.append(1)\n    for x in (-20.0, -40.0):"
    )
    bank.edit(
        "test_softplus.py",
        "    check_unchanged(",
        "    assert SEEN, 'the other check comes first'\n    check_unchanged(",
    )
    assert work(bank, zygote, "basics").problems == []
    assert any("the other check comes first" in problem for problem in work(bank, zygote, "seeds").unsteady)


def test_a_broken_suite_is_the_authors_to_mend_and_stops_nothing(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "def test_shape(candidate)", "def test_shape(candidate, nothing)")
    for kind in SHARES:
        [problem, *_] = work(bank, zygote, kind).problems
        assert "suite" in problem


def test_a_mutant_that_never_ends_is_stopped_and_counts_as_killed(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("exercise.toml", "needs = []", "needs = []\nlimits = { call = 0.5 }")
    bank.file("solution.py").write_text(
        '"""Reference."""\n\nimport numpy as np\n\n\ndef softplus(x):\n    """Return log(1 + e^x)."""\n'
        "    left = 1\n    while left:\n        left = left - 1\n    return np.logaddexp(0.0, x)\n"
    )
    fates = {fate.after: fate.killed_by for fate in work(bank, zygote, "mutants").fates}
    assert fates["left = left + 1"]


def test_the_committed_bank_is_found_from_any_folder(
    bank: SmallBank, zygote: Zygote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    bank.root = Path("mybank")
    assert work(bank, zygote, "variants").tally.passed == 5
