"""What a notebook shows of a value: HTML where it can, the terminal's text everywhere else."""

from __future__ import annotations

from collections.abc import Mapping


class Shown:
    """A value that shows itself at the end of a cell; in a terminal it is its text.

    Parameters
    ----------
    text
        What a terminal prints.
    html
        The same content as a fragment of HTML that needs no style sheet and runs no script.
    """

    def __init__(self, text: str, html: str) -> None:
        self._text = text
        self._html = html

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._html

    def _repr_mimebundle_(self, **_wanted: object) -> Mapping[str, str]:
        return {"text/plain": self._text, "text/html": self._html}
