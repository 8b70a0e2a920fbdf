"""The JSON Schema of a report, made from the records themselves: ``python -m grader.reports.schema`` prints it.

``docs/report.schema.json`` is the published copy. A report of the same ``schema`` number may gain fields: what reads
reports passes over those it does not know, and so does the JSON Schema.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from grader.report import SCHEMA, Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WITHHELD = "origin"  # of a check: for the grader's own use, gone before anything is published

# What each field holds, by record. A record or field without an entry is found by a test.
_SAYS = {
    "Document": {
        "": "One run of `gradlings check` or `gradlings grade`.",
        "schema": "The number of this schema.",
        "kit": "The version of gradlings that graded.",
        "sandbox": "The walls around the submissions, as they were measured before anything was run.",
        "submissions": "One entry for each candidate, in the order of their names or of the command line.",
    },
    "Sandbox": {
        "": "How strong the walls around candidate code were.",
        "level": "From strong to none; `gradlings doctor` says what the levels mean.",
        "walls": "The names of the walls that held.",
    },
    "SubmissionReport": {
        "": "What came of one submission.",
        "name": "Whose it is: the name of the file or folder, as one line of plain text.",
        "source": "Where it was found.",
        "score": "The points of all its exercises.",
        "max_score": "The points that there are for the exercises it attempts.",
        "exercises": "What it attempts, or what the run asked for; empty if there is nothing that the kit grades.",
    },
    "ExerciseReport": {
        "": "What came of one exercise of one submission.",
        "name": "The exercise.",
        "score": "The points of its checks.",
        "max_score": "The points that there are for it.",
        "seconds": "How long it took to grade, in seconds of wall clock.",
        "verdict": (
            "passed: full marks. failed: a check did not pass. not_attempted: a function is absent or still the stub. "
            "not_gradable: the file cannot be read or imported. The others: what stopped the code."
        ),
        "message": "One sentence where the verdict needs one, else empty.",
        "checks": "The checks of the hidden suite; empty if none was run.",
        "mistakes": "Mistakes that the outputs look like, by name.",
        "printed": "What the candidate's code printed, cut after 10,000 characters.",
    },
    "CheckReport": {
        "": "What came of one check of a hidden suite.",
        "name": "The check; a number where the level of feedback keeps its name.",
        "title": "What holds if it passes, for a candidate to read.",
        "function": "The graded function that it is a check of.",
        "status": "skipped: it waits for another check, which did not pass.",
        "points": "The points it got.",
        "max_points": "The points that there are for it.",
        "message": "What is wrong, on which input; empty where it passed, or where the level of feedback keeps it.",
        "counterexample": (
            "The input that shows it: `call`, and where there are any `expected`, `got` and `index`, as text or lists."
        ),
    },
    "Mistake": {
        "": "A catalogued mistake that the outputs look like.",
        "name": "The mistake, by the name that the exercise's catalogue gives it.",
        "function": "The function it was made in.",
        "says": "The sentence a candidate reads.",
    },
}


def report_schema() -> dict[str, Any]:
    """Return the schema, in the dialect of draft 2020-12."""
    (whole,), records = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    described = {name: _described(name, record) for name, record in records.items() if name in _SAYS}
    described["Document"]["properties"]["schema"]["const"] = SCHEMA
    top = described.pop(whole["$ref"].rpartition("/")[2])
    return {"$schema": DIALECT, "title": f"gradlings report, schema {SCHEMA}", **top, "$defs": described}


def schema_json() -> bytes:
    """Return the schema as indented JSON, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(report_schema()), indent=2) + b"\n"


def _described(name: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record as it is written: every field is there, whatever has a default in Python."""
    says = _SAYS[name]
    fields = {field: kind for field, kind in record["properties"].items() if field != _WITHHELD}
    properties = {
        field: {"description": says[field], **{key: value for key, value in kind.items() if key != "default"}}
        for field, kind in fields.items()
    }
    return {"description": says[""], "type": "object", "properties": properties, "required": list(fields)}


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_json())
