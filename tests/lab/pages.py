"""What every page of a lab keeps to."""

from __future__ import annotations

import base64
import hashlib
import re

import html5lib


def assert_sound_page(page: str) -> None:
    """Fail unless a page is well formed, fetches nothing, runs nothing, and says in words what its pictures show."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert document.find(".//script") is None
    assert document.find(".//link") is None
    for image in document.iter("img"):
        assert len(image.attrib["alt"]) > 20
        assert image.attrib["src"].startswith("data:image/svg+xml;base64,")
    for source in document.iter("source"):
        assert source.attrib["srcset"].startswith("data:image/svg+xml;base64,")
    assert not [
        a for element in document.iter() for a in element.attrib if a.startswith("on") or a in ("href", "style")
    ]
    style = document.find(".//style").text
    policy = document.find(".//meta[@http-equiv='Content-Security-Policy']").attrib["content"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"https?://", page)
    assert "prefers-color-scheme: dark" in style
