"""Questions come after the work, one at a time, and the same ones however often the log is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.interview.asking import ask_all, count_left
from grader.interview.conduct import Terms, end
from grader.interview.log import Answered, Finished, Quizzed, read_log
from grader.interview.prose import readable
from grader.interview.questions import FollowUp, follow_ups, questions_for
from grader.quiz.answers import letter, show
from grader.quiz.question import Choice
from grader.quiz.selection import Item
from grader.reports.text import unpainted
from tests.interview.scripted import CATALOGUE, Stage, stage


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path, terms=Terms(45, follow_ups=1, quiz=1)) as scene:
        end(scene.interview)
        yield scene


class Person:
    """Types what they are told to, and remembers what they saw before each answer."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.shown = ""
        self.before: list[str] = []

    def read(self, prompt: str) -> str | None:
        self.before.append(" ".join((self.shown + prompt).split()))
        self.shown = ""
        return self._answers.pop(0) if self._answers else None

    def write(self, text: str) -> None:
        self.shown += text + "\n"

    def sits(self, scene: Stage, kept: list[tuple[Item, bool]] | None = None) -> bool:
        listed = [] if kept is None else kept
        return ask_all(
            scene.interview, CATALOGUE, read=self.read, write=self.write, paint=unpainted, width=lambda: 400,
            keep=lambda item, right: listed.append((item, right)),
        )  # fmt: skip


def right_answer(item: Item) -> str:
    answer = item.question.answer
    return letter(answer.right) if isinstance(answer, Choice) else show(answer)


def plan(scene: Stage) -> tuple[FollowUp, Item, FollowUp, Item]:
    (said, quiz), (said_too, quiz_too) = questions_for(scene.interview.log.records, CATALOGUE).values()
    assert isinstance(said, FollowUp)
    assert isinstance(quiz, Item)
    assert isinstance(said_too, FollowUp)
    assert isinstance(quiz_too, Item)
    return said, quiz, said_too, quiz_too


@pytest.mark.parametrize("exercise", list(CATALOGUE), ids=lambda exercise: exercise.name)
def test_every_follow_up_of_a_brief_is_answered_in_the_notes(exercise) -> None:
    listed = follow_ups(exercise)
    section = exercise.brief_path.read_text().partition("## Follow-up questions")[2]
    asked = [line for line in section.splitlines() if line[:1].isdigit()]
    assert [question.number for question in listed] == list(range(1, len(asked) + 1))
    for question in listed:
        for text in (question.question, question.listens_for):
            assert text
            assert not set("$`*\\") & set(text.replace("* ", "")), text


def test_the_questions_are_the_same_each_time_and_of_the_exercises_asked(scene: Stage) -> None:
    first, again = plan(scene), plan(scene)
    assert first[0] == again[0]
    assert (first[1].family.name, first[1].question) == (again[1].family.name, again[1].question)
    assert [first[0].exercise, first[2].exercise] == ["relu", "update_parameters"]
    assert first[1].family.brief.exercise == "relu"


def test_one_at_a_time_and_what_is_listened_for_only_after_the_answer(scene: Stage) -> None:
    said, quiz, said_too, _ = plan(scene)
    person = Person("my words", "y", right_answer(quiz), "", "n")
    person.sits(scene)
    question, rating, graded, *_ = person.before
    assert said.question in question
    assert said.listens_for not in question
    assert said.listens_for in rating
    assert quiz.question.prompt.split("\n")[0][:40] not in rating
    assert quiz.question.prompt.split("\n")[0][:40] in graded
    assert said_too.listens_for not in "".join(person.before[:4])


def test_self_rated_and_graded_answers_are_kept_apart(scene: Stage) -> None:
    said, quiz, _, quiz_too = plan(scene)
    kept: list[tuple[Item, bool]] = []
    person = Person("my words", "p", right_answer(quiz), "", "", "")
    assert person.sits(scene, kept)
    records = scene.interview.log.records
    rated = [record for record in records if isinstance(record, Answered)]
    graded = [record for record in records if isinstance(record, Quizzed)]
    assert [(r.exercise, r.typed, r.rating) for r in rated] == [
        ("relu", "my words", "partly"), ("update_parameters", "", "skipped")
    ]  # fmt: skip
    assert [(r.exercise, r.right) for r in graded] == [("relu", True), ("update_parameters", False)]
    assert rated[0].listens_for == said.listens_for
    assert [(item.family.name, right) for item, right in kept] == [
        (quiz.family.name, True), (quiz_too.family.name, False)
    ]  # fmt: skip
    assert isinstance(records[-1], Finished)


def test_an_answer_that_cannot_be_read_is_asked_for_again(scene: Stage) -> None:
    person = Person("", "perhaps", "y", "hm, what?", right_answer(plan(scene)[1]))
    person.sits(scene)
    assert "y, p or n" in person.before[2]
    assert any(isinstance(record, Quizzed) and record.right for record in scene.interview.log.records)


def test_where_input_ends_the_questions_go_on_another_time(scene: Stage) -> None:
    assert not Person("my words", "y").sits(scene)
    assert not any(isinstance(record, Finished) for record in scene.interview.log.records)
    scene.come_back()
    assert count_left(scene.interview, CATALOGUE) == 3
    later = Person("", "", "", "")
    assert later.sits(scene)
    assert plan(scene)[1].question.prompt[:40] in later.before[0]
    assert "2/4" in later.before[0]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_q_ends_the_questions_for_good(scene: Stage, at: int) -> None:
    assert Person(*["y"] * at, "q").sits(scene)
    assert isinstance(read_log(scene.interview.log.path)[-1], Finished)


def test_a_choice_is_written_down_with_its_words(tmp_path: Path) -> None:
    with stage(tmp_path, "initialize_parameters", terms=Terms(45, follow_ups=0, quiz=10)) as scene:
        end(scene.interview)
        (listed,) = questions_for(scene.interview.log.records, CATALOGUE).values()
        items = [item for item in listed if isinstance(item, Item)]
        Person(*map(right_answer, items)).sits(scene)
        graded = [record for record in scene.interview.log.records if isinstance(record, Quizzed)]
        chosen = [record for record in graded if record.options]
        assert chosen
        assert all(record.typed.partition(") ")[2] in record.options for record in chosen)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Cost.** About *two* `W.T`s", "Cost. About *two* W.Ts"),
        (r"at most $4^{-10} \approx 10^{-6}$", "at most 4⁻¹⁰ ≈ 10⁻⁶"),
        (r"$\frac{1}{1 + e^{-z}}$", "1/(1 + e^(-z))"),
        (r"$\tfrac12(1 + \tanh(z/2))$", "1/2(1 + tanh(z/2))"),
        ("see [the paper](https://example.org)\nfor more", "see the paper for more"),
    ],
)
def test_briefs_and_notes_read_well_in_a_terminal(markdown: str, text: str) -> None:
    assert readable(markdown) == text
