"""The page docs/proof.md: figures that depend on the bank alone, none on the machine."""

from __future__ import annotations

from collections.abc import Sequence

from grader.authoring.proof import Proof, Tally, total_of
from grader.authoring.stability import SEEDS

# Measured with the kit's own wrong and right implementations, about eleven wrong ones a function.
_PUBLISHED = (
    ("Coursera, Deep Learning Specialization: public tests", "111 of 151", "7 of 50"),
    ("Deep-ML: public tests", "71 of 133", "not measured"),
)

_PAGE = """\
# How strong the hidden suites are

Written by `gradlings dev check --write-table docs/proof.md`; change the exercises, not this page. Two figures judge a
hidden suite: every wrong implementation loses points, and no right one does.

{table}

- **mistakes caught**: catalogued wrong implementations that lose points in a check of their function.
- **mistakes named**: the report tells the candidate which mistake it was, and no other. Each was compared with every
  other mistake of its function, {pairs} pairs in all; those that answer alike on every call the suites make are
  declared with the reason ({ties} pairs).
- **mutants killed**: the reference changed at one point: an operator, a constant, a comparison, an index, an axis, a
  transpose, an argument, a variable, a loop's range, a statement left out. All of them are tried, none is sampled.
- **equivalent**: mutants that are the same program after all, or differ in what the brief leaves open, each with its
  reason in `equivalents.toml`.
- **right ones passed**: right but different implementations with full marks: loops, float32, einsum, classes, other
  algorithms.

Each suite is also run under {seeds} seeds, with its checks in another order and its random inputs drawn anew: the
reference passes under each, and the verdicts on right and wrong ones, taken in turn, stay what they are. Each reference
is certified by an oracle that does not share its formula: {tests} tests in exact fractions, extended precision, complex
steps and closed forms.

## Beside published suites

The same two figures for public tests of the same kind of exercise, with about eleven wrong implementations a function:

| suite | wrong ones caught | right ones failed |
| --- | --- | --- |
{peers}
{ours}
"""


def proof_page(proofs: Sequence[Proof]) -> str:
    """Return the page for ``proofs``, a table with a line of totals for each track."""
    heading = (
        "| exercise | checks | mistakes caught | mistakes named | mutants killed | equivalent | right ones passed |"
    )
    lines = [heading, "| --- " * 7 + "|"]
    for track in dict.fromkeys(proof.track for proof in proofs):
        mine = [proof for proof in proofs if proof.track == track]
        lines += [_page_row(f"`{proof.exercise}`", proof.tally) for proof in mine]
        lines.append(_page_row(f"**track {track}**", total_of(mine)))
    total = total_of(proofs)
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
