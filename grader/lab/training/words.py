"""What is said of training, in every form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grader.catalogue import Catalogue
from grader.lab.sheet import Row, Sheet, Table, listed, whose
from grader.lab.training.agreement import FIRST, early_gap, visible_parting
from grader.lab.training.convergence import CLAIM, Count, Summary, seeds_in_order, wrong_counts
from grader.lab.training.data import FUNCTION as DATA
from grader.lab.training.experiment import COUNT, Experiment, Run, functions_used
from grader.lab.training.setting import Setting


def sheet_of(experiment: Experiment, found: Sequence[Summary], catalogue: Catalogue) -> Sheet:
    """Return all that is said of the losses."""
    miscounted = wrong_counts(experiment, catalogue)
    problems = tuple(dict.fromkeys(run.problem for run in experiment.runs if run.problem))
    remarks = (
        *experiment.ownership.problems, *problems, *partings(experiment), *near_misses(experiment), *experiment.notes,
        *miscounted[:1], *experiment.asides,
    )  # fmt: skip
    used = functions_used(experiment.setting)
    own = experiment.ownership.yours(*used)
    wrong = bool(experiment.ownership.problems or problems or partings(experiment) or miscounted or experiment.notes)
    return Sheet(
        "Training on three data sets",
        f"{setting_line(experiment.setting)} {whose(experiment.ownership, used)}",
        not wrong if own or experiment.ownership.problems else None,
        headline(experiment, miscounted),
        remarks,
        (_table(experiment, found),),
        lessons(experiment, found),
        experiment.printed,
    )


def setting_line(setting: Setting) -> str:
    """Return what was trained."""
    units = "-".join(map(str, setting.layers))
    last = setting.all_seeds[-1]
    seeds = f"seed {setting.seed}" if setting.seeds == 1 else f"seeds {setting.seed} to {last}"
    return (
        f"A network of {units} units, {setting.activation} in the hidden layers ({setting.initialization} weights); "
        f"{setting.epochs} epochs of gradient descent at a learning rate of {setting.learning_rate:g} on "
        f"{setting.samples} points with noise of {setting.noise:g}; {seeds}."
    )


def headline(experiment: Experiment, miscounted: Sequence[str] = ()) -> str:
    """Return in a sentence how the candidate's code does."""
    if not experiment.trained:
        if experiment.ownership.problems:
            return "Not all of your files can be run; the kit's functions stand in."
        if experiment.notes and experiment.ownership.yours(DATA):
            return "Your data sets are off."
        if miscounted:
            return "Your count of epochs is off."
        own = [name for name in (DATA, COUNT) if experiment.ownership.yours(name)]
        right = f"Your {listed(own)} {'is' if len(own) == 1 else 'are'} right; n" if own else "N"
        return f"{right}one of the code that trains is yours yet: what is drawn is the kit's."
    failed = [run for run in experiment.runs if run.yours is None]
    parted = [run for run in experiment.runs if run.parting is not None]
    if len(failed) == len(experiment.runs):
        return "Your network cannot be trained; what is drawn is the kit's."
    if failed:
        return f"{len(failed)} of your {len(experiment.runs)} networks cannot be trained."
    if not all(run.same_start for run in experiment.runs):
        return "Your network trains, but not with a learning rate of 0: see the remarks."
    if parted:
        epoch = min(run.parting for run in parted if run.parting is not None)
        return f"Your losses leave the kit's, {'from the very start' if epoch == 0 else f'in epoch {epoch} already'}."
    if others_returned(experiment):
        return "Your losses are the kit's, but the parameters you return are not."
    if experiment.ownership.problems:
        return "Not all of your files can be run; the kit's functions stand in."
    if experiment.notes:
        return "Your network learns as the kit's does, but see the remarks."
    if miscounted:
        return "Your network learns as the kit's does, but your count of epochs is off."
    if near_misses(experiment):
        return "Your network learns nearly as the kit's does, but not to the last digits: see the remarks."
    return "Your network learns as the kit's does: from the same start, the same losses."


def partings(experiment: Experiment) -> tuple[str, ...]:
    """Return sentences on early partings, and on what to think about next."""
    parted = [run for run in experiment.runs if run.parting is not None]
    if not parted:
        return others_returned(experiment)
    run = min(parted, key=lambda run: run.parting or 0)
    epoch = run.parting or 0
    assert run.yours is not None
    said = (
        f"{run.dataset}, seed {run.seed}, epoch {epoch}: your loss is {run.yours.losses[epoch]:.6g}, the kit's "
        f"{run.kits.losses[epoch]:.6g}, from the same start ({len(parted)} of {len(experiment.runs)} networks part)."
    )
    advice = (
        "The first loss belongs to the parameters before any step: look at the forward pass, at the loss, and at when "
        "the loop records it. Does the same seed give the same parameters at every call?"
        if epoch == 0
        else "The losses before it agree, so the forward pass is right; look at the gradients and at the step. "
        "`gradlings lab gradients` shows the gradients entry by entry."
    )
    return said, advice


def others_returned(experiment: Experiment) -> tuple[str, ...]:
    """Return a sentence where a training returns other parameters than those it ends with."""
    other = [run for run in experiment.runs if run.other_parameters]
    if not other:
        return ()
    return (
        f"In {len(other)} of {len(experiment.runs)} networks every loss is the kit's, but the parameters returned are "
        f"not ({other[0].dataset}, seed {other[0].seed}): are they those after the last step?",
    )


