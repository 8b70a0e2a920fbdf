"""What is written down while the clock runs, and what counts when it has run out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from grader.errors import UsageError
from grader.interview.conduct import end, take
from grader.interview.folder import find_log, open_interview, place_for_interviews
from grader.interview.gate import refuse_during_interview
from grader.interview.log import Log
from grader.interview.records import Collected, Ended, Finished, Graded, Resumed, Ticked, Warned, opened_of
from grader.interview.state import way_back
from grader.practice.layout import lay_out
from grader.practice.store import read_progress
from tests.interview.clocks import HandMoved
from tests.interview.scripted import CATALOGUE, RELU, RELU_AT_ZERO, Stage, report, stage


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as scene:
        yield scene


def of_kind(log: Log, kind: type) -> list:
    return [record for record in log.records if isinstance(record, kind)]


class TestTheFolder:
    def test_it_holds_fresh_stubs_and_briefs_without_their_last_questions(self, scene: Stage) -> None:
        assert "raise NotImplementedError" in (scene.folder / "relu.py").read_text()
        brief = (scene.folder / "relu.md").read_text()
        assert "## By hand" in brief
        assert "Follow-up" not in brief
        assert "relu.md" in (scene.folder / "relu.py").read_text()
        assert "45 minutes" in (scene.folder / "README.md").read_text()

    def test_a_folder_in_use_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "talk").mkdir()
        (tmp_path / "talk" / "mine.txt").write_text("mine")
        with pytest.raises(UsageError, match="not empty"), stage(tmp_path):
            pass
        assert [path.name for path in (tmp_path / "talk").iterdir()] == ["mine.txt"]

    def test_it_is_found_from_its_workspace_and_from_within_while_it_is_open(self, scene: Stage) -> None:
        root = scene.workspace.root
        (root / "deeper").mkdir()
        for place in (root, scene.folder, root / "deeper"):
            assert open_interview(place) == scene.folder
            assert place_for_interviews(place) == root
            assert find_log(place) == scene.folder / "interview.jsonl"
        scene.interview.log.add(Finished(scene.interview.timer.now()))
        assert open_interview(root) is None
        assert open_interview(scene.folder) is None
        assert find_log(root).exists()

    def test_hints_are_closed_in_it_until_the_work_has_ended(self, scene: Stage) -> None:
        with pytest.raises(UsageError, match="interview is under way"):
            refuse_during_interview(scene.folder)
        refuse_during_interview(scene.workspace.root)
        end(scene.interview)
        refuse_during_interview(scene.folder)

    def test_no_other_exercises_are_laid_out_in_it_before_or_after(self, scene: Stage) -> None:
        before = sorted(scene.folder.iterdir())
        with pytest.raises(UsageError, match="mock interview"):
            lay_out(scene.folder, CATALOGUE)
        end(scene.interview)
        with pytest.raises(UsageError, match="mock interview"):
            lay_out(scene.folder, CATALOGUE)
        assert sorted(scene.folder.iterdir()) == before

    def test_a_log_that_is_damaged_does_not_keep_anybody_from_the_next_interview(self, scene: Stage) -> None:
        scene.interview.log.path.write_bytes(b"nothing\n")
        assert open_interview(scene.workspace.root) is None


class TestTheClock:
    def test_it_is_shown_and_warns_at_ten_five_and_one_minute_once_each(self, scene: Stage) -> None:
        assert scene.wait(30) == "15:00 left"
        assert scene.wait(5) == "10:00 left ⚠ under 10 min"
        assert scene.wait(5) == "5:00 left ⚠ under 5 min"
        assert scene.wait(4.5) == "0:30 left ⚠ under 1 min"
        assert scene.wait(1) == "time is up"
        assert [warned.minutes for warned in of_kind(scene.interview.log, Warned)] == [10, 5, 1]

    def test_a_short_interview_does_not_begin_with_a_warning(self, tmp_path: Path) -> None:
        with stage(tmp_path, minutes=8) as scene:
            assert scene.wait(1) == "7:00 left"
            assert scene.wait(2) == "5:00 left ⚠ under 5 min"

    def test_warnings_are_not_given_again_after_coming_back(self, scene: Stage) -> None:
        scene.wait(36)
        scene.leave()
        scene.come_back()
        assert "under 10 min" in scene.wait(1)
        assert [warned.minutes for warned in of_kind(scene.interview.log, Warned)] == [10]

    def test_it_goes_on_while_the_program_is_closed(self, scene: Stage) -> None:
        scene.wait(5)
        scene.leave()
        scene.machine.pass_time(20 * 60)
        scene.come_back()
        assert scene.wait(0) == "20:00 left"

    def test_setting_the_clock_back_while_it_is_closed_gives_no_time_and_is_noted(self, scene: Stage) -> None:
        scene.wait(5)
        scene.leave()
        scene.machine.pass_time(20 * 60)
        scene.machine.set_wall(-3600)
        scene.come_back()
        assert scene.wait(0) == "20:00 left"
        assert of_kind(scene.interview.log, Resumed)[-1].behind == 3600

    def test_the_log_ticks_every_minute_so_that_a_gap_is_seen(self, scene: Stage) -> None:
        scene.wait(6)
        assert len(of_kind(scene.interview.log, Ticked)) == 6

    def test_when_all_is_solved_it_says_how_to_hand_in(self, scene: Stage) -> None:
        scene.graded("relu", 10.0, "passed")
        assert scene.wait(1) == "44:00 left"
        scene.graded("update_parameters", 16.0, "passed")
        assert scene.wait(1) == "43:00 left, q hands in"


class TestTheWayBack:
    def test_while_the_clock_runs_it_says_how_long_and_from_where(self, scene: Stage) -> None:
        scene.wait(5)
        words = way_back(scene.interview, scene.workspace.root)
        assert "40:00 left" in words
        assert "`gradlings interview` in talk brings you back" in words
        assert "`gradlings interview` brings you back" in way_back(scene.interview, scene.folder)

    def test_after_handing_in_no_time_is_spoken_of(self, scene: Stage) -> None:
        end(scene.interview)
        words = way_back(scene.interview, scene.workspace.root)
        assert words.startswith("Your work is handed in.")
        assert "left" not in words

    def test_when_the_time_is_up_questions_wait(self, scene: Stage) -> None:
        scene.wait(46)
        assert way_back(scene.interview, scene.folder).startswith("Time is up.")


class TestGradings:
    def test_they_are_kept_with_what_the_file_held(self, scene: Stage) -> None:
        scene.save("relu", RELU)
        scene.graded("relu", 10.0, "passed")
        (graded,) = of_kind(scene.interview.log, Graded)
        assert (graded.exercise, graded.source, graded.report.score) == ("relu", RELU, 10.0)

    def test_they_count_in_the_workspace_around(self, scene: Stage) -> None:
        scene.save("relu", RELU_AT_ZERO)
        assert scene.graded("relu", 7.0) == ""
        scene.save("relu", RELU)
        scene.graded("relu", 10.0, "passed")
        scene.graded("update_parameters", 0.0, "not_attempted")
        progress, trouble = read_progress(scene.workspace.progress_path)
        assert not trouble
        assert [attempt.score for attempt in progress.of("relu").attempts] == [7.0, 10.0]
        assert not progress.of("update_parameters").attempts

    def test_a_progress_that_cannot_be_written_is_said_and_loses_nothing_else(self, scene: Stage) -> None:
        scene.workspace.progress_path.write_text('{"version": 99}')
        assert "not counted in your progress" in scene.graded("relu", 7.0)
        assert len(of_kind(scene.interview.log, Graded)) == 1

    def test_the_same_file_is_no_new_attempt(self, scene: Stage) -> None:
        scene.save("relu", RELU)
        scene.graded("relu", 10.0, "passed")
        scene.graded("relu", 10.0, "passed")
        assert len(of_kind(scene.interview.log, Graded)) == 1

    def test_a_stub_that_was_only_looked_at_is_no_save(self, scene: Stage) -> None:
        scene.graded("update_parameters", 0.0, "not_attempted")
        assert not of_kind(scene.interview.log, Graded)
        scene.save("update_parameters", "x = 1\n")
        scene.graded("update_parameters", 0.0, "not_attempted")
        assert len(of_kind(scene.interview.log, Graded)) == 1

    def test_what_was_saved_after_the_time_is_not_written_down(self, scene: Stage) -> None:
        in_time = scene.interview.timer.now()
        scene.wait(46)
        scene.graded("relu", 10.0, "passed")
        assert not of_kind(scene.interview.log, Graded)
        take(scene.interview, report("relu", 7.0), in_time)  # its grading took until now
        assert len(of_kind(scene.interview.log, Graded)) == 1

    def test_files_of_other_exercises_do_not_belong_here(self, scene: Stage) -> None:
        scene.graded("sigmoid", 14.0, "passed")
        assert not of_kind(scene.interview.log, Graded)


class TestTheEnd:
    """On a machine whose clock shows the real time, as files do."""

    @pytest.fixture
    def now(self, tmp_path: Path) -> Iterator[Stage]:
        with stage(tmp_path, machine=HandMoved(start=datetime.now(UTC))) as scene:
            yield scene

    def collected(self, scene: Stage, exercise: str = "relu") -> Collected:
        end(scene.interview)
        return next(record for record in of_kind(scene.interview.log, Collected) if record.exercise == exercise)

    def test_handing_in_takes_the_files_as_they_are(self, now: Stage) -> None:
        now.save("relu", RELU)
        assert self.collected(now) == Collected(now.interview.timer.now(), "relu", RELU)
        assert of_kind(now.interview.log, Ended)[-1].why == "handed in"
        assert not now.interview.takes_work

    def test_a_file_saved_in_time_counts_even_if_nobody_graded_it(self, now: Stage) -> None:
        now.save("relu", RELU)
        now.leave()
        now.machine.pass_time(3 * 3600)
        now.come_back()
        assert self.collected(now).source == RELU
        assert of_kind(now.interview.log, Ended)[-1].why == "time"

    def test_a_file_saved_after_the_time_does_not_but_what_was_graded_before_does(self, now: Stage) -> None:
        now.save("relu", RELU_AT_ZERO)
        now.graded("relu", 7.0)
        now.leave()
        now.machine.wall = datetime.now(UTC)
        opened = opened_of(now.interview.log.records)
        now.machine.counter += (opened.ends_at - opened.at).total_seconds()
        now.machine.set_wall(-0.001)  # what is saved from here on is late
        now.save("relu", RELU)
        now.come_back()
        taken = self.collected(now)
        assert (taken.source, taken.late) == (RELU_AT_ZERO, True)

    def test_an_older_time_stamp_makes_a_late_file_no_earlier(self, tmp_path: Path) -> None:
        machine = HandMoved(start=datetime.now(UTC).replace(year=2020))
        with stage(tmp_path, machine=machine) as scene:
            machine.pass_time(3600)  # long over, and the file is from today
            os.utime(scene.folder / "relu.py", (0, 0))
            assert self.collected(scene).late

    def test_a_late_time_stamp_alone_makes_nothing_late(self, now: Stage) -> None:
        now.save("relu", RELU)
        now.graded("relu", 10.0, "passed")
        now.leave()
        now.machine.pass_time(-3600)  # every stamp is later than the end then
        now.machine.counter += 2 * 3600
        now.come_back()
        assert self.collected(now) == Collected(now.interview.timer.now(), "relu", RELU)

    def test_a_file_may_be_a_link_to_where_one_keeps_it(self, now: Stage) -> None:
        kept = now.workspace.root / "mine.py"
        kept.write_text(RELU)
        (now.folder / "relu.py").unlink()
        (now.folder / "relu.py").symlink_to(kept)
        assert self.collected(now).source == RELU

    def test_a_log_that_names_a_file_elsewhere_is_not_followed_there(self, now: Stage) -> None:
        opened = opened_of(now.interview.log.records)
        asked = msgspec.structs.replace(opened.exercises[0], file="../secret.py")
        assert now.interview.file_of(asked) == now.folder / "secret.py"

    def test_a_file_that_is_gone_leaves_what_was_graded(self, now: Stage) -> None:
        now.save("relu", RELU)
        now.graded("relu", 10.0, "passed")
        (now.folder / "relu.py").unlink()
        taken = self.collected(now)
        assert taken.source == RELU
        assert "relu.py" in taken.problem

    def test_it_ends_once(self, now: Stage) -> None:
        end(now.interview)
        now.save("relu", RELU)
        end(now.interview)
        assert len(of_kind(now.interview.log, Ended)) == 1
        assert len(of_kind(now.interview.log, Collected)) == 2
