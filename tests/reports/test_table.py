"""Cells of CSV: what a spreadsheet would calculate is text, and everything else is left as it is."""

from __future__ import annotations

import pytest

from grader.report import ExerciseReport, Mistake, submission_report
from grader.reports.form import pieces
from grader.reports.table import as_text, csv_form


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "  '=1"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("\n=1", "\n'=1"),
        ("＝1", "'＝1"),
        ("﹢1", "'﹢1"),
        ("−1", "'−1"),
        ('"=1"', '"\'=1"'),
        ("a;=1", "a;'=1"),  # a cell of its own where semicolons separate
        ('a; ""=1', 'a; ""\'=1'),
        (";;=1;=2", ";;'=1;'=2"),
        ("alice", "alice"),
        ("O'Brien", "O'Brien"),
        ("expected 1, got -1; is the sign right?", "expected 1, got -1; is the sign right?"),
        ("a = b", "a = b"),
        ("", ""),
        ("007", "007"),
    ],
)
def test_a_cell(cell: str, safe: str) -> None:
    assert as_text(cell) == safe


def test_the_file_as_a_whole() -> None:
    mistakes = [Mistake("one_at_zero", "relu_derivative", 'Taken as "1".'), Mistake("other", "relu", "Other.")]
    wrong = ExerciseReport("relu", 9, 10, 0.25, "failed", mistakes=mistakes)
    right = ExerciseReport("tanh", 10, 10, 0.5, "passed")
    submission = submission_report("-Zoë", "in/-Zoë.py", [wrong, right])
    data = b"".join(pieces(csv_form(), [submission]))
    assert data.decode("utf-8-sig").splitlines() == [
        '"name","source","exercise","verdict","score","max_score","seconds","mistakes","message"',
        '"\'-Zoë","in/-Zoë.py","relu","failed",9,10,0.25,"one_at_zero, other","Taken as ""1""."',
        '"\'-Zoë","in/-Zoë.py","tanh","passed",10,10,0.5,"",""',
    ]
    assert data.startswith(b"\xef\xbb\xbf")  # Excel reads names in the local code page without it
