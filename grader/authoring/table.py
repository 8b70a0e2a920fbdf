"""Proofs as a person reads them: in the terminal, and as the page docs/proof.md."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from grader.authoring.confusion import ties_of
from grader.authoring.equivalents import declaration
from grader.authoring.proof import Proof, Tally
from grader.authoring.stability import SEEDS

Paint = Callable[[str, str], str]

_HEADINGS = ("exercise", "checks", "oracle", "mistakes", "named", "mutants", "variants", "seeds", "work")

# Measured with the kit's own wrong and right implementations, about eleven wrong ones a function.
_PUBLISHED = (
    ("Coursera, Deep Learning Specialization: public tests", "111 of 151", "7 of 50"),
    ("Deep-ML: public tests", "71 of 133", "not measured"),
)


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


def proof_page(proofs: Sequence[Proof]) -> str:
    """Return docs/proof.md: figures that depend on the bank alone, none on the machine."""
    heading = "| exercise | checks | mistakes caught | mistakes named | mutants killed | equivalent | right ones passed |"
    lines = [heading, "| --- " * 7 + "|"]
    for track in dict.fromkeys(proof.track for proof in proofs):
        mine = [proof for proof in proofs if proof.track == track]
        lines += [_page_row(f"`{proof.exercise}`", proof.tally) for proof in mine]
        lines.append(_page_row(f"**track {track}**", _sum(mine)))
    total = _sum(proofs)
    pairs = sum(row.compared for proof in proofs for row in proof.rows)
    ties = sum(len(proof.ties) for proof in proofs)
    failed = total.variants - total.passed
    peers = [f"| {who} | {caught} | {wronged} |" for who, caught, wronged in _PUBLISHED]
    return _PAGE.format(
        table="\n".join(lines),
        ours=f"| **gradlings** | **{total.caught} of {total.misconceptions}** | **{failed} of {total.variants}** |",
        peers="\n".join(peers),
        pairs=f"{pairs:,}",
        ties=ties,
        seeds=SEEDS,
        tests=total.certified,
    )


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
        lines += ["", paint("Add a check that fails it, or, if a mutant is the same program after all, say why", "strong")]
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
    total = _sum(proofs)
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


def _page_row(name: str, tally: Tally) -> str:
    cells = (
        name,
        str(tally.checks),
        f"{tally.caught} of {tally.misconceptions}",
        f"{tally.named} of {tally.misconceptions}",
        f"{tally.killed} of {tally.mutants}",
        str(tally.equivalent),
        f"{tally.passed} of {tally.variants}",
    )
    return f"| {' | '.join(cells)} |"


def _sum(proofs: Sequence[Proof]) -> Tally:
    fields = Tally.__struct_fields__
    return Tally(*(sum(getattr(proof.tally, field) for proof in proofs) for field in fields))


_PAGE = """\
# How strong the hidden suites are

Written by `gradlings dev check --write-table docs/proof.md`; change the exercises, not this page. Two figures judge a hidden suite: every
wrong implementation loses points, and no right one does.

{table}

- **mistakes caught**: catalogued wrong implementations that lose points in a check of their function. **Named**: the report tells the
  candidate which mistake it was, and no other. Each was compared with every other mistake of its function, {pairs} pairs in all; {ties}
  pairs answer alike on every call the suites make, and are declared with the reason.
- **mutants killed**: the reference changed at one point (an operator, a constant, a comparison, an index, an axis, a transpose, an argument,
  a variable, a loop's range, a statement left out). All of them are tried, none is sampled. **Equivalent**: mutants that are the same program
  after all, each with its reason in `equivalents.toml`.
- **right ones passed**: right but different implementations (loops, float32, einsum, classes, other algorithms) with full marks.
- Each suite gives the same verdicts under {seeds} seeds, with its checks in random order and its random inputs drawn anew.
- Each reference is certified by an oracle that does not share its formula: {tests} tests in exact fractions, extended precision, complex
  steps and closed forms.

## Beside published suites

The same two figures for public tests of the same kind of exercise, measured with about eleven wrong implementations a function:

| suite | wrong ones caught | right ones failed |
| --- | --- | --- |
{peers}
{ours}
"""
