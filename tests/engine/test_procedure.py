"""How the checks of a run may be carried out, besides the way a candidate gets them."""

from __future__ import annotations

import pytest

from grader.authoring.trials import grade_trials, mistake_trial, reference_trial
from grader.boundary.launch import Zygote
from grader.errors import BankError
from grader.report import ExerciseReport
from grader.suite.candidate import Candidate
from grader.suite.procedure import Procedure
from tests.authoring.banks import SmallBank
from tests.grading import catalogue

EXERCISE = catalogue()["backward_propagation"]
MISTAKE = ("backward_propagation", "bias_gradient_averaged")


def graded(*procedures: Procedure) -> list[ExerciseReport]:
    """Grade one mistake in each of these ways."""
    with Zygote() as zygote:
        return [
            grade_trials(zygote, catalogue(), EXERCISE, [mistake_trial(EXERCISE, *MISTAKE, procedure)])[
                ".".join(MISTAKE)
            ]
            for procedure in procedures
        ]


def test_a_run_to_the_first_failure_ends_there_with_the_same_verdict() -> None:
    whole, quick = graded(Procedure(), Procedure(to_first_failure=True))
    assert quick.verdict == whole.verdict == "failed"
    assert [check.status for check in quick.checks[:-1]] == ["passed"] * (len(quick.checks) - 1)
    assert quick.checks[-1].status == "failed"
    assert len(quick.checks) < len(whole.checks)


def test_a_submission_after_one_that_was_cut_short_is_graded_as_ever() -> None:
    quick = Procedure(to_first_failure=True)
    with Zygote() as zygote:
        trials = [mistake_trial(EXERCISE, *MISTAKE, quick), reference_trial(EXERCISE)]
        reports = grade_trials(zygote, catalogue(), EXERCISE, trials)
    assert reports["reference"].score == EXERCISE.points


def test_without_diagnosis_no_mistake_is_named_and_the_points_are_the_same() -> None:
    whole, plain = graded(Procedure(), Procedure(diagnosed=False))
    assert [mistake.name for mistake in whole.mistakes] == [MISTAKE[1]]
    assert plain.mistakes == []
    assert plain.score == whole.score


def test_in_another_order_each_check_comes_after_those_it_needs_and_fares_alike() -> None:
    whole, *others = graded(Procedure(), *(Procedure(shuffled=seed) for seed in range(3)))
    orders = {tuple(check.name for check in report.checks) for report in (whole, *others)}
    assert len(orders) == 4
    for report in others:
        assert {check.name: check.status for check in report.checks} == {
            check.name: check.status for check in whole.checks
        }


def test_the_calls_of_a_run_can_be_observed() -> None:
    seen: list[Candidate] = []
    graded(Procedure(observe=seen.append))
    assert {call.function for call in seen[0].calls} == {"backward_propagation"}


def test_checks_that_need_each_other_are_the_authors_to_mend(bank: SmallBank, zygote: Zygote) -> None:
    bank.edit("test_softplus.py", "points=1, form=True)", 'points=1, needs=["test_values"])')
    trial = reference_trial(bank.exercise, Procedure(shuffled=1))
    with pytest.raises(BankError, match="needs a check that its suite does not have, or one that needs it"):
        grade_trials(zygote, bank.catalogue, bank.exercise, [trial])


def test_a_suite_without_checks_earns_nothing_and_says_so(bank: SmallBank, zygote: Zygote) -> None:
    bank.file("test_softplus.py").write_text("x = 1\n")
    with pytest.raises(BankError):
        grade_trials(zygote, bank.catalogue, bank.exercise, [reference_trial(bank.exercise)])
