"""From text to syntax trees, within bounds.

Parsing happens in the grader, so no text may cost it more than a fraction of a second or some hundred megabytes, let
alone end it. Python's parser bounds its own nesting, but not its memory (a million names are a gigabyte of syntax
tree), and a long dotted name or f-string costs it the square of its length. All three are counted here before it sees
the text.
"""

from __future__ import annotations

import ast
import re
import warnings

_WORD_OR_SIGN = re.compile(r"\s*+(\w++|[^\w\s]|\Z)")  # with the space before it, and \Z, it is linear on space, too
_LONGEST_DOTTED_NAME = 100
_F_STRING = re.compile(r"f(?:r)?['\"]|rf['\"]", re.IGNORECASE)
_MOST_F_STRING_STEPS = 2_000_000_000  # fields × characters, each a step of a loop in C: under a second
_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """Return the lines as Python counts them: ``str.splitlines`` also ends one at form feeds and the like."""
    return _LINE_END.split(text)


def count_words(text: str, most: int) -> int:
    """Count words and signs, comments and strings included, but not far beyond ``most``.

    No token of Python's is made of less than half a word, so the count bounds the syntax tree, and no way of quoting
    can hide code from it.
    """
    count = 0
    for match in _WORD_OR_SIGN.finditer(text):
        count += bool(match[1])
        if count > most:
            break
    return count


def parse(text: str, label: str) -> tuple[tuple[ast.stmt, ...], SyntaxError | None]:
    """Return the top-level statements of ``text``, or why it does not parse. The caller has counted its words."""
    if _has_long_dotted_name(text):
        return (), _syntax_error(label, f"a dotted name of more than {_LONGEST_DOTTED_NAME} parts")
    if text.count("{") * len(text) > _MOST_F_STRING_STEPS and _F_STRING.search(text):
        return (), _syntax_error(label, "too much in braces for f-strings of this length")
    try:
        with warnings.catch_warnings():  # "\d" and the like are the candidate's affair
            warnings.simplefilter("ignore")
            return tuple(ast.parse(text, label).body), None
    except SyntaxError as error:
        return (), error
    except (RecursionError, MemoryError):  # the parser's own bounds on nesting
        return (), _syntax_error(label, "the code is nested too deeply to be read")
    except ValueError as error:
        reason = "a character that is no text" if isinstance(error, UnicodeError) else "a NUL character"
        return (), _syntax_error(label, f"the code holds {reason}")


def without_docstring(text: str) -> str:
    """Return the code of a file of the kit's without what the file says of itself."""
    first = ast.parse(text).body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return "\n".join(text.splitlines()[first.end_lineno :]).strip()
    return text.strip()


def _syntax_error(label: str, message: str) -> SyntaxError:
    return SyntaxError(message, (label, 1, 1, ""))


def _has_long_dotted_name(text: str) -> bool:
    if text.count(".") <= _LONGEST_DOTTED_NAME:
        return False
    dots = 0
    before = ""
    for match in _WORD_OR_SIGN.finditer(text):
        found = match[1]
        if found == "\\":  # a line may be continued within the name
            continue
        if found == ".":
            dots = dots + 1 if before not in ("", ".") else 0  # not a row of dots in a comment
            if dots > _LONGEST_DOTTED_NAME:
                return True
        elif before != ".":
            dots = 0
        before = found
    return False
