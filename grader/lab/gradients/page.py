"""The gradient lab as one HTML file that fetches nothing: tables one can read, and the epsilon curve as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

import grader
from grader.lab.colours import DARK, LIGHT, Level
from grader.lab.gradients import words
from grader.lab.gradients.comparison import Comparison, GradientLab, ParameterResult
from grader.lab.gradients.figure import curve_svg
from grader.lab.gradients.words import HEAT_MAPS, HeatMap
from grader.lab.page import data_url
from grader.pages import page_environment, policy_for

_MOST_CELLS = 16  # rows or columns whose numbers can still be read


@dataclass(frozen=True, slots=True)
class _Cell:
    level: Level
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class _Map:
    """The cells of one gradient, or why there are none."""

    key: str
    rows: list[list[_Cell]]
    note: str


def lab_page(lab: GradientLab) -> str:
    """Return the page."""
    environment = page_environment(Path(__file__).parent)
    style = environment.get_template("gradients.css.jinja").render(light=LIGHT, dark=DARK, legend=words.LEGEND)
    wide = max(max(parameter.reference.shape) for parameter in lab.parameters) > _MOST_CELLS
    return environment.get_template("gradients.html.jinja").render(
        lab=lab,
        kit=grader.__version__,
        words=words,
        style=Markup(style),  # ours, and the only text that is not escaped
        policy=policy_for(style, pictures=True),
        legend=words.LEGEND,
        heat_maps=[(words.heat_title(heat_map, lab), _layers(lab, heat_map)) for heat_map in HEAT_MAPS],
        dense=wide,
        number=_number,
        curve_light=data_url(curve_svg(lab.curve, LIGHT)),
        curve_dark=data_url(curve_svg(lab.curve, DARK)),
        curve_lines=words.curve_lines(lab.curve),
    )


def _layers(lab: GradientLab, heat_map: HeatMap) -> list[list[_Map]]:
    maps = [_map(parameter, heat_map) for parameter in lab.parameters]
    return [maps[first : first + 2] for first in range(0, len(maps), 2)]


def _map(parameter: ParameterResult, heat_map: HeatMap) -> _Map:
    comparison = words.comparison_of(parameter, heat_map)
    if comparison is None:
        return _Map(parameter.key, [], parameter.note or "nothing to compare")
    rows = []
    for row, errors in enumerate(comparison.errors):
        cells = []
        for column, error in enumerate(errors):
            at_kink = heat_map.by_differences and bool(parameter.kinks[row, column])
            level = words.level_of(float(error), at_kink=at_kink)
            shown = _number(float(error))
            says = f"{parameter.key}[{row}, {column}]: error {shown}{', at a kink' if at_kink else ''}"
            cells.append(_Cell(level, "k" if at_kink else shown, says))
        rows.append(cells)
    return _Map(parameter.key, rows, "")


def _number(value: float | Comparison | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, Comparison):
        return _number(value.largest) if value.worst is not None else "kinks only"
    return words.number(value)
