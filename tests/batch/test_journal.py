"""The journal: what was finished is never lost, and what was not is never believed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from grader.batch.header import Header
from grader.batch.journal import NAME, Journal, Result, anonymous_journal, open_journal
from grader.errors import GradlingsError, UsageError
from grader.report import CheckReport, ExerciseReport, Sandbox, submission_report

HEADER = Header("0.1.0", "b" * 64, ["relu"], "full", Sandbox("strong", ["process"]))


def result(name: str, score: float = 10.0, sha256: str = "a" * 64) -> Result:
    """Return a result with text that has to survive."""
    check = CheckReport("test", "title", "relu", "passed", score, 10.0, "été — 數 \u2028", {"call": "relu(0)"})
    verdict = "passed" if score == 10 else "failed"
    exercise = ExerciseReport("relu", score, 10.0, 0.1, verdict, checks=[check], printed="a\nb\n")
    return Result(name, f"{name}.py", sha256, submission_report(name, f"{name}.py", [exercise]))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return a folder with the journal of a run that ended after three submissions."""
    with open_journal(tmp_path, resume=False) as journal:
        journal.begin(HEADER)
        journal.append([result("alice"), result("bob", 4.0)])
        journal.append([result("carol")])
    return tmp_path


@pytest.fixture
def reopened(written: Path) -> Iterator[Callable[[bytes], Journal]]:
    """Return a function that opens the journal anew, with ``data`` for its content."""
    opened: list[Journal] = []

    def reopen(data: bytes) -> Journal:
        (written / NAME).write_bytes(data)
        opened.append(open_journal(written, resume=True))
        return opened[-1]

    yield reopen
    for journal in opened:
        journal.close()


def test_what_is_written_is_read_again(written: Path) -> None:
    with open_journal(written, resume=True) as journal:
        assert journal.header == HEADER
        assert journal.names == {"alice", "bob", "carol"}
        places = [journal.finished[name, "a" * 64] for name in ("alice", "bob", "carol")]
        assert [journal.read(place) for place in places] == [result("alice"), result("bob", 4.0), result("carol")]
        assert [place.passed for place in places] == [True, False, True]


def test_wherever_the_power_fails_what_was_finished_before_is_there(
    written: Path, reopened: Callable[[bytes], Journal]
) -> None:
    whole = (written / NAME).read_bytes()
    ends = [0, *(place + 1 for place, byte in enumerate(whole) if byte == ord("\n"))]
    for cut in sorted({*ends, *(end - 1 for end in ends[1:]), *(end + 20 for end in ends[:-1]), 5}):
        for tail in (b"", b"\0" * 50):  # a file may grow before its content arrives
            journal = reopened(whole[:cut] + tail)
            lines = sum(end <= cut for end in ends[1:])
            assert len(journal.finished) == max(0, lines - 1), (cut, tail)
            assert (journal.header == HEADER) == (lines > 0)
            assert os.path.getsize(written / NAME) == ends[lines]
            journal.close()


def test_what_is_appended_is_on_the_disk_when_that_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []  # how much of the file the disk has been told to keep
    monkeypatch.setattr("grader.batch.journal._sync", lambda descriptor: synced.append(os.fstat(descriptor).st_size))
    with open_journal(tmp_path, resume=False) as journal:
        journal.begin(HEADER)
        for name in ("alice", "bob"):
            journal.append([result(name)])
            assert synced[-1] == (tmp_path / NAME).stat().st_size
    before = len(synced)
    with anonymous_journal() as journal:  # which nobody will go on with
        journal.begin(HEADER)
        journal.append([result("alice")])
    assert len(synced) == before


def test_a_run_goes_on_behind_a_torn_line(written: Path, reopened: Callable[[bytes], Journal]) -> None:
    whole = (written / NAME).read_bytes()
    journal = reopened(whole[:-30])
    journal.begin(HEADER)
    journal.append([result("carol")])
    journal.close()
    assert (written / NAME).read_bytes() == whole


