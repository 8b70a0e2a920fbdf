"""Rosters as platforms export them, and the names that platforms give to files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.batch.matching import Matcher
from grader.batch.roster import Person, read_roster
from grader.commands import cli
from grader.errors import UsageError
from tests.batch.scene import report_in
from tests.commands.test_grading import RIGHT

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (991)
    Points Possible,,,,,10.0
"Doe, Jane",41235,u771,jdoe,Section A,
"van den Berg, Åsa",41236,u772,aberg,Section A,
"Doe, John",41237,u773,jdoe2,Section B,
"""
MOODLE = """\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade
Participant 90121,Jane Doe,jane.doe@uni.example,"No submission",,10
Participant 90122,Åsa van den Berg,asa@uni.example,"Submitted",,10
Participant 90123,John Doe,john.doe@uni.example,"Submitted",,10
"""
GRADESCOPE = """First Name\tLast Name\tSID\tEmail\tRole
Jane\tDoe\t300000001\tjane@uni.example\tStudent
Åsa\tvan den Berg\t300000002\tasa@uni.example\tStudent
John\tDoe\t300000003\tjohn@uni.example\tStudent
"""
OWN = """name;file
Jane;handed in/a1.ipynb
Åsa;b2.py
John;c3
"""


def roster(folder: Path, text: str, encoding: str = "utf-8") -> list[Person]:
    """Return the people on a roster with this text."""
    (folder / "roster.csv").write_bytes(text.encode(encoding))
    return read_roster(folder / "roster.csv")


@pytest.mark.parametrize(
    ("text", "files"),
    [
        (CANVAS, ["doejane_41235_881_relu.py", "vandenbergåsa_LATE_41236_882_my_relu.ipynb", "doejohn_41237_883_a.py"]),
        (CANVAS, ["jdoe.py", "ABERG.zip", "u773"]),
        (CANVAS, ["hw_2026_1_jdoe.py", "hw_2026_1_aberg.py", "hw_2026_1_41237.py"]),
        (CANVAS, ["41235.py", "41236", "class/doejohn_41237_9_x"]),
        (MOODLE, ["Jane Doe_90121_assignsubmission_", "Åsa van den Berg_90122_assignsubmission_file_x", "90123"]),
        (MOODLE, ["jane.doe@uni.example.py", "asa.py", "John Doe/relu"]),
        (GRADESCOPE, ["Jane Doe.py", "van-den-berg-åsa", "John_300000003"]),
        (OWN, ["a1", "b2.py", "c3.zip"]),
    ],
)  # fmt: skip
def test_the_files_of_each_platform_are_told_apart(tmp_path: Path, text: str, files: list[str]) -> None:
    people = roster(tmp_path, text)
    assert len(people) == 3
    matcher = Matcher(people)
    assert [matcher.owner(file) for file in files] == [0, 1, 2]


@pytest.mark.parametrize("file", ["stranger.py", "doe.py", "relu", "_", "", "41235x.py", "00_41_relu.py", "x/y/z"])
def test_what_is_nobodys_is_not_given_to_anybody(tmp_path: Path, file: str) -> None:
    assert Matcher(roster(tmp_path, CANVAS)).owner(file) is None


def test_what_the_platform_writes_in_front_decides_not_what_a_candidate_calls_a_file(tmp_path: Path) -> None:
    matcher = Matcher(roster(tmp_path, CANVAS))
    assert matcher.owner("doejane_41235_88001_41237_doejohn_jdoe2.py") == 0


@pytest.mark.parametrize(
    "name",
    [
        "mallory_50000_88010_jdoe.py",
        "mallory_LATE_50000_88010_doejane.py",
        "mallory_50000_41235_relu.py",  # the number of a submission is nobody's id
        "Mallory_90200_assignsubmission_file_/jdoe",
        "class/Mallory_90200_assignsubmission_file_jdoe.zip",
    ],
)
def test_a_stranger_hands_in_for_nobody(tmp_path: Path, name: str) -> None:
    assert Matcher(roster(tmp_path, CANVAS)).owner(name) is None


