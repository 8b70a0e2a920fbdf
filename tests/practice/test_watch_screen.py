"""What the screen shows: the most helpful first, within any window, the same with and without colour."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.catalogue import load_catalogue
from grader.commands.style import paint
from grader.content import own_bank
from grader.practice.watch.listing import Listing, Row, after_key, chosen_row, listing_screen, matching
from grader.practice.watch.screen import Look, View, by_line, exercise_screen
from grader.practice.watch.terms import Terms
from grader.practice.watch.views import keys_of
from grader.practice.watch.words import well_done
from grader.report import CheckReport, ExerciseReport, Mistake
from grader.reports.layout import cells
from grader.reports.text import unpainted

CATALOGUE = load_catalogue([own_bank()])
RELU = CATALOGUE["relu"]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")

PASSED = CheckReport("test_a", "relu keeps the shape of z", "relu", "passed", 1.0, 1.0)
FAILED = CheckReport(
    "test_b", "the slope at z = 0 is 0", "relu_derivative", "failed", 0.0, 1.0,
    "relu_derivative(np.array([[0.]])) is off at [0, 0]: expected 0, got 1.",
    {"call": "relu_derivative(np.array([[0.]]))"},
)  # fmt: skip
WAITING = CheckReport("test_c", "large z", "relu_derivative", "skipped", 0.0, 1.0, "Waits for: the shape.")
MISTAKE = Mistake("one_at_zero", "relu_derivative", "The slope at z = 0 is taken as 1.")
RED = ExerciseReport(
    "relu", 9.0, 10.0, 0.01, "failed", "", [PASSED, FAILED, WAITING], [MISTAKE], "hello\nВсем 你好 👩‍👩‍👧 hello\n" * 20
)
GREEN = ExerciseReport("relu", 10.0, 10.0, 0.01, "passed", "", [PASSED] * 8)
STUB = ExerciseReport("relu", 0.0, 10.0, 0.0, "not_attempted", "relu is not written yet.")
BROKEN = ExerciseReport("relu", 0.0, 10.0, 0.0, "not_gradable", "01_relu.py, line 4: '(' was never closed.")
REPORTS = [RED, GREEN, STUB, BROKEN, None]

VIEW = View(
    title="gradlings", exercise=RELU, file="01_relu.py", uri="file:///work/01_relu.py", done=3, total=12,
    keys=keys_of(Terms()), prompt="Not yet. Change it and save; h gives a hint.", report=RED, saved="14:03:22",
    all_hints=3, brief="01_relu.md", brief_uri="file:///work/01_relu.md",
)  # fmt: skip


def shown(view: View, width: int = 80, height: int = 24, scroll: int = 0) -> list[str]:
    return exercise_screen(view, Look(width, height, unpainted), scroll).lines


def test_the_mistake_comes_first_then_what_failed_then_the_rest() -> None:
    text = "\n".join(shown(VIEW))
    order = [
        "9/10 not yet",
        "Looks like: The slope at z = 0",
        "✗ the slope at z = 0 is 0",
        "expected 0, got 1",
        "✓ relu",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "3/12" in text.splitlines()[0]
    assert text.splitlines()[-1] == VIEW.prompt


def test_who_has_not_begun_is_told_what_is_to_be_written_and_where_the_task_is() -> None:
    text = "\n".join(shown(replace(VIEW, report=STUB)))
    assert re.search(r"relu +4 points\n +relu_derivative +6 points\n", text)
    assert "The task: 01_relu.md" in text


def test_where_room_is_short_what_is_right_is_counted() -> None:
    many = replace(VIEW, report=ExerciseReport("relu", 9.0, 10.0, 0.0, "failed", "", [FAILED, *[PASSED] * 15, WAITING]))
    text = "\n".join(shown(many))
    assert "✓ 15 checks passed" in text
    assert "· 1 waits for the others" in text
    assert "more lines" not in text


def test_what_does_not_fit_is_scrolled_to() -> None:
    frame = exercise_screen(VIEW, Look(80, 24, unpainted))
    assert re.search(r"↓ \d+ more lines", "\n".join(frame.lines))
    assert "and 28 lines more" not in "\n".join(frame.lines)
    assert "and 28 lines more" in "\n".join(shown(VIEW, scroll=frame.most_scroll))


@given(
    st.sampled_from(REPORTS), st.integers(20, 200), st.integers(5, 60), st.integers(0, 60),
    st.sampled_from(["", "04:59 left"]), st.integers(0, 3), st.booleans(),
)  # fmt: skip
def test_it_fits_any_window_and_says_what_to_do(
    report: ExerciseReport | None, width: int, height: int, scroll: int, status: str, hints: int, is_gone: bool
) -> None:
    view = replace(VIEW, report=report, status=status, hints=RELU.hints[:hints], is_gone=is_gone, checking=0.4)
    lines = shown(view, width, height, scroll)
    assert len(lines) == height
    assert [line for line in lines if cells(line) > width] == []
    assert lines[-1].startswith("Not yet.")
    assert "3/12" in lines[0]


@given(st.sampled_from(REPORTS), st.integers(20, 120), st.integers(5, 50))
def test_colour_and_links_add_nothing_to_read(report: ExerciseReport | None, width: int, height: int) -> None:
    view = replace(VIEW, report=report)
    coloured = exercise_screen(view, Look(width, height, by_line(paint), colour=True, links=True)).lines
    assert [ESCAPES.sub("", line) for line in coloured] == shown(view, width, height)
    for line in coloured:  # each closes what it opens: it may be shown without its neighbours
        assert not re.search(r"\x1b\[(?!0m)[0-9;]*m(?!.*\x1b\[0m)", line)


def test_the_file_is_a_link_where_links_are_wanted() -> None:
    lines = exercise_screen(VIEW, Look(80, 24, unpainted, links=True)).lines
    assert any("\x1b]8;;file:///work/01_relu.py\x1b\\01_relu.py\x1b]8;;\x1b\\" in line for line in lines)


def test_keys_that_are_closed_are_not_offered() -> None:
    offered = [does for _, does in keys_of(Terms(hints=False, solution=False, reset=False))]
    assert offered == ["next", "list", "check all", "quit"]


def test_when_all_is_done_practice_goes_on_and_an_interview_is_handed_in() -> None:
    assert "gradlings quiz" in well_done(Terms())
    assert "q hands in" in well_done(Terms(ends_at=datetime(2026, 1, 5, tzinfo=UTC)))


ROWS = [
    Row(exercise, number, is_done=number % 3 == 0, score="10/10" if number % 3 == 0 else "")
    for number, exercise in enumerate(CATALOGUE, start=1)
]


def after(*keys: str, start: Listing | None = None) -> Listing:
    listing = start or Listing("relu")
    for key in keys:
        following = after_key(listing, key, ROWS)
        assert following is not None
        listing = following
    return listing


def test_a_search_finds_names_titles_functions_and_tracks() -> None:
    def found(*typed: str) -> list[str]:
        return [row.exercise.name for row in matching(after("/", *typed), ROWS)]

    assert found(*"relu_deriv") == ["relu"]
    assert found(*"prop") == ["forward_propagation", "backward_propagation"]
    assert found(*"BACKPROP") == ["backward_propagation"]
    assert found(*"network") == [row.exercise.name for row in ROWS]
    assert found(*"no such thing") == []
    assert found(*"tanhx", "backspace") == ["tanh"]


def test_the_filter_goes_round() -> None:
    counts = [len(matching(after(*["f"] * presses), ROWS)) for presses in range(4)]
    assert counts == [12, 8, 4, 12]


def test_the_choice_moves_within_what_is_shown() -> None:
    def chosen(listing: Listing) -> str:
        return matching(listing, ROWS)[chosen_row(listing, ROWS)].exercise.name

    assert chosen(after("down", "j", "up")) == "sigmoid"
    assert chosen(after("up")) == "relu"
    assert chosen(after("end")) == "epochs_to_converge"
    assert chosen(after("f", "f")) == "tanh"  # what was chosen is left out: the first of the others
    assert chosen(after("f", "f", "down", "down", "down", "down")) == "epochs_to_converge"


def test_escape_undoes_the_search_first_and_leaves_then() -> None:
    searched = after("/", "t", "a", "enter")
    assert searched.search == "ta"
    undone = after("escape", start=searched)
    assert (undone.search, len(matching(undone, ROWS))) == ("", 12)
    assert after_key(undone, "escape", ROWS) is None


@pytest.mark.parametrize("letter", ["q", "f", "j", "/", "l"])
def test_while_one_types_letters_are_letters(letter: str) -> None:
    assert after("/", letter).search == letter


@given(st.integers(20, 150), st.integers(5, 40), st.sampled_from([*CATALOGUE]), st.booleans(), st.text(max_size=30))
def test_the_list_fits_any_window_and_shows_the_choice(
    width: int, height: int, chosen: object, typing: bool, search: str
) -> None:
    listing = Listing(chosen.name, typing=typing, search=search if typing else "")  # type: ignore[attr-defined]
    lines = listing_screen(listing, ROWS, Look(width, height, unpainted), title="gradlings").lines
    assert len(lines) == height
    assert [line for line in lines if cells(line) > width] == []
    if matching(listing, ROWS) and height >= 8:
        assert sum(line.startswith("▸") for line in lines) == 1


def test_the_first_screen_waits_for_nothing_heavy() -> None:
    code = """
import sys
import grader.commands.watch, grader.practice.watch.loop
print(sorted({"numpy", "pytest", "rich", "matplotlib", "nbformat"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
