"""How the checks of one run are carried out. A candidate always gets the default; proofs of a suite ask for others."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import BankError
from grader.suite.checks import spec_of

if TYPE_CHECKING:
    import pytest

    from grader.suite.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Procedure:
    """How the checks of one run are carried out.

    Parameters
    ----------
    to_first_failure
        Stop at the first check that fails: whether a submission passes is all that is asked.
    diagnosed
        Have the mistake named.
    shuffled
        Seed for another order of the checks, in which each still comes after those it needs; None is the suite's own.
    observe
        Shown the candidate, with every call the suite made, when the last check is done.
    """

    to_first_failure: bool = False
    diagnosed: bool = True
    shuffled: int | None = None
    observe: Callable[[Candidate], None] | None = None

    def ordered(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        """Return the checks in the order in which they are to be run."""
        return list(items) if self.shuffled is None else _shuffled(items, random.Random(self.shuffled))


AS_GRADED = Procedure()


def _shuffled(items: Sequence[pytest.Item], rng: random.Random) -> list[pytest.Item]:
    """Draw the next check from those whose needs are met, until none is left."""
    waiting = list(items)
    done: set[str] = set()
    order: list[pytest.Item] = []
    while waiting:
        ready = [item for item in waiting if _needs(item) <= done]
        if not ready:
            raise BankError(f"{waiting[0].nodeid} needs a check that its suite does not have, or one that needs it.")
        chosen = rng.choice(ready)
        waiting.remove(chosen)
        order.append(chosen)
        done.add(chosen.name)
    return order


def _needs(item: pytest.Item) -> set[str]:
    function: Any = getattr(item, "function", None)
    spec = spec_of(function)
    return set(spec.needs) if spec is not None else set()
