"""A set fills the time, begins easily and becomes hard; no stub in it answers another; a seed gives it again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.interview.selection import choose_set, choose_set_for, need
from grader.packs.overlap import overlaps
from grader.practice.progress import Attempt, Progress, with_attempt
from tests.grading import catalogue

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
SEEDS = range(25)
CATALOGUE = catalogue()


def names(exercises: tuple[Exercise, ...]) -> list[str]:
    return [exercise.name for exercise in exercises]


def solved(progress: Progress, name: str, days_ago: float) -> Progress:
    return with_attempt(progress, name, Attempt(NOW - timedelta(days=days_ago), 10.0, 10.0))


@pytest.mark.parametrize("minutes", [5, 12, 25, 45, 60, 90, 240])
def test_a_set_fits_the_time_and_no_stub_answers_another(minutes: int) -> None:
    for seed in SEEDS:
        chosen = choose_set(CATALOGUE, minutes, None, seed)
        assert chosen.exercises
        assert sum(exercise.minutes for exercise in chosen.exercises) <= minutes
        assert overlaps(chosen.exercises) == []


@pytest.mark.parametrize("minutes", [45, 60, 90])
def test_a_long_interview_has_several_exercises_from_easy_to_hard_and_uses_its_time(minutes: int) -> None:
    for seed in SEEDS:
        exercises = choose_set(CATALOGUE, minutes, None, seed).exercises
        difficulties = [exercise.difficulty for exercise in exercises]
        assert len(exercises) >= 2
        assert difficulties == sorted(difficulties)
        assert difficulties[0] <= 2
        assert difficulties[-1] >= 3
        assert sum(exercise.minutes for exercise in exercises) >= 0.75 * minutes


def test_a_seed_gives_the_same_set_again_and_seeds_differ() -> None:
    sets = [names(choose_set(CATALOGUE, 45, None, seed).exercises) for seed in SEEDS]
    assert sets == [names(choose_set(CATALOGUE, 45, None, seed).exercises) for seed in SEEDS]
    assert len(set(map(tuple, sets))) > 3


def test_the_seed_of_a_set_that_progress_chose_gives_it_again_without_any_progress() -> None:
    progress = solved(Progress(), "gradient_check", 1)
    chosen = choose_set_for(progress, NOW, CATALOGUE, 45, None, random.Random(1))
    again = choose_set(CATALOGUE, 45, None, chosen.seed)
    assert names(again.exercises) == names(chosen.exercises)


@pytest.mark.parametrize("yesterday", ["gradient_check", "backward_propagation", "train_network"])
def test_what_was_solved_yesterday_is_not_asked_today(yesterday: str) -> None:
    for seed in range(10):
        progress = solved(Progress(), yesterday, 1)
        chosen = choose_set_for(progress, NOW, CATALOGUE, 45, None, random.Random(seed))
        assert yesterday not in names(chosen.exercises)


def test_what_failed_is_needed_more_than_what_is_new_and_that_more_than_what_is_known() -> None:
    relu = CATALOGUE["relu"]
    failed = with_attempt(Progress(), "relu", Attempt(NOW - timedelta(days=2), 3.0, 10.0))
    fresh, old = (need(solved(Progress(), "relu", days), relu, NOW) for days in (1, 20))
    assert need(failed, relu, NOW) > need(Progress(), relu, NOW) > old > fresh


def test_what_is_new_is_needed_more_once_one_has_what_it_builds_on() -> None:
    check = CATALOGUE["gradient_check"]
    ready = Progress()
    for name in check.needs:
        ready = solved(ready, name, 5)
    assert need(ready, check, NOW) > need(Progress(), check, NOW) > 0


def test_less_time_than_any_exercise_takes_gives_the_shortest_and_says_so() -> None:
    chosen = choose_set(CATALOGUE, 2, None, 1)
    assert names(chosen.exercises) == ["relu"]
    assert chosen.notes == ("relu is meant to take 5 minutes; there are 2.",)


def test_a_track_holds_to_itself_and_an_unknown_one_is_told_the_others() -> None:
    track = next(iter(CATALOGUE)).track
    chosen = choose_set(CATALOGUE, 45, track, 1)
    assert {exercise.track for exercise in chosen.exercises} == {track}
    with pytest.raises(UsageError, match=rf"no track 'trains'.*{track}"):
        choose_set(CATALOGUE, 45, "trains", 1)