def near_misses(experiment: Experiment) -> tuple[str, ...]:
    """Return a sentence where losses agree to a few digits only, which may be single precision or a small mistake."""
    near = [(early_gap(run.shown.losses, run.kits.losses), run) for run in experiment.runs if run.near_miss]
    if not near:
        return ()
    gap, run = max(near, key=lambda pair: pair[0])
    return (
        f"In the first {FIRST} epochs {len(near)} of {len(experiment.runs)} networks agree with the kit's to a few "
        f"digits only: the losses differ by up to {gap:.1g} of their size ({run.dataset}, seed {run.seed}). Single "
        "precision does that, and so does a mistake that shows in few places, such as a slope at exactly z = 0. "
        "`gradlings lab activations` and `gradlings check` tell.",
    )


def lessons(experiment: Experiment, found: Sequence[Summary]) -> tuple[str, ...]:
    """Return what the runs teach, each sentence with the numbers of these very runs; of the kit's, if yours are off."""
    if any(run.parting is not None for run in experiment.runs):
        found = [replace(summary, yours=(None,) * len(summary.seeds)) for summary in found]
        of_the_kits = (_order(found), _nothing(experiment, found), _floor(experiment, found))
        return ("By the kit's networks:", *(sentence for sentence in of_the_kits if sentence))
    said = [_order(found), _nothing(experiment, found), _floor(experiment, found), _rounding(experiment)]
    return tuple(sentence for sentence in said if sentence)


def _order(found: Sequence[Summary]) -> str:
    holding, total = seeds_in_order(found), len(found[0].seeds)
    claim = f"“{CLAIM[0].capitalize()} data converge fastest, then {CLAIM[1]}, then {CLAIM[2]}”"
    which = f" ({', '.join(map(str, holding))})" if 0 < len(holding) < total else ""
    held = f"{claim}, as one hears, holds for {len(holding)} of {total} seed{'s' * (total != 1)} here{which}."
    if total == 1:
        return f"{held} One seed proves nothing: give --seeds 10."
    if len(holding) == total:
        return held
    return f"{held} The order changes with the weights a network starts from: believe no ranking by a single run."


def _nothing(experiment: Experiment, found: Sequence[Summary]) -> str:
    counts = [count for summary in found for count in summary.shown]
    lost = [count for count in counts if count.nothing]
    if not lost:
        return ""
    early = [count.epochs for count in lost if count.epochs is not None and not count.diverged]
    dead = sum(count.dead for count in lost)
    diverged = sum(count.diverged for count in lost)
    said = (
        f"{len(lost)} of {len(counts)} networks learned next to nothing: they explain less than half of the variance."
    )
    if early:
        said += (
            f" They count as converged all the same, after {float(np.median(early)):g} epochs in the median: "
            "the measure says when a loss stops falling, not how low it is."
        )
    if dead:
        said += f" In {dead} of them a whole layer of relu units is dead, 0 for every sample, and gets no gradient."
    if diverged:
        said += f" {diverged} diverged, ending above where they began: try a smaller --learning-rate."
    return said


def _floor(experiment: Experiment, found: Sequence[Summary]) -> str:
    floor = experiment.setting.noise**2
    counts = [count for summary in found for count in summary.shown]
    below = sum(count.final < floor for count in counts)
    if not floor:
        return ""
    known = f"Who knew the curves would still be left with the variance of the noise, {floor:.3g}, on fresh data."
    if not below:
        return f"{known} None of the networks ends below it: there is nothing but curve in what they have learned."
    return f"{known} {below} of {len(counts)} networks end below it on these: they have begun to fit the noise."


def _rounding(experiment: Experiment) -> str:
    late = [(parting, run) for run in experiment.runs if (parting := _late_parting(run)) is not None]
    if not late or near_misses(experiment):
        return ""
    epoch, run = min(late, key=lambda pair: pair[0])
    return (
        f"Your losses agree with the kit's at first and part visibly later in {len(late)} of {len(experiment.runs)} "
        f"networks, first in epoch {epoch} ({run.dataset}, seed {run.seed}). Large steps magnify the last digit, so "
        "two right programs that add in another order do this; it is no mistake."
    )


def _late_parting(run: Run) -> int | None:
    if run.yours is None or not run.same_start or run.parting is not None:
        return None
    return visible_parting(run.yours.losses, run.kits.losses)


def _table(experiment: Experiment, found: Sequence[Summary]) -> Table:
    several = experiment.setting.seeds > 1
    title = "Epochs to converge" + (", the median of the seeds and their range" if several else "")
    title += f" (to within {experiment.setting.tolerance:.0%} of the final loss)"
    own = any(any(summary.yours) for summary in found)
    whose_columns = ("yours", "the kit's") if own else ("the kit's",)
    head = ("data set", *whose_columns, "final loss", "learned nothing")
    rows = []
    for summary in found:
        columns = [_epochs(summary.kits)]
        if own:
            columns.insert(0, _epochs([count for count in summary.yours if count]))
        final = float(np.median([count.final for count in summary.shown]))
        lost = sum(count.nothing for count in summary.shown)
        rows.append(
            Row(
                (
                    summary.dataset,
                    *columns,
                    f"{final:.3g}" if np.isfinite(final) else "NaN",
                    f"{lost} of {len(summary.shown)}",
                )
            )
        )
    return Table(title, head, tuple(rows))


def _epochs(counts: Sequence[Count]) -> str:
    known = [count.epochs for count in counts if count.epochs is not None]
    if not known:
        return "diverged" if counts else "–"
    if len(counts) == 1:
        return str(known[0])
    return f"{float(np.median(known)):.0f} ({min(known)}–{max(known)})"
