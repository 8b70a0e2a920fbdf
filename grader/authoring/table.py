"""Proofs as a person reads them in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from grader.authoring.confusion import ties_of
from grader.authoring.equivalents import declaration
from grader.authoring.proof import Proof, total_of

Paint = Callable[[str, str], str]

_HEADINGS = ("exercise", "checks", "oracle", "mistakes", "named", "mutants", "variants", "seeds", "work")


def proofs_text(proofs: Sequence[Proof], paint: Paint, *, width: int, verbose: bool = False) -> str:
    """Return the table, the problems of each exercise as sentences, and one line of totals."""
    rows = [_row(proof) for proof in proofs]
    widths = [max(len(row[column]) for row in [_HEADINGS, *rows]) for column in range(len(_HEADINGS))]
    lines = [paint("  " + _aligned(_HEADINGS, widths), "muted")]
    for proof, row in zip(proofs, rows, strict=True):
        mark = paint("✗", "bad") if proof.problems else paint("✓", "good")
        lines.append(f"{mark} {_aligned(row, widths)}")
    for proof in proofs:
        if proof.problems:
            lines += ["", paint(proof.exercise, "strong")]
            lines += [_bullet(problem, width) for problem in proof.problems]
        if verbose:
            lines += _confusion(proof, paint, width)
    return "\n".join([*lines, "", *_totals(proofs, paint)])


def mutants_text(proof: Proof, paint: Paint, *, width: int, only_survivors: bool) -> str:
    """Return the mutants of a reference line by line, and for each survivor how to declare it equivalent."""
    lines: list[str] = []
    shown = [fate for fate in proof.fates if not only_survivors or not (fate.killed_by or fate.declared)]
    for fate in shown:
        header = f"solution.py, line {fate.line}: {_cut(fate.before, width - 30)}"
        if not lines or header not in lines:
            lines += [""] * bool(lines) + [header]
        if fate.killed_by:
            became = paint(f"killed by {fate.killed_by}", "good")
        elif fate.declared:
            became = paint("equivalent: ", "muted") + fate.declared
        else:
            became = paint("survives", "bad")
        lines.append(f"  + {_cut(fate.after, width - 4)}")
        lines.append(f"      {paint(fate.what, 'muted')}, {became}")
    alive = [fate for fate in proof.fates if not (fate.killed_by or fate.declared)]
    if alive:
        lines += [
            "",
            paint("Add a check that fails it, or, if a mutant is the same program after all, say why", "strong"),
        ]
        lines += [paint(f"in solutions/{proof.exercise}/equivalents.toml:", "strong")]
        for fate in alive:
            lines += ["", declaration(fate.function, fate.before, fate.after)]
    others = [problem for problem in proof.problems if "dev mutants" not in problem or not alive]
    lines += [""] * bool(others) + [_bullet(problem, width) for problem in others]
    tally = proof.tally
    total = f"{tally.killed} of {tally.mutants} mutants killed, {tally.equivalent} declared equivalent."
    return "\n".join([*lines, *[""] * bool(lines), paint(total, "strong")])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _row(proof: Proof) -> tuple[str, ...]:
    tally = proof.tally
    if not tally.checks:
        return (proof.exercise, *["–"] * (len(_HEADINGS) - 1))
    equivalent = f" +{tally.equivalent}" if tally.equivalent else ""
    return (
        proof.exercise,
        str(tally.checks),
        str(tally.certified),
        f"{tally.caught}/{tally.misconceptions}",
        f"{tally.named}/{tally.misconceptions}",
        f"{tally.killed}/{tally.mutants}{equivalent}",
        f"{tally.passed}/{tally.variants}",
        str(tally.seeds),
        f"{proof.seconds:.1f} s",
    )


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join([first, *(cell.strip().rjust(width) for cell, width in zip(rest, widths[1:], strict=True))])


def _bullet(sentence: str, width: int) -> str:
    return textwrap.fill(sentence, width, initial_indent="  · ", subsequent_indent="    ", break_on_hyphens=False)


def _confusion(proof: Proof, paint: Paint, width: int) -> list[str]:
    rows = [row for row in proof.rows if row.alike or not row.named]
    if not rows:
        return []
    lines = ["", paint(f"{proof.exercise}: mistakes that are not named", "strong")]
    for row in rows:
        others = ", ".join(row.alike)
        why = f"answers like {others}" if others else "answers like no other, but the report names none"
        lines.append(_bullet(f"{row.function}: {row.name} {why}", width))
    return lines


def _totals(proofs: Sequence[Proof], paint: Paint) -> list[str]:
    total = total_of(proofs)
    pairs = sum(row.compared for proof in proofs for row in proof.rows)
    found = sum(len(ties_of(proof.rows)) for proof in proofs)
    declared = sum(len(proof.ties) for proof in proofs)
    proven = sum(not proof.problems for proof in proofs)
    lines = [paint(f"{proven} of {len(proofs)} exercises proven.", "strong")]
    if total.checks:
        lines.append(
            f"{total.caught} of {total.misconceptions} mistakes caught, {total.named} of them named; "
            f"{total.killed} of {total.mutants} mutants killed, {total.equivalent} declared equivalent; "
            f"{total.passed} of {total.variants} right variants passed."
        )
        lines.append(f"Confusion: {pairs} pairs compared, {found} answer alike, {declared} of them declared.")
    return lines
