"""The class's page and a candidate's: what each says, to whom, and how honestly of small numbers."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest

from grader.feedback import limit_report
from grader.report import Feedback, Report
from grader.reports.classpage import class_page
from grader.reports.cohort import cohort_of
from grader.reports.page import candidate_page
from tests.reports.classes import TITLES, check, class_of, exercise, report, submission

MANY = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9.5, 10, 10]


def parsed(page: str | bytes) -> Any:
    return html5lib.parse(page, namespaceHTMLElements=False)


def of_class(run: Report) -> Any:
    return parsed("".join(class_page(run, cohort_of(run.submissions, TITLES), TITLES)))


def of_candidate(run: Report, number: int = 0) -> Any:
    return parsed(candidate_page(run.submissions[number], TITLES, run.kit))


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def body(page: Any) -> str:
    return words(page.find("body"))


def section(page: Any, name: str) -> Any:
    return next(e for e in page.iter("section") if e.get("aria-labelledby") == name)


def rows(table: Any) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in table.find("tbody")]


@pytest.fixture(scope="module")
def many() -> Any:
    return of_class(class_of(MANY))


# --- the class


def test_the_histogram_shows_what_the_table_behind_it_says(many: Any) -> None:
    figure = next(section(many, "scores").iter("figure"))
    table = {name: int(count) for name, count in rows(figure.find(".//table"))}
    assert table["90 to below 100 %"] == 2
    assert table["full marks"] == 2
    assert sum(table.values()) == len(MANY)
    drawn = [int(e.text) for e in figure.iter() if str(e.tag).endswith("text") and e.get("class") == "count"]
    assert drawn == [count for count in table.values() if count]
    columns = [e for e in figure.iter() if str(e.tag).endswith("rect")]
    heights = [float(e.get("height")) for e in columns]
    assert heights == pytest.approx([count * heights[0] for count in drawn])


def test_the_histogram_can_be_read_without_seeing_it(many: Any) -> None:
    picture = next(e for e in section(many, "scores").iter() if str(e.tag).endswith("svg"))
    assert picture.get("role") == "img"
    text = words(picture)
    assert "13 scores from 0 % to 100 %: the median is 60 %, half of them lie between 30 and 90 %" in text
    assert "2 are full marks" in text


def test_an_exercise_has_its_numbers_beside_its_plot(many: Any) -> None:
    table = next(section(many, "exercises").iter("table"))
    heads = [words(cell) for cell in table.find("thead/tr")]
    (row,) = rows(table)
    shown = dict(zip(heads, row, strict=True))
    assert shown["Exercise"] == "ReLU and its derivative relu"
    assert shown["Median"] == "60 %"
    assert shown["Middle half"] == "30 to 90 %"
    assert shown["Full marks"] == "2"
    assert shown["Ran"] == "13"


def test_the_hardest_check_is_named_with_its_share(many: Any) -> None:
    table = next(section(many, "checks").iter("table"))
    assert rows(table) == [["title of values relu", "", "84 %", "11 of 13", ""]]


def test_mistakes_lead_to_who_made_them(many: Any) -> None:
    first, second = section(many, "mistakes").iter("li")
    assert words(first).startswith("7 candidates The slope at 0 is 1. relu candidate 1, candidate 2,")
    assert [link.get("href") for link in second.iter("a")] == [
        f"candidates/candidate_{number}.html" for number in (0, 3, 6, 9)
    ]


def test_a_common_mistake_names_some_and_counts_the_others() -> None:
    page = of_class(class_of([5] * 60))
    assert "and 28 more" in words(next(section(page, "mistakes").iter("li")))


def test_every_submission_has_a_row_with_a_mark_for_each_exercise() -> None:
    run = report(
        submission("a", exercise(10), exercise(3, name="tanh")),
        submission("b", exercise(0, verdict="timed_out", message="It ran too long.")),
        submission("c", exercise(0, verdict="not_attempted")),
        submission("d"),
    )
    (table,) = section(of_class(run), "submissions").iter("table")
    assert [words(cell) for cell in table.find("thead/tr")][3:5] == ["relu", "tanh"]
    assert [(row[0], row[1], *row[3:5]) for row in rows(table)] == [
        ("a", "13/20", "✓", "30"),
        ("b", "0/10", "!", ""),
        ("c", "0/10", "–", ""),
        ("d", "0/0", "", ""),
    ]
    assert rows(table)[1][5] == "relu timed out: It ran too long."


def test_nobody_has_full_marks_for_want_of_a_reason() -> None:
    untold = [exercise(points, verdict="failed") for points in (0, 10)]
    (table,) = section(of_class(report(submission("a", untold[0]), submission("b", untold[1]))), "submissions").iter(
        "table"
    )
    assert "Full marks" not in words(table)


def test_one_submission_has_no_distribution_and_is_shown_in_full() -> None:
    page = of_class(class_of([5]))
    assert not [e for e in page.iter("section") if e.get("aria-labelledby") in ("scores", "exercises", "checks")]
    assert "median" not in body(page).lower()
    assert "Off by one." in body(page)


def test_few_are_shown_each_and_not_as_a_distribution() -> None:
    scores = section(of_class(class_of([2, 5, 5, 10])), "scores")
    assert "4 scores are too few for a distribution" in words(scores)
    dots = [e for e in scores.iter() if str(e.tag).endswith("circle")]
    assert [dot.get("cx") for dot in dots] == ["20.0%", "50.0%", "100.0%"]
    areas = [float(dot.get("r")) ** 2 for dot in dots]
    assert areas == pytest.approx([areas[0], 2 * areas[0], areas[0]], rel=0.01)
    assert [row[1] for row in rows(next(scores.iter("table")))] == ["100 %", "50 %", "50 %", "20 %"]
    assert "quartile" not in words(scores)
    assert "half of them" not in words(scores)


def test_scores_out_of_different_totals_are_said_to_be() -> None:
    page = of_class(report(submission("a", exercise(5)), submission("b", exercise(5), exercise(5, name="tanh"))))
    assert "between 10 and 20 points could be had" in words(section(page, "scores"))
    assert "could be had" not in body(of_class(class_of(MANY)))


def test_nobody_with_a_score_is_said() -> None:
    page = of_class(report(submission("a"), submission("b")))
    assert "Nobody attempted an exercise that the kit grades." in words(section(page, "scores"))


def test_a_class_without_failures_says_so() -> None:
    page = of_class(class_of([10] * 9))
    assert "Nobody failed a check." in words(section(page, "checks"))
    assert "None has been named." in words(section(page, "mistakes"))


def test_a_large_class_is_in_tables_of_which_one_is_open() -> None:
    run = class_of([10] * 1001)
    groups = list(section(of_class(run), "submissions").iter("details"))
    assert [len(rows(next(group.iter("table")))) for group in groups] == [500, 500, 1]
    assert ["open" in group.attrib for group in groups] == [True, False, False]
    assert words(groups[1].find("summary")) == "501 to 1000 candidate 500 to candidate 999"


# --- one candidate


def test_a_candidates_page_is_about_nobody_else() -> None:
    run = report(submission("alice", exercise(4, checks=[check("values", "failed", "Off.")])), submission("bob"))
    text = candidate_page(run.submissions[0], TITLES, run.kit).decode()
    assert "bob" not in text
    assert "secret" not in text  # where the instructor keeps it
    assert "landlock" not in text
    assert "report.html" not in text


def test_what_matters_most_comes_first() -> None:
    wrong = exercise(4, name="tanh", checks=[check("values", "failed", "It is off by one.", call="tanh(1)")])
    page = of_candidate(report(submission("alice", exercise(10), wrong)))
    assert words(section(page, "first")) == "Look at this first tanh: It is off by one."
    assert ["open" in e.attrib for e in page.iter("details")] == [False, True]
    assert "tanh(1)" in body(page)
    assert "1 of 2 exercises passed." in body(page)


def test_full_marks_have_nothing_to_look_at_first() -> None:
    page = of_candidate(report(submission("alice", exercise(10))))
    assert [e.get("aria-labelledby") for e in page.iter("section")] == ["details"]


def test_what_a_passed_check_has_to_say_is_said() -> None:
    page = of_candidate(report(submission("a", exercise(4, checks=[check("form", "passed", "It counts later.")]))))
    assert "It counts later." in body(page)


def test_a_submission_without_exercises_has_a_page_too() -> None:
    assert "It attempts none of the exercises that the kit grades." in body(of_candidate(report(submission("a"))))


@pytest.mark.parametrize("level", ["full", "mistakes", "verdict"])
def test_pages_make_sense_at_every_level_of_feedback(level: Feedback) -> None:
    run = limit_report(class_of(MANY), level)
    page, candidate = of_class(run), of_candidate(run, 5)
    assert ("Off by one." in body(candidate)) == (level == "full")
    assert ("shows which checks failed, but not why" in body(candidate)) == (level == "verdict")
    assert ("Look at this first" in body(candidate)) == (level != "verdict")
    assert ("The slope at 0 is 1." in body(page)) == (level != "verdict")
    assert ("The slope at 0 is 1." in body(candidate)) == (level != "verdict")
    assert rows(next(section(page, "checks").iter("table")))[0][2:4] == ["84 %", "11 of 13"]
    assert not re.search(r"\bNone\b(?! has)|: *$|\(\)", body(candidate))


# --- colours


def colours(style: str, selector: str) -> dict[str, str]:
    block = style[style.index(selector) :]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", block[: block.index("}")]))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [":root {", "prefers-color-scheme: dark", "@media print"])
def test_text_and_plots_stand_out_as_wcag_asks(many: Any, theme: str) -> None:
    tone = colours(next(many.iter("style")).text, theme)
    for text in ("ink", "soft", "link", "good", "bad", "quiet"):
        for ground in ("paper", "card", "quiet-tint"):
            assert contrast(tone[text], tone[ground]) >= 4.5, (text, ground)
    for text, ground in (("bad", "bad-tint"), ("hint", "hint-tint"), ("ink", "code")):
        assert contrast(tone[text], tone[ground]) >= 4.5, (text, ground)
    for mark in ("data", "good"):  # 1.4.11: graphics
        assert contrast(tone[mark], tone["card"]) >= 3