def test_damage_in_the_middle_is_an_error_that_says_what_to_do(
    written: Path, reopened: Callable[[bytes], Journal]
) -> None:
    lines = (written / NAME).read_bytes().splitlines(keepends=True)
    spoiled = {
        "cut": lines[1][:50] + b"\n",
        "a field too many": lines[1].replace(b'"source"', b'"more":1,"source"', 1),
        "a wrong type": lines[1].replace(b'"name":"alice"', b'"name":7', 1),
        "another header": lines[0],
    }
    for how, line in spoiled.items():
        with pytest.raises(UsageError, match=r"damaged in line 2\. Delete that line") as caught:
            reopened(b"".join([lines[0], line, *lines[2:]]))
        assert "--force" in str(caught.value), how
    assert len(reopened(b"".join([lines[0], *lines[2:]])).finished) == 2  # the advice helps


def test_somebody_elses_file_is_left_alone(written: Path, reopened: Callable[[bytes], Journal]) -> None:
    with pytest.raises(UsageError, match="is no journal of the kit's"):
        reopened(b"my own notes\n")
    assert (written / NAME).read_bytes() == b"my own notes\n"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="it is a link"):
        open_journal(tmp_path, resume=False)
    assert not (tmp_path / "elsewhere").exists()


def test_the_latest_result_counts(written: Path) -> None:
    with open_journal(written, resume=True) as journal:
        journal.append([result("bob", 7.0)])
    with open_journal(written, resume=True) as journal:
        assert journal.read(journal.finished["bob", "a" * 64]).report.score == 7


def test_a_run_that_went_on_after_its_end_has_an_end_of_its_own(written: Path) -> None:
    with open_journal(written, resume=True) as journal:
        journal.end()
    with open_journal(written, resume=True) as journal:
        journal.append([result("dora")])
        assert not journal.complete  # interrupted here, it would be an interrupted run
        journal.end()
    with open_journal(written, resume=False) as journal:  # it came to its end, so it may be replaced
        assert not journal.finished


def test_an_interrupted_run_is_forgotten_only_when_that_is_asked_for(written: Path) -> None:
    with pytest.raises(UsageError, match="holds 3 finished results of a run that was interrupted"):
        open_journal(written, resume=False)
    with open_journal(written, resume=False, force=True) as journal:
        assert not journal.finished
    assert (written / NAME).read_bytes() == b""


def test_a_run_that_came_to_its_end_makes_way_for_the_next(written: Path) -> None:
    with open_journal(written, resume=True) as journal:
        journal.end()
    open_journal(written, resume=False).close()
    assert (written / NAME).read_bytes() == b""


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({"kit": "0.2.0"}, "by version 0.1.0 of the kit; this is 0.2.0"),
        ({"bank": "c" * 64}, "with other exercises or hidden tests"),
        ({"exercises": []}, "for relu; now it is to be whatever is attempted"),
        ({"feedback": "verdict"}, "with --feedback full; now it is to be verdict"),
        ({"sandbox": Sandbox("weak", ["process"])}, "behind walls of level strong; now they are weak"),
    ],
)
def test_results_that_were_made_otherwise_are_not_mixed_in(written: Path, now: dict[str, object], says: str) -> None:
    with open_journal(written, resume=True) as journal, pytest.raises(UsageError) as caught:
        journal.begin(msgspec.structs.replace(HEADER, **now))
    assert says in str(caught.value)
    assert "begin anew with --force" in str(caught.value)


def test_two_runs_do_not_write_into_one_journal(written: Path) -> None:
    opening = f"open_journal(Path({str(written)!r}), resume=True)"
    other = f"from pathlib import Path; from grader.batch.journal import open_journal; {opening}"
    with open_journal(written, resume=True):
        done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=False)
    assert "Another run is writing into" in done.stderr


def test_a_full_disk_is_said_in_a_sentence(written: Path) -> None:
    full = Journal("out/journal.jsonl", os.open("/dev/full", os.O_WRONLY), durable=False)
    with full, pytest.raises(GradlingsError, match="cannot be written: no space left on device"):
        full.append([result("dora")])


def test_a_journal_without_a_folder_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with anonymous_journal() as journal:
        journal.begin(HEADER)
        (place,) = journal.append([result("alice")])
        assert journal.read(place) == result("alice")
        assert list(tmp_path.iterdir()) == []