def test_somebody_who_is_listed_twice_is_one_person(tmp_path: Path) -> None:
    people = roster(tmp_path, CANVAS + '"Doe, Jane",41235,u771,jdoe,Section B,\n"Student, Test",9,,x,Section A,\n')
    assert [person.label for person in people] == ["Doe, Jane", "van den Berg, Åsa", "Doe, John"]
    assert Matcher(people).owner("jdoe.py") == 0


def test_people_of_one_name_are_told_apart_by_their_ids_alone(tmp_path: Path) -> None:
    people = roster(tmp_path, "name,id\nLi Wei,5001\nLi Wei,5002\nJ. Q.,\n")
    assert [person.label for person in people] == ["Li Wei (5001)", "Li Wei (5002)", "J. Q."]
    matcher = Matcher(people)
    assert [matcher.owner(name) for name in ("liwei_5002_1_a.py", "Li Wei.py", "5001")] == [1, None, 0]


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ""), ("utf-8-sig", ""), ("cp1252", ""), ("utf-16", "")])
def test_tables_in_the_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str, mark: str) -> None:
    assert roster(tmp_path, mark + OWN, encoding)[1].label == "Åsa"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"colour,size\nred,3\n", "it has 'colour', 'size'. Name columns in the first line"),
        (b"", "it is empty"),
        (b"PK\x03\x04 a spreadsheet", "Save it as CSV"),
    ],
)
def test_a_file_that_is_no_roster_is_said_to_be_none(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "roster.csv").write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_roster(tmp_path / "roster.csv")
    assert says in str(caught.value)


def test_the_report_is_the_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("zz_unknown", "doejohn_41237_5_relu"):
        (tmp_path / "in" / f"{name}.py").write_text(RIGHT)
    relu, derivative = RIGHT.splitlines(keepends=True)[1:]
    (tmp_path / "in" / "vandenbergåsa_41236_6_relu.py").write_text("import numpy as np\n" + relu + derivative)
    (tmp_path / "in" / "vandenbergåsa_41236_7_tanh.py").write_text("def tanh(z):\n    raise NotImplementedError\n")
    roster(tmp_path, CANVAS)
    done = CliRunner().invoke(cli, ["grade", "in", "--roster", "roster.csv", "--out", "out"])
    assert done.exit_code == 1, done.stderr
    report = report_in(tmp_path / "out")["submissions"]
    found = {
        one["name"]: (one["score"], one["max_score"], [exercise["verdict"] for exercise in one["exercises"]])
        for one in report
    }
    assert list(found) == ["Doe, Jane", "van den Berg, Åsa", "Doe, John", "zz_unknown (not in the roster)"]
    assert found["Doe, Jane"] == (0, 24, ["not_attempted", "not_attempted"])
    assert found["van den Berg, Åsa"] == (10, 24, ["passed", "not_attempted"])
    assert found["Doe, John"] == (10, 10, ["passed"])
    assert found["zz_unknown (not in the roster)"] == (10, 10, ["passed"])
    assert "In the roster, and nothing handed in: Doe, Jane." in done.stderr
    assert "Handed in, and not in the roster: zz_unknown." in done.stderr
    with open(tmp_path / "out" / "report.csv", encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["name"] == "Doe, Jane")
    assert row["message"] == "Nothing was handed in under this name."


def test_files_of_one_person_are_put_together_wherever_the_name_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "relu_jdoe.py").write_text(RIGHT)
    (tmp_path / "in" / "tanh_jdoe.py").write_text("def tanh(z):\n    raise NotImplementedError\n")
    roster(tmp_path, CANVAS)
    done = CliRunner().invoke(cli, ["grade", "in", "--roster", "roster.csv", "--json"])
    assert [one["name"] for one in json.loads(done.stdout)["submissions"]] == [
        "Doe, Jane",
        "van den Berg, Åsa",
        "Doe, John",
    ]
