"""The card is made from the log alone: one interview, marked once, looked at from all sides."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import html5lib
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.interview.advice import Standing, advice_for
from grader.interview.card import Card, ExerciseCard, headline, to_json
from grader.interview.log import read_log
from grader.interview.page import card_page
from grader.interview.reckoning import card_of
from grader.interview.records import (
    Answered,
    AnyRecord,
    Closed,
    Collected,
    Ended,
    Finished,
    Graded,
    Marked,
    Opened,
    Quizzed,
    Resumed,
    Ticked,
)
from grader.interview.replay import play, scenes
from grader.interview.sitting import next_step, settle, write_card
from grader.interview.text import card_text
from grader.interview.timeline import gaps, seconds_on, stretches
from grader.reports.layout import cells
from grader.reports.text import unpainted
from tests.interview.clocks import START, HandMoved
from tests.interview.scripted import CATALOGUE, RELU, RELU_AT_ZERO, STEP_UPHILL, Stage, stage
from tests.interview.test_log import opened

HOSTILE = "</pre><script>alert(1)</script><img src=//example.org/x onerror=alert(1)>\x1b[2J\u202e"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """45 minutes: relu wrong, then right; 10 minutes away; a step uphill, never mended; time is up."""
    machine = HandMoved(start=datetime.now(UTC))  # as the files of the folder
    with stage(tmp_path_factory.mktemp("workspace"), machine=machine) as scene:
        scene.wait(4)
        scene.save("relu", RELU_AT_ZERO)
        scene.graded("relu", 7.0)
        scene.wait(2)
        scene.save("relu", RELU)
        scene.graded("relu", 10.0, "passed")
        scene.wait(3)
        scene.leave()
        scene.machine.pass_time(10 * 60)
        scene.come_back()
        scene.wait(6)
        scene.save("update_parameters", STEP_UPHILL)
        scene.graded("update_parameters", 3.0)
        scene.wait(20)
        assert next_step(scene.interview) == "collect"
        settle(scene.interview, CATALOGUE)
        assert next_step(scene.interview) == "ask"
        now = scene.interview.timer.now()
        scene.interview.log.add(Answered(now, "relu", 1, "Why dead?", "no slope", "No gradient.", "yes"))
        scene.interview.log.add(Answered(now, "update_parameters", 1, "How large?", "", "Below 2/λ.", "no"))
        scene.interview.log.add(
            Quizzed(now, "relu", "f", "activations", "How much?", "3", False, "4", "It adds up.", "", "Not that.")
        )
        scene.interview.log.add(Finished(now))
        yield scene


@pytest.fixture(scope="module")
def records(scene: Stage) -> list[AnyRecord]:
    return read_log(scene.interview.log.path)


@pytest.fixture(scope="module")
def card(records: list[AnyRecord]) -> Card:
    return card_of(records)


@pytest.fixture(scope="module")
def hostile(records: list[AnyRecord]) -> str:
    changed: list[AnyRecord] = []
    for record in records:
        match record:
            case Collected():
                changed.append(msgspec.structs.replace(record, source=HOSTILE, problem=HOSTILE))
            case Answered():
                changed.append(msgspec.structs.replace(record, typed=HOSTILE, question=HOSTILE))
            case Quizzed():
                changed.append(msgspec.structs.replace(record, typed=HOSTILE, code=HOSTILE, says=HOSTILE))
            case Opened():
                asked = [msgspec.structs.replace(asked, title=HOSTILE) for asked in record.exercises]
                changed.append(msgspec.structs.replace(record, exercises=asked, track=HOSTILE))
            case _:
                changed.append(record)
    return card_page(card_of(changed)).decode()


def exercise(card: Card, name: str) -> ExerciseCard:
    return next(exercise for exercise in card.exercises if exercise.name == name)


class TestMarks:
    def test_what_counts_is_graded_again_in_full(self, card: Card) -> None:
        relu, step = card.exercises
        assert (relu.score, relu.verdict) == (10.0, "passed")
        assert step.verdict == "failed"
        assert 0 < step.score < step.max_score
        assert any("check" not in check.title for check in step.checks)  # titles, where `verdict` shows numbers
        assert card.score == relu.score + step.score
        assert card.max_score == 26.0

    def test_mistakes_are_named_that_nobody_saw_during_the_interview(
        self, card: Card, records: list[AnyRecord]
    ) -> None:
        assert not any(record.report.mistakes for record in records if isinstance(record, Graded))
        (at_zero,) = exercise(card, "relu").mistakes
        assert at_zero.mended
        assert at_zero.function == "relu_derivative"
        (uphill,) = exercise(card, "update_parameters").mistakes
        assert not uphill.mended

    def test_each_version_is_marked_once_and_one_of_an_exercise_counts(self, records: list[AnyRecord]) -> None:
        marks = [record for record in records if isinstance(record, Marked)]
        assert [(m.exercise, m.attempt, m.counts) for m in marks] == [
            ("relu", 1, False), ("relu", 2, True), ("update_parameters", 1, True)
        ]  # fmt: skip


class TestTime:
    def test_it_counts_towards_what_was_saved_next(self, card: Card) -> None:
        assert exercise(card, "relu").seconds == 6 * 60
        assert exercise(card, "update_parameters").seconds == 9 * 60
        assert card.unsaved_seconds == 20 * 60

    def test_being_away_counts_for_nothing_but_is_said(self, card: Card, records: list[AnyRecord]) -> None:
        (away,) = card.away
        assert (away.begin, away.end, away.why) == (9 * 60, 19 * 60, "left")
        assert card.notes == ["The program was not running for 10 min (once); that time counted."]
        spent = sum(seconds_on(records).values()) + sum(gap.seconds for gap in gaps(records))
        assert spent == card.seconds == 45 * 60

    def test_stretches_follow_each_other_without_overlap(self, records: list[AnyRecord]) -> None:
        listed = stretches(records)
        assert all(one.end <= other.begin for one, other in itertools.pairwise(listed))

    def test_attempts_and_when_it_was_solved(self, card: Card) -> None:
        relu = exercise(card, "relu")
        assert [(attempt.second, attempt.score) for attempt in relu.attempts] == [(240.0, 7.0), (360.0, 10.0)]
        assert relu.solved_after == 360.0
        assert exercise(card, "update_parameters").solved_after is None

    def test_a_program_that_was_killed_leaves_a_gap_too(self, records: list[AnyRecord]) -> None:
        killed = [record for record in records if type(record).__name__ != "Closed"]
        (gap,) = gaps(killed)
        assert gap.why == "lost"
        assert abs(gap.seconds - 600) <= 60  # to the last tick

    def test_a_machine_that_slept_is_seen_by_the_ticks_that_are_missing(self) -> None:
        def after(minutes: float) -> datetime:
            return START + timedelta(minutes=minutes)

        ticks = [Ticked(after(minutes)) for minutes in (1, 2, 30, 31)]
        (gap,) = gaps([opened(), Resumed(after(0), 1.0, "b"), *ticks, Ended(after(32), "handed in")])
        assert (gap.why, gap.seconds) == ("still", 28 * 60)


class TestFromTheLogAlone:
    def test_no_exercise_has_to_be_there(self, records: list[AnyRecord], monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(*_arguments: object, **_options: object) -> None:
            raise AssertionError("the catalogue was asked")

        monkeypatch.setattr("grader.catalogue.load_catalogue", missing)
        card = card_of(records)
        assert card_text(card, unpainted, 80)
        assert card_page(card)
        assert scenes(records, unpainted, 80)

    def test_json_holds_all_of_it(self, card: Card) -> None:
        data = json.loads(to_json(card))
        assert list(data)[:3] == ["schema", "kit", "opened_at"]
        assert data["schema"] == 1
        assert data["state"] == "finished"
        assert msgspec.convert({k: v for k, v in data.items() if k != "schema"}, Card) == card

    def test_the_files_beside_the_log_are_the_same(self, scene: Stage, card: Card) -> None:
        drawn, page = write_card(scene.interview)
        assert drawn == card
        assert page.read_bytes() == card_page(card)
        assert (scene.folder / "card.json").read_bytes() == to_json(card)

    def test_an_interview_that_is_open_has_a_card_without_advice(self, records: list[AnyRecord]) -> None:
        card = card_of(records[:8])
        assert card.state == "open"
        assert not card.practise
        assert headline(card).startswith("Still open")

    def test_late_and_missing_files_are_said(self, records: list[AnyRecord]) -> None:
        changed: list[AnyRecord] = [
            msgspec.structs.replace(record, late=True) if isinstance(record, Collected) and record.exercise == "relu"
            else msgspec.structs.replace(record, problem="It is gone.") if isinstance(record, Collected)
            else msgspec.structs.replace(record, behind=1800.0) if isinstance(record, Resumed)
            else record
            for record in records
        ]  # fmt: skip
        notes = " ".join(card_of(changed).notes)
        assert "relu was changed after time was up" in notes
        assert "It is gone." in notes
        assert "clock was set back by 30 min; that gave no time" in notes


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_to_a_log_it_can_be_shown(records: list[AnyRecord], data: st.DataObject) -> None:
    """Logs are handed on; one that was edited by hand must not stop whoever reads it."""
    opened, *others = records
    kept = data.draw(st.lists(st.sampled_from(others), max_size=12))
    late = data.draw(st.lists(st.integers(-90, 90), min_size=len(kept), max_size=len(kept)))
    moved = [
        msgspec.structs.replace(record, at=record.at + timedelta(minutes=minutes), **_renamed(record, data))
        for record, minutes in zip(kept, late, strict=True)
    ]
    listed: list[AnyRecord] = [opened, *moved]
    card = card_of(listed)
    assert card_text(card, unpainted, 60)
    assert card_page(card)
    assert to_json(card)
    assert scenes(listed, unpainted, 60)


def _renamed(record: AnyRecord, data: st.DataObject) -> dict[str, str]:
    if "exercise" in record.__struct_fields__ and data.draw(st.booleans()):
        return {"exercise": "unheard_of"}
    return {}


class TestWords:
    @pytest.mark.parametrize("width", [40, 60, 80, 110])
    def test_lines_fit_the_terminal(self, card: Card, width: int) -> None:
        for line in card_text(card, unpainted, width).splitlines():
            assert cells(line) <= width, line

    def test_everything_that_matters_is_in_it(self, card: Card) -> None:
        text = " ".join(card_text(card, unpainted, 110).split())
        for words in (
            "1 of 2 solved; time was up", "10/10 passed", "6 min of 5 min · 2 attempts · solved at 6 min", "(mended)",
            "Follow-up questions, rated by yourself: 1 of 2 said", "Questions of the quiz, graded: 0 of 1 right",
            "activations: you said 3; it is 4", "After the last save: 20 min", "gradlings hint update_parameters",
        ):  # fmt: skip
            assert words in text, words

    @pytest.mark.parametrize("width", [50, 80])
    def test_the_replay_tells_it_in_order_and_in_time(self, records: list[AnyRecord], width: int) -> None:
        listed = scenes(records, unpainted, width)
        shown: list[str] = []
        slept: list[float] = []
        play(listed, 60.0, shown.append, slept.append)
        assert sum(slept) == pytest.approx(45.0)
        text = "\n".join(shown)
        order = ["begins: 45 minutes", "41:00", "7/10", "39:00", "10/10", "after 10 min away", "3/16",
                 "10 minutes left", "Time is up", "Why dead?", "is over"]  # fmt: skip
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert "+     return (z > 0).astype(float)" in text
        assert all(cells(line) <= width for line in text.splitlines())

    def test_in_a_replay_time_goes_on_only_until_the_end(self, records: list[AnyRecord]) -> None:
        at = records[-1].at
        left = Closed(at, "left")
        words = [scene.text for scene in scenes([opened(), left, Ended(at, "time"), left], unpainted, 80)]
        assert ["time goes on" in text for text in words] == [False, True, False, False]
        assert "left for later" in words[-1]

    def test_a_replay_at_once_waits_for_nothing(self, records: list[AnyRecord]) -> None:
        play(scenes(records, unpainted, 80), 0.0, lambda _text: None, lambda _seconds: pytest.fail("it waited"))


class TestThePage:
    def test_it_runs_and_fetches_nothing_whatever_is_in_the_log(self, hostile: str) -> None:
        tree = html5lib.parse(hostile, namespaceHTMLElements=False)
        names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert not {name for name in attributes if str(name).startswith("on")} | attributes & {"src", "href", "style"}
        assert "\x1b" not in hostile
        assert "\u202e" not in hostile
        assert "alert(1)" in hostile  # shown, as text

    def test_the_policy_names_the_one_style_sheet(self, card: Card) -> None:
        page = card_page(card).decode()
        style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy is not None
        assert policy[1].replace("&#39;", "'").startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
        assert "url(" not in page

    def test_it_is_well_formed_and_says_what_the_card_says(self, card: Card) -> None:
        page = card_page(card).decode()
        html5lib.HTMLParser(strict=True).parse(page)
        text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        for words in (
            "1 of 2 exercises solved", "6 min of 5 min", "2 attempts solved at 6 min", "✓ 10/10 passed", "Mended:",
            "Still there:", "gradlings hint update_parameters", "the program was not running", "You said 3; it is 4.",
        ):  # fmt: skip
            assert words in text, words


class TestAdvice:
    def standing(self, **changes: object) -> Standing:
        fields = {"name": "relu", "difficulty": 1, "minutes": 5, "solved": True, "begun": True, "seconds": 200.0}
        return Standing(**{**fields, **changes})  # type: ignore[arg-type]

    def commands(self, *standings: Standing) -> list[str]:
        return [advice.command for advice in advice_for(standings)]

    def test_what_failed_comes_first_and_easy_things_before_hard_ones(self) -> None:
        assert self.commands(
            self.standing(name="gradient_check", difficulty=4, solved=False, begun=False),
            self.standing(name="tanh", topics=("numerics",)),
            self.standing(solved=False, mistakes=(("z >= 0", False),)),
        ) == ["gradlings hint relu", "gradlings hint gradient_check", "gradlings quiz --topic numerics"]

    def test_its_reason_is_the_mistake_that_is_still_there(self) -> None:
        (advice,) = advice_for([self.standing(solved=False, mistakes=(("first", True), ("second", False)))])
        assert advice.why == "second"

    def test_solved_but_slowly_is_done_once_more(self) -> None:
        assert self.commands(self.standing(seconds=460.0)) == ["gradlings reset relu"]
        assert self.commands(self.standing(seconds=440.0)) == ["gradlings interview"]

    def test_the_solution_is_recommended_only_for_what_is_solved(self) -> None:
        assert self.commands(self.standing(missed=("Why?",))) == ["gradlings solution relu"]
        unsolved = self.commands(self.standing(solved=False, missed=("Why?",)))
        assert unsolved == ["gradlings hint relu", "gradlings quiz --topic relu"]

    def test_it_is_a_short_list_of_different_commands_that_exist(self) -> None:
        from grader.commands import COMMANDS

        many = [
            self.standing(name=name, solved=False, missed=("Why?",), topics=("loss", "loss"))
            for name in ("relu", "tanh", "sigmoid", "update_parameters", "gradient_check")
        ]
        listed = self.commands(*many)
        assert len(listed) == len(set(listed)) == 5
        assert all(command.split()[1] in COMMANDS for command in listed)
