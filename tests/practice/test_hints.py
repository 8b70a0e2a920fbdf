"""Hints open one by one, each after an attempt since the last."""

from __future__ import annotations

from datetime import timedelta

from grader.practice.hints import HintState, hint_state, with_hints
from grader.practice.progress import Attempt, Progress, with_attempt
from tests.practice.workspaces import START

COUNT = 3


def tried(progress: Progress, minutes: int) -> Progress:
    return with_attempt(progress, "relu", Attempt(START + timedelta(minutes=minutes), 3.0, 10.0))


def hinted(progress: Progress, minutes: int, *numbers: int) -> Progress:
    return with_hints(progress, "relu", numbers, START + timedelta(minutes=minutes))


def state(progress: Progress) -> HintState:
    return hint_state(progress.of("relu"), COUNT)


def test_the_first_is_open_from_the_start() -> None:
    assert state(Progress()).shown() == (1,)


def test_the_next_opens_after_an_attempt() -> None:
    progress = hinted(Progress(), 0, 1)
    assert not state(progress).open
    assert state(progress).shown() == (1,)
    progress = tried(progress, 1)
    assert state(progress).open
    assert state(progress).shown() == (1, 2)


def test_an_attempt_before_the_last_hint_opens_nothing() -> None:
    assert not state(hinted(tried(Progress(), 0), 1, 1)).open


def test_after_the_last_there_is_none() -> None:
    progress = tried(hinted(Progress(), 0, 1, 2, 3), 1)
    assert (state(progress).next, state(progress).open) == (None, False)
    assert state(progress).shown() == (1, 2, 3)


def test_all_can_be_shown_at_once() -> None:
    assert state(Progress()).shown(everything=True) == (1, 2, 3)


def test_each_is_counted_once() -> None:
    progress = hinted(hinted(Progress(), 0, 1), 5, 1, 2)
    assert [(hint.number, hint.at.minute) for hint in progress.of("relu").hints] == [(1, 0), (2, 5)]


def test_hints_that_the_kit_no_longer_has_are_passed_over() -> None:
    assert hint_state(hinted(Progress(), 0, 1, 9).of("relu"), COUNT).taken == (1,)
