"""The class's page: how scores lie, what was hard, which mistakes were made, and a line for each submission."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from statistics import median

from markupsafe import Markup

from grader.report import Results, Verdict
from grader.reports import wording
from grader.reports.cohort import Cohort
from grader.reports.distribution import FEW, Distribution
from grader.reports.page import rendered

SHOWN = 3  # submissions: up to that many are shown in full on the page itself
_MOST_CHECKS = 10  # in the first table, and
_MOST_MISTAKES = 10  # in the first list; the others are behind a line to open
_MOST_NAMES = 12  # behind a mistake; the table of all submissions is report.csv
_MOST_SLOW = 5
_GROUP = 500  # submissions in a table; a browser lays out only the tables that are open


def class_page(results: Results, cohort: Cohort, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the page as an HTML document, piece by piece.

    Parameters
    ----------
    cohort
        What ``results`` come to.
    titles
        What each exercise is called.
    """
    count = len(cohort.candidates)
    shown = list(itertools.islice(results.submissions, SHOWN)) if count <= SHOWN else []
    values = {
        "cell": _cell,
        "cohort": cohort,
        "few": FEW,
        "group_size": _GROUP,
        "groups": [cohort.candidates[start : start + _GROUP] for start in range(0, max(count, 1), _GROUP)],
        "hardest": cohort.hardest_checks,
        "kit": results.kit,
        "many": count > 1,
        "mistakes": cohort.common_mistakes,
        "most_checks": _MOST_CHECKS,
        "most_mistakes": _MOST_MISTAKES,
        "most_names": _MOST_NAMES,
        "sandbox": results.sandbox,
        "says": spread_in_words,
        "shown": shown,
        "slowest": cohort.slowest[:_MOST_SLOW] if count > _MOST_SLOW else [],
        "spread": cohort.distribution,
        "titles": titles,
        "totals": cohort.in_words,
        "typical": median(candidate.seconds for candidate in cohort.candidates) if count else 0.0,
    }
    return rendered("cohort.html.jinja", ["base.css", "cohort.css"], values)


def spread_in_words(spread: Distribution) -> str:
    """Return what a plot of ``spread`` shows."""
    low, high = wording.percent(spread.low), wording.percent(spread.high)
    if spread.count == 1:
        return f"One score, of {low}."
    if spread.is_few:
        return f"{spread.count} scores: {', '.join(map(wording.percent, spread.values))}."
    middle = f"{wording.percent_number(spread.first_quartile)} and {wording.percent(spread.third_quartile)}"
    return (
        f"{wording.thousands(spread.count)} scores from {low} to {high}: the median is "
        f"{wording.percent(spread.median)}, half of them lie between {middle}, and {wording.thousands(spread.full)} "
        f"{'is' if spread.full == 1 else 'are'} full marks."
    )


def _cell(found: tuple[Verdict, int] | None) -> Markup:
    """Return a cell of the table of all submissions: there may be a hundred thousand, so they are short."""
    if found is None:
        return Markup("<td></td>")
    verdict, share = found
    shown = str(share) if verdict == "failed" else wording.mark(verdict)
    return Markup('<td class="{}">{}</td>').format(wording.tone(verdict), shown)
