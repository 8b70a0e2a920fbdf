"""Briefs and notes as plain text for a terminal: no marks of Markdown, and formulas as they are typed in a message."""

from __future__ import annotations

import re

_SYMBOLS = {
    "sigma": "σ", "alpha": "α", "beta": "β", "eta": "η", "lambda": "λ", "theta": "θ", "epsilon": "ε", "mu": "μ",
    "partial": "∂", "nabla": "∇", "sum": "Σ", "cdot": "·", "times": "×", "odot": "⊙", "le": "≤", "ge": "≥",
    "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "infty": "∞", "to": "→", "top": "T", "pm": "±", "in": "∈",
    "dots": "…", "ldots": "…", "quad": " ", "qquad": " ",
}  # fmt: skip
_RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_FORMULA = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)
_BRACED = r"\{([^{}]*)\}"


def readable(markdown: str) -> str:
    """Return a paragraph of Markdown as one line of plain text."""
    text = _FORMULA.sub(lambda found: _typed(found[1]), markdown)
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    text = re.sub(r"`([^`]*)`", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return " ".join(text.split())


def _typed(formula: str) -> str:
    """Return a formula in LaTeX as text."""
    text = re.sub(r"\\(?:mathrm|mathcal|text|operatorname|hat|bar)" + _BRACED, r"\1", formula)
    text = re.sub(r"\\[tdc]?frac([0-9])([0-9])", r"\1/\2", text)
    text = re.sub(r"\^\{?([-−]?\d+)\}?", lambda found: found[1].translate(_RAISED), text)
    for _ in range(3):  # fractions within fractions
        text = re.sub(r"\^" + _BRACED, _power, text)
        text = re.sub(r"_" + _BRACED, r"_\1", text)
        text = re.sub(r"\\[tdc]?frac" + _BRACED + _BRACED, _fraction, text)
        text = re.sub(r"\\sqrt" + _BRACED, r"√(\1)", text)
    text = re.sub(r"\\(?:big|Big|bigl|bigr|left|right)(?![a-z])", "", text)
    text = re.sub(r"\\([a-zA-Z]+)", lambda found: _SYMBOLS.get(found[1], found[1]), text)
    text = text.replace(r"\,", " ").replace(r"\;", " ").replace(r"\ ", " ")
    return text.replace("{", "").replace("}", "").replace("\\", "").replace(" - ", " − ")


def _power(found: re.Match[str]) -> str:
    inside = found[1].replace(" ", "")
    return f"^{inside}" if len(inside) == 1 else f"^({found[1]})"


def _fraction(found: re.Match[str]) -> str:
    above, below = (part if re.fullmatch(r"[\w.\\]+", part) else f"({part})" for part in found.groups())
    return f"{above}/{below}"
