"""`gradlings quiz` and `gradlings review`, from a pipe and at a real terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pexpect
import pytest

from grader.quiz.answers import letter, show
from grader.quiz.bank import families
from grader.quiz.history import Answered, read_history, record
from grader.quiz.question import Choice, Question
from grader.quiz.selection import choose
from tests.commands.test_interruption import hear_ctrl_c
from tests.practice.workspaces import make_workspace
from tests.quiz.clock import START


def run(*arguments: str, cwd: Path, answers: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in ``cwd`` with ``answers`` on its stdin."""
    command = [sys.executable, "-P", "-m", "grader", *arguments]
    return subprocess.run(command, cwd=cwd, input=answers, capture_output=True, text=True, timeout=120)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    make_workspace(tmp_path)
    return tmp_path


def answers_kept(workspace: Path) -> list[bool]:
    return [answer.right for answer in read_history(workspace / ".gradlings" / "quiz.json")[0].answers]


def right_answers(seed: int, count: int) -> list[str]:
    import random

    return [typed(item.question) for item in choose(families().values(), count, random.Random(seed))]


def typed(question: Question) -> str:
    return letter(question.answer.right) if isinstance(question.answer, Choice) else show(question.answer)


def test_questions_are_printed_where_nobody_answers(workspace: Path) -> None:
    done = run("quiz", "--seed", "1", "--count", "4", cwd=workspace, answers="")
    assert done.returncode == 0, done.stderr
    assert all(f"{number}/4" in done.stdout for number in (1, 2, 3, 4))
    assert "4 questions, none answered." in done.stdout
    assert "The answer is" not in done.stdout
    assert answers_kept(workspace) == []


def test_answers_are_read_a_line_each(workspace: Path) -> None:
    answers = right_answers(3, 4)
    done = run("quiz", "--seed", "3", "--count", "5", cwd=workspace, answers="\n".join([*answers, "7/13", ""]))
    assert done.returncode == 1
    assert "4 of 5 right" in done.stdout
    assert "Read on: the brief of" in done.stdout
    assert answers_kept(workspace) == [True] * 4 + [False]


def test_a_flawless_quiz_exits_with_0(workspace: Path) -> None:
    done = run("quiz", "--seed", "5", "--count", "3", cwd=workspace, answers="\n".join(right_answers(5, 3)))
    assert (done.returncode, "3 of 3 right" in done.stdout) == (0, True)


def test_json_holds_verdicts_only_where_answers_were_given(workspace: Path) -> None:
    done = run("quiz", "--seed", "3", "--count", "3", "--json", cwd=workspace, answers=right_answers(3, 1)[0] + "\n")
    held = json.loads(done.stdout)
    assert (held["schema"], held["seed"], len(held["questions"])) == (1, 3, 3)
    answered, *others = held["questions"]
    assert answered["right"] is True
    assert answered["because"]
    for other in others:
        assert other["prompt"]
        assert not {"right", "answer", "because", "says"} & other.keys()


def test_without_a_seed_nothing_comes_twice(workspace: Path) -> None:
    asked = set()
    for _ in range(3):
        done = run("quiz", "-t", "relu", "-n", "10", "--json", cwd=workspace, answers="\n" * 10)
        questions = {(q["family"], q["instance"]) for q in json.loads(done.stdout)["questions"]}
        assert len(questions) == 10
        assert not questions & asked
        asked |= questions


def test_topics_are_listed_with_counts(workspace: Path) -> None:
    listed = json.loads(run("quiz", "--list", "--json", cwd=workspace).stdout)
    assert sum(entry["questions"] for entry in listed) == sum(map(len, families().values()))
    assert "backward" in run("quiz", "--list", cwd=workspace).stdout


def test_a_misspelt_topic_is_a_usage_error_that_helps(workspace: Path) -> None:
    done = run("quiz", "--topic", "bakward", cwd=workspace)
    assert done.returncode == 2
    assert "Did you mean backward?" in done.stderr


def test_a_damaged_history_is_said_and_put_aside(workspace: Path) -> None:
    (workspace / ".gradlings" / "quiz.json").write_text("{")
    done = run("quiz", "-n", "1", cwd=workspace, answers="")
    assert done.returncode == 0
    assert "damaged" in done.stderr
    assert (workspace / ".gradlings" / "quiz.json.damaged-1").exists()


def test_a_history_that_cannot_be_written_does_not_end_the_quiz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file where a folder is wanted")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    done = run("quiz", "--seed", "5", "-n", "3", cwd=tmp_path, answers="\n".join(right_answers(5, 3)))
    assert done.returncode == 0
    assert "3 of 3 right" in done.stdout
    assert done.stderr.count("are not kept") == 1


