"""Feedback as Markdown: a parser makes text of text, whatever it holds, and code of what a candidate printed."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.plaintext import plain
from grader.report import Mistake
from grader.reports.markdown import escaped, fenced, to_markdown
from tests.reports.classes import TITLES, check, exercise, submission

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text("ab1 _*`[](){}<>!#-+=.:;&|~\\/@\"'$^%?h", min_size=1, max_size=20)
PLACES = ("", "- ✓ ", "> **x:** ", "# ")


@given(MARKUP)
@example("[0, 0]: expected 0")  # as a paragraph, a definition of a link
@example("see [x](http://127.0.0.1) ![y](z)")
@example("1. one")
@example("<script>alert(1)</script> &amp; <http://x>")
@example("__init__ and *args and ~~this~~ and `code`")
def test_text_stays_text_wherever_it_stands(raw: str) -> None:
    text = plain(raw, one_line=True)
    for place in PLACES:
        tokens = PARSER.parse(f"{place}{escaped(text)}\n")
        lines = [token for token in tokens if token.type == "inline"]
        shown = "".join(part.content for line in lines for part in line.children or ())
        assert shown.endswith(text)
        kinds = {part.type for line in lines for part in line.children or ()}
        assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
        expected = {"": set(), "- ": {"bullet_list", "list_item"}, "> ": {"blockquote"}, "# ": {"heading"}}[place[:2]]
        blocks = {token.type.rpartition("_")[0] for token in tokens if token.type != "inline"}
        assert blocks <= {"paragraph", *expected}


def test_addresses_do_not_become_links_by_themselves() -> None:
    assert escaped("http://x.org www.x.org HTTPS://y") == r"http\://x.org www\.x.org HTTPS\://y"


def test_names_in_code_can_be_read_as_they_are() -> None:
    text = "relu_derivative(np.array([[0.]])) is off at [0, 0], and a - b = c."
    assert escaped(text) == text


@given(st.text("`~ a\n", max_size=30))
def test_a_block_ends_where_ours_does(text: str) -> None:
    (token,) = PARSER.parse("\n".join(fenced(text)))
    assert token.type == "fence"
    assert token.content == f"{text}\n"


def test_the_whole_file() -> None:
    wrong = exercise(
        2,
        checks=[check("shape"), check("values", "failed", "It is off.", call="relu(1)", expected="[[1.]\n [2.]]")],
        mistakes=[Mistake("copy", "relu", "z is changed.")],
        printed="hello\n",
    )
    data = to_markdown(submission("Zoë", exercise(10, name="tanh"), wrong), TITLES, "0.1.0")
    assert (
        data.decode()
        == """\
<!-- gradlings 0.1.0 -->

# Feedback for Zoë

**12/20 points.** 1 of 2 exercises passed.

**Look at this first:** relu: z is changed.

| Exercise | Result | Points |
| --- | --- | ---: |
| Tanh and its derivative | ✓ passed | 10/10 |
| ReLU and its derivative | ✗ not yet | 2/10 |

## ✓ Tanh and its derivative: 10/10, passed

## ✗ ReLU and its derivative: 2/10, not yet

> **Looks like:** z is changed. (relu)

- ✓ title of shape (2/2)
- ✗ title of values (0/2)

  It is off.

  ```text
  call      relu(1)
  expected  [[1.]
             [2.]]
  ```

Printed:

```text
hello
```
"""
    )


def test_feedback_says_where_it_does_not_say_why() -> None:
    kept = submission("a", exercise(2, checks=[check("check_1", "failed")]))
    assert "shows which checks failed, but not why" in to_markdown(kept, TITLES, "0.1.0").decode()
    assert "secret" not in to_markdown(kept, TITLES, "0.1.0").decode()
