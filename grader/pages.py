"""HTML pages that need nothing beside them: no network, no script, light and dark, on screen and on paper.

Two locks stand one behind the other: jinja2 escapes every value, and a content security policy, which names the page's
one style sheet by its hash, lets a browser run no script and fetch nothing even if something had got through.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def page_environment(folder: Path) -> Environment:
    """Return how pages are made of the templates in ``folder``: escaped, and with no name left undefined."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def policy_for(style: str, *, pictures: bool = False) -> str:
    """Return the content security policy of a page with this style sheet and nothing else.

    Parameters
    ----------
    pictures
        Allow pictures that are part of the page.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    images = " img-src data:;" if pictures else ""
    return f"default-src 'none'; style-src 'sha256-{digest}';{images} base-uri 'none'; form-action 'none'"