class TestAtATerminal:
    """A real terminal, driven by pexpect."""

    @staticmethod
    def begin(workspace: Path, *arguments: str, columns: int = 80) -> pexpect.spawn:
        environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm", "INPUTRC": os.devnull}
        for size in ("COLUMNS", "LINES"):  # the terminal's own count
            environment.pop(size, None)
        return pexpect.spawn(
            sys.executable, ["-m", "grader", *arguments], cwd=str(workspace), env=environment, timeout=30,
            dimensions=(40, columns), encoding="utf-8",
            preexec_fn=hear_ctrl_c,
        )  # fmt: skip

    def test_one_question_at_a_time_with_an_immediate_verdict(self, workspace: Path) -> None:
        answers = right_answers(3, 2)
        child = self.begin(workspace, "quiz", "--seed", "3", "-n", "2")
        child.expect("1/2")
        child.expect(" > ")
        assert "2/2" not in child.before
        child.sendline(answers[0])
        child.expect("Right")
        child.expect("2/2")
        child.expect(" > ")
        child.sendline("")
        child.expect("The answer is")
        child.expect("1 of 2 right")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 1
        assert answers_kept(workspace) == [True, False]

    def test_what_cannot_be_read_is_asked_again(self, workspace: Path) -> None:
        child = self.begin(workspace, "quiz", "--seed", "3", "-n", "1")
        child.expect(" > ")
        child.sendline("hm, what?")
        child.expect(" > ")
        child.sendline(right_answers(3, 1)[0])
        child.expect("1 of 1 right")
        child.expect(pexpect.EOF)

    @pytest.mark.parametrize("leave", ["q", "\x04"])
    def test_leaving_early_keeps_what_was_answered(self, workspace: Path, leave: str) -> None:
        child = self.begin(workspace, "quiz", "--seed", "3", "-n", "4")
        child.expect(" > ")
        child.sendline(right_answers(3, 1)[0])
        child.expect("2/4")
        child.expect(" > ")
        child.send(leave if leave == "\x04" else leave + "\r")
        child.expect("1 of 1 right, 3 not answered")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        assert answers_kept(workspace) == [True]

    def test_ctrl_c_keeps_what_was_answered(self, workspace: Path) -> None:
        child = self.begin(workspace, "quiz", "--seed", "3", "-n", "4")
        child.expect(" > ")
        child.sendline(right_answers(3, 1)[0])
        child.expect("2/4")
        child.expect(" > ")
        child.sendintr()
        child.expect("kept")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 130
        assert answers_kept(workspace) == [True]

    def test_a_kill_keeps_what_was_answered(self, workspace: Path) -> None:
        child = self.begin(workspace, "quiz", "--seed", "3", "-n", "4")
        child.expect(" > ")
        child.sendline(right_answers(3, 1)[0])
        child.expect("2/4")
        child.expect(" > ")
        child.kill(signal.SIGKILL)
        child.wait()
        assert answers_kept(workspace) == [True]

    @pytest.mark.parametrize("columns", [40, 60, 120])
    def test_lines_fit_the_terminal(self, workspace: Path, columns: int) -> None:
        child = self.begin(workspace, "quiz", "-t", "bugs", "--seed", "2", "-n", "1", columns=columns)
        child.expect(" > ")
        assert max(map(len, child.before.splitlines())) <= columns
        child.sendline("")
        child.expect(pexpect.EOF)
        assert max(map(len, child.before.splitlines())) <= columns


class TestReview:
    def answer(self, workspace: Path, family: str, days_ago: int, right: bool = True) -> None:
        from datetime import UTC, datetime

        at = datetime.now(UTC) - timedelta(days=days_ago)
        record(workspace / ".gradlings" / "quiz.json", Answered(family, 0, right, at))

    def test_nothing_yet(self, workspace: Path) -> None:
        done = run("review", cwd=workspace)
        assert done.returncode == 0
        assert "gradlings quiz" in done.stdout

    def test_what_is_due_is_asked_with_other_numbers(self, workspace: Path) -> None:
        self.answer(workspace, "relu_sum", 30)
        self.answer(workspace, "loss_value", 0)
        done = run("review", cwd=workspace, answers="")
        assert "Due: 1 question" in done.stdout
        assert "1/1" in done.stdout
        shown = " ".join(done.stdout.split())
        instance_0 = families()["relu_sum"].question(0).prompt
        assert instance_0 not in shown
        assert "relu(z)" in shown

    def test_each_thing_that_is_due_is_asked_once_also_if_there_is_only_one_way_to_ask(self, workspace: Path) -> None:
        self.answer(workspace, "relu_sum", 30)
        self.answer(workspace, "dead_relu", 30)
        shown = " ".join(run("review", cwd=workspace).stdout.split())
        assert "2/2" in shown
        assert families()["dead_relu"].question(0).prompt in shown

    def test_listing_asks_nothing(self, workspace: Path) -> None:
        self.answer(workspace, "relu_sum", 30)
        done = run("review", "--list", cwd=workspace, answers="")
        assert "Due: 1 question" in done.stdout
        assert "1/1" not in done.stdout

    def test_json_tells_what_is_due_and_when(self, workspace: Path) -> None:
        self.answer(workspace, "relu_sum", 30)
        self.answer(workspace, "loss_value", 0)
        items = json.loads(run("review", "--json", cwd=workspace).stdout)["items"]
        assert [(item["kind"], item["name"], item["is_due"]) for item in items] == [
            ("quiz", "relu_sum", True), ("quiz", "loss_value", False)
        ]  # fmt: skip

    def test_exercises_of_the_workspace_come_due_too(self, workspace: Path) -> None:
        attempt = {"at": START.isoformat(), "score": 5.0, "max_score": 5.0}
        held = {"exercises": {"relu": {"attempts": [attempt]}}}
        (workspace / ".gradlings" / "progress.json").write_text(json.dumps(held))
        done = run("review", cwd=workspace)
        assert "Due: 1 exercise" in done.stdout
        assert "gradlings check relu" in done.stdout

    def test_a_newer_progress_is_spoken_of_and_the_questions_come_all_the_same(self, workspace: Path) -> None:
        self.answer(workspace, "relu_sum", 30)
        (workspace / ".gradlings" / "progress.json").write_text('{"version": 99}')
        done = run("review", cwd=workspace)
        assert "Due: 1 question" in done.stdout
        assert "newer gradlings" in done.stderr
