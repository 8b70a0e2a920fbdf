"""A run's results as JSON, a submission at a time; byte for byte what :func:`grader.report.to_json` returns."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from grader.report import SCHEMA, Document, Results, SubmissionReport
from grader.reports.form import Form, pieces

_EMPTY = b"[]\n}\n"  # how a document without submissions ends
_INDENT = b"\n    "


def json_form(results: Results) -> Form:
    """Return the JSON document of ``results``."""
    document = Document(SCHEMA, results.kit, results.sandbox, [])
    whole = msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
    if not len(results.submissions):
        return Form(whole, _part)
    return Form(whole.removesuffix(_EMPTY) + b"[" + _INDENT, _part, b"\n  ]\n}\n", b"," + _INDENT)


def json_pieces(results: Results) -> Iterator[bytes]:
    """Yield the document piece by piece, for a stream such as stdout."""
    return pieces(json_form(results), results.submissions)


def _part(submission: SubmissionReport) -> bytes:
    # No text holds a line end of its own: JSON escapes them.
    return msgspec.json.format(msgspec.json.encode(submission), indent=2).replace(b"\n", _INDENT)
