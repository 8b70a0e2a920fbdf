"""What every question must be: short, unambiguous, without a hint of its answer, and with somewhere to read on."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from grader.catalogue import load_catalogue
from grader.quiz.answers import judge, letter
from grader.quiz.bank import families, families_about
from grader.quiz.question import TOPICS, Choice, Family, Line, Question
from grader.quiz.selection import shuffled

EVERY = [(family, instance) for family in families().values() for instance in range(len(family))]


def every_question() -> list[tuple[Family, Question]]:
    return [(family, family.question(instance)) for family, instance in EVERY]


def test_there_are_enough() -> None:
    assert len(families()) >= 60
    assert {family.topic for family in families().values()} == set(TOPICS)
    assert all(len(families_about(topic)) >= 5 for topic in TOPICS)


def test_texts_are_short() -> None:
    for _, question in every_question():
        assert len(question.prompt) <= 300, question.prompt
        assert len(question.because) <= 260, question.because
        assert all(len(line) <= 100 for line in question.code.splitlines()), question.code
        assert len(question.code.splitlines()) <= 14
        for trap in question.traps:
            assert len(trap.says) <= 170, trap.says
        if isinstance(question.answer, Choice):
            assert all(len(option.text) <= 125 and len(option.reply) <= 130 for option in question.answer.options)


def test_sentences_end_as_sentences() -> None:
    for _, question in every_question():
        assert question.prompt.rstrip().endswith("?"), question.prompt
        if not isinstance(question.answer, Line | Choice) or not question.code:
            assert question.because.rstrip().endswith("."), question.because


def test_instances_of_a_family_differ() -> None:
    for family in families().values():
        shown = Counter()
        for instance in range(len(family)):
            question = family.question(instance)
            shown[question.prompt, question.code] += 1
        assert shown.most_common(1)[0][1] == 1, family.name


def test_an_instance_is_the_same_question_every_time() -> None:
    for family, instance in EVERY:
        assert repr(family.question(instance)) == repr(family.question(instance)), family.name


def test_briefs_that_are_cited_have_the_section() -> None:
    catalogue = load_catalogue()
    for family in families().values():
        text = catalogue[family.brief.exercise].brief_path.read_text(encoding="utf-8")
        assert not family.brief.section or f"\n## {family.brief.section}\n" in text, family.name


class TestChoices:
    questions = tuple((family, q) for family, q in every_question() if isinstance(q.answer, Choice))

    def test_exactly_one_is_right_and_each_wrong_one_has_its_own_reply(self) -> None:
        for _, question in self.questions:
            options = question.answer.options
            assert len(options) == 4
            assert sum(not option.reply for option in options) == 1
            assert len({option.text for option in options}) == 4, question.prompt
            replies = [option.reply for option in options if option.reply]
            if not question.code:
                assert len(set(replies)) == 3, question.prompt
                assert all(reply.endswith(".") for reply in replies), replies

    def test_every_wrong_one_is_refused_with_its_reply(self) -> None:
        for _, question in self.questions:
            for index, option in enumerate(question.answer.options):
                judgement = judge(question, letter(index))
                assert judgement.right == (not option.reply)
                assert judgement.says == option.reply

    def test_the_right_one_does_not_stand_out_by_its_length(self) -> None:
        reasons = [question for family, question in self.questions if family.topic != "bugs"]
        longest = 0
        for question in reasons:
            lengths = [len(option.text) for option in question.answer.options]
            right = len(question.answer.options[question.answer.right].text)
            others = [len(option.text) for option in question.answer.options if option.reply]
            longest += right > max(others)
            assert right <= 1.5 * max(others), question.prompt
            assert right >= 0.4 * max(lengths), question.prompt
        assert longest / len(reasons) <= 0.35, longest

    def test_the_right_one_stands_anywhere(self) -> None:
        rng = random.Random(0)
        places = Counter(shuffled(question, rng).answer.right for _ in range(20) for _, question in self.questions)
        share = 1 / 4 * sum(places.values())
        assert all(abs(places[index] - share) < 0.15 * share for index in range(4)), places

    def test_a_right_option_does_not_echo_the_prompt(self) -> None:
        for family, question in self.questions:
            if family.topic != "bugs":
                right = question.answer.options[question.answer.right].text
                assert right.lower() not in question.prompt.lower()
                assert right.lower() not in family.name.replace("_", " ")


@pytest.mark.parametrize(
    ("name", "about"), [("shapes", "shapes"), ("tanh", "tanh"), ("tanh_derivative", "tanh"), ("loss", "loss")]
)
def test_questions_can_be_asked_by_topic_by_exercise_or_by_function(name: str, about: str) -> None:
    assert families_about(name)
    assert all(about in (family.topic, family.brief.exercise) for family in families_about(name))
