"""The labs of training and predictions: right code gives the kit's losses from the same start, wrong code is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.authoring.trials import variant_files
from grader.boundary.launch import Zygote
from grader.catalogue import Limits
from grader.lab.sheet import Sheet
from grader.lab.training import forms, sayings, words
from grader.lab.training.agreement import early_gap
from grader.lab.training.convergence import Count, Summary, seeds_in_order, summaries
from grader.lab.training.experiment import FUNCTIONS, Experiment
from grader.lab.training.prediction import GRID, Prediction, corners_of
from grader.lab.training.record import predictions_json, training_json
from grader.lab.training.session import find_work, train, train_and_predict
from grader.lab.training.setting import TARGETS, WEIGHTS_APART, Setting
from grader.suite.reference import load_reference
from tests.grading import catalogue
from tests.lab.pages import assert_sound_page
from tests.lab.work import WRITTEN, write_right_answers

ROOT = Path(__file__).resolve().parents[2]
SHORT = Setting(epochs=40, seeds=2)
INITIALIZE = """
def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    state, found = np.random.RandomState(seed), {}
    for l, (n_in, n_out) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), start=1):
        found[f'W{l}'] = state.randn(n_in, n_out) * np.sqrt(2 / n_in)
        found[f'b{l}'] = np.zeros((1, n_out))
    return found
"""


@pytest.fixture(scope="module")
def zygote():
    with Zygote() as started:
        yield started


def trained(folder: Path, zygote: Zygote, setting: Setting = SHORT) -> tuple[Experiment, Sheet]:
    """Return the experiment with what is in ``folder``, and what is said of it."""
    exercises = catalogue()
    experiment = train(find_work([], folder, exercises, zygote), setting)
    return experiment, words.sheet_of(experiment, summaries(experiment, exercises), exercises)


def spoiled(folder: Path, zygote: Zygote, exercise: str, spoil: Callable[[str], str]) -> tuple[Experiment, Sheet]:
    """Return the experiment with right answers, but for one exercise."""
    write_right_answers(folder, lambda name, text: spoil(text) if name == exercise else text)
    return trained(folder, zygote)


def by_other_means(X, y, parameters, activation, rate, epochs):
    """Train two hidden layers sample by sample, with nothing of the kit's; return the losses."""
    f, slope = {
        "relu": (lambda z: (abs(z) + z) / 2, lambda z: (np.sign(z) + 1) / 2 * (z != 0)),
        "tanh": (lambda z: 2 / (1 + np.exp(-2 * z)) - 1, lambda z: 1 / np.cosh(z) ** 2),
    }[activation]
    W1, b1, W2, b2, W3, b3 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    losses = []
    for _ in range(epochs):
        Z1 = np.einsum("ni,ij->nj", X, W1) + b1
        Z2 = np.einsum("ni,ij->nj", f(Z1), W2) + b2
        error = np.einsum("ni,ij->nj", f(Z2), W3) + b3 - y
        losses.append(float(np.mean(error**2)))
        d3 = 2 * error / len(X)
        d2 = np.einsum("nj,ij->ni", d3, W3) * slope(Z2)
        d1 = np.einsum("nj,ij->ni", d2, W2) * slope(Z1)
        for W, b, A, d in ((W1, b1, X, d1), (W2, b2, f(Z1), d2), (W3, b3, f(Z2), d3)):
            W -= rate * np.einsum("ni,nj->ij", A, d)
            b -= rate * d.sum(axis=0, keepdims=True)
    return losses


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_the_table_agrees_with_training_and_counting_by_other_means(activation: str, tmp_path, zygote: Zygote) -> None:
    setting = Setting(epochs=120, seeds=2, learning_rate=0.03, activation=activation)
    experiment, sheet = trained(tmp_path, zygote, setting)
    exercises = catalogue()
    found = summaries(experiment, exercises)
    draw = load_reference(exercises["initialize_parameters"]).initialize_parameters
    make = load_reference(exercises["generate_datasets"]).generate_datasets
    for row, summary in zip(sheet.tables[0].rows, found, strict=True):
        counts, finals = [], []
        for seed in (42, 43):
            data = make(seed=seed)[summary.dataset]
            start = draw([1, 10, 10, 1], setting.initialization, seed + WEIGHTS_APART)
            losses = by_other_means(data["X"], data["y"], start, activation, 0.03, 120)
            counts.append(min(epoch for epoch, loss in enumerate(losses) if loss <= 1.1 * losses[-1]))
            finals.append(losses[-1])
        assert [count.epochs for count in summary.kits] == counts
        assert [count.final for count in summary.kits] == pytest.approx(finals, rel=1e-6)
        assert row.cells[1] == f"{np.mean(counts):.0f} ({min(counts)}–{max(counts)})"
        assert row.cells[2] == f"{np.mean(finals):.3g}"


def test_right_answers_in_files_of_their_own_learn_as_the_kit_does(tmp_path: Path, zygote: Zygote) -> None:
    experiment, sheet = spoiled(tmp_path, zygote, "initialize_parameters", lambda _: "import numpy as np" + INITIALIZE)
    assert sheet.right
    assert sheet.headline == "Your network learns as the kit's does: from the same start, the same losses."
    assert all(owner.yours for owner in experiment.ownership.owners.values())
    for run in experiment.runs:
        assert run.yours is not None
        assert run.same_start  # although its generator draws other weights than the kit's
        assert run.data.yours
        assert np.allclose(run.yours.losses[:10], run.kits.losses[:10], rtol=1e-9)
    assert sheet.remarks == ()


def test_right_but_unusual_training_learns_as_the_kit_does(tmp_path: Path, zygote: Zygote) -> None:
    for file in variant_files(catalogue()["train_network"]):
        (tmp_path / "train_network.py").write_text(file.read_text(encoding="utf-8"))
        experiment, sheet = trained(tmp_path, zygote, Setting(epochs=12, samples=40, seeds=1))
        assert sheet.right, (file.stem, sheet.remarks)
        assert all(run.yours is not None for run in experiment.runs)


def test_a_whole_network_in_one_file_is_found_as_well(tmp_path: Path, zygote: Zygote) -> None:
    write_right_answers(tmp_path)
    in_order = dict.fromkeys(catalogue().find(function).name for function in FUNCTIONS)
    whole = "\n".join((tmp_path / f"{name}.py").read_text() for name in in_order)
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "network.py").write_text(whole)
    experiment, sheet = trained(tmp_path, zygote, replace(SHORT, seeds=1))
    assert sheet.right
    assert [file.name for file in experiment.ownership.files] == ["network.py"]


@pytest.mark.parametrize(
    ("exercise", "variant", "activation"), [("train_network", "bias_as_weight", "relu"), ("tanh", "expm1", "tanh")]
)
def test_right_code_is_not_blamed_where_large_steps_magnify_rounding(
    tmp_path: Path, zygote: Zygote, exercise: str, variant: str, activation: str
) -> None:
    file = catalogue()[exercise].secret_folder / "variants" / f"{variant}.py"
    (tmp_path / f"{exercise}.py").write_text(file.read_text(encoding="utf-8"))
    setting = Setting(epochs=10, seeds=20, activation=activation, learning_rate=1.0)
    experiment, sheet = trained(tmp_path, zygote, setting)
    assert max(early_gap(run.shown.losses, run.kits.losses) for run in experiment.runs) > 1e-3  # as wrong code would
    assert sheet.right, sheet.remarks


@pytest.mark.parametrize(
    ("exercise", "old", "new", "headline", "advice"),
    [
        ("backward_propagation", "sum(axis=0", "mean(axis=0", "in epoch 1 already", "look at the gradients"),
        ("update_parameters", " - ", " + ", "in epoch 1 already", "look at the gradients and at the step"),
        ("relu", "np.where(z > 0, z, 0.0)", "np.abs(z)", "from the very start", "look at the forward pass"),
        (
            "mean_squared_error",
            "return ",
            "return 0.5 * ",
            "from the very start",
            "look at the forward pass, at the loss",
        ),
        (
            "train_network",
            "seed)",
            "np.random.randint(999))",
            "from the very start",
            "Does the same seed give the same",
        ),
    ],
)
def test_wrong_code_leaves_the_kits_losses_and_is_told_where_to_look(
    tmp_path: Path, zygote: Zygote, exercise: str, old: str, new: str, headline: str, advice: str
) -> None:
    def spoil(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    experiment, sheet = spoiled(tmp_path, zygote, exercise, spoil)
    assert sheet.right is False
    assert sheet.headline == f"Your losses leave the kit's, {headline}."
    assert advice in " ".join(sheet.remarks)
    assert any(run.parting is not None for run in experiment.runs)
    assert sheet.lessons[0] == "By the kit's networks:"  # nothing is to be learned from networks that are wrong


def test_single_precision_is_no_mistake_but_is_told(tmp_path: Path, zygote: Zygote) -> None:
    _, sheet = spoiled(tmp_path, zygote, "relu", lambda text: text.replace("z, 0.0)", "z, 0.0).astype(np.float32)"))
    assert sheet.right
    assert "agree with the kit's to a few digits only" in " ".join(sheet.remarks)


@pytest.mark.parametrize(
    ("exercise", "text", "says"),
    [
        ("train_network", "def train_network(*a, **k): return None", "train_network(…) is None; it should be the pair"),
        ("train_network", "def train_network(*a, **k): return {}, []", "loss_history has 0 entries for 5 epochs."),
        (
            "train_network",
            "def train_network(*a, **k): return {}, [1.0] * 5",
            "W1 is None; it should be an array of shape",
        ),
        (
            "train_network",
            "def train_network(*a, **k): return {}, ['a']",
            "loss_history is a list; it should be a list of",
        ),
        ("train_network", "def train_network(*a, **k): return [], [1.0] * 5", "parameters are a list; they should be"),
        (
            "train_network",
            "def train_network(*a, **k): raise KeyError('<b>')",
            "train_network(…) raised KeyError: '<b>'",
        ),
        ("train_network", "def train_network(*a, **k): import os; os._exit(1)", "ended its own process"),
        (
            "forward_propagation",
            "def forward_propagation(*a): return 1",
            "train_network(…) raised TypeError: cannot unpack",
        ),
        (
            "forward_propagation",
            "def forward_propagation(X, p, a):\n  if a == 'relu': raise NotImplementedError",
            "raised",
        ),
        ("generate_datasets", "def generate_datasets(**k): return []", "is a list; it should be a dict of data sets."),
        ("generate_datasets", "def generate_datasets(**k): return {}", "has no data set 'linear'"),
        (
            "generate_datasets",
            "def generate_datasets(**k): return {'linear': {'X': 1}}",
            "['X'] is an int; it should be",
        ),
        ("generate_datasets", "def generate_datasets(**k): 1 / 0", "generate_datasets(…) raised ZeroDivisionError"),
        (
            "epochs_to_converge",
            "def epochs_to_converge(h, t=0.1): return 10**400",
            "Your epochs_to_converge gives 1000",
        ),
        (
            "epochs_to_converge",
            "def epochs_to_converge(h, t=0.1): return 1.0",
            "Your epochs_to_converge gives 1 for the",
        ),
        ("epochs_to_converge", "def epochs_to_converge(h, t=0.1): return {}['a']", "raised KeyError: 'a'"),
    ],
)
def test_whatever_is_wrong_is_a_sentence_and_the_kits_is_drawn(
    tmp_path: Path, zygote: Zygote, exercise: str, text: str, says: str
) -> None:
    (tmp_path / f"{exercise}.py").write_text(text)
    experiment, sheet = trained(tmp_path, zygote, Setting(epochs=5, seeds=1))
    assert sheet.right is False
    assert says in " ".join(sheet.remarks)
    assert all(len(run.kits.losses) == 5 for run in experiment.runs)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "if learning_rate == 0: return None",
            "With a learning rate of 0, train_network(…) does not return the parameters",
        ),
        ("X_train *= 1.5", "train_network changes its argument X_train in place: work on a copy."),
    ],
)
def test_what_only_the_training_shows_is_told(tmp_path: Path, zygote: Zygote, text: str, says: str) -> None:
    def spoil(source: str) -> str:
        head = "    parameters = initialize_parameters"
        assert head in source
        return source.replace(head, f"    {text}\n{head}")

    _, sheet = spoiled(tmp_path, zygote, "train_network", spoil)
    assert sheet.right is False
    assert says in " ".join(sheet.remarks)


def test_parameters_of_another_step_are_told(tmp_path: Path, zygote: Zygote) -> None:
    old = "return parameters, loss_history"
    new = "return initialize_parameters(layer_dimensions, initialization, seed), loss_history"
    _, sheet = spoiled(tmp_path, zygote, "train_network", lambda text: text.replace(old, new))
    assert sheet.right is False
    assert sheet.headline == "Your losses are the kit's, but the parameters you return are not."
    assert "are they those after the last step?" in " ".join(sheet.remarks)


def test_data_and_a_count_alone_are_judged_as_well(tmp_path: Path, zygote: Zygote) -> None:
    write_right_answers(tmp_path)
    for file in tmp_path.iterdir():
        if file.stem not in ("generate_datasets", "epochs_to_converge"):
            file.unlink()
    _, sheet = trained(tmp_path, zygote, Setting(epochs=5, seeds=1))
    assert sheet.right
    assert sheet.headline.startswith("Your generate_datasets and epochs_to_converge are right; none of the code that")


def test_of_the_activations_only_the_one_in_use_makes_a_network_yours(tmp_path: Path, zygote: Zygote) -> None:
    (tmp_path / "tanh.py").write_text(WRITTEN["tanh"])
    for activation, right in (("relu", None), ("tanh", True)):
        _, sheet = trained(tmp_path, zygote, Setting(epochs=3, seeds=1, activation=activation))
        assert sheet.right is right
        assert ("tanh.py" in sheet.setting) == (activation == "tanh")


def test_a_hang_is_waited_for_once(tmp_path: Path, zygote: Zygote) -> None:
    (tmp_path / "a.py").write_text("def train_network(*a, **k):\n    while True: pass\n")
    work = replace(find_work([], tmp_path, catalogue(), zygote), limits=Limits(call=0.3))
    experiment = train(work, Setting(epochs=5, seeds=3))
    assert [run.problem for run in experiment.runs if run.problem] == [
        "train_network(…) took longer than 0.3 s and was stopped."
    ]


def test_data_off_their_curve_are_told_drawn_and_trained_on(tmp_path: Path, zygote: Zygote) -> None:
    experiment, sheet = spoiled(tmp_path, zygote, "generate_datasets", lambda text: text.replace("np.sin", "np.cos"))
    assert sheet.right is False
    assert "The sinusoidal data lie 1.0" in " ".join(sheet.remarks)
    assert "from sin(3x) (root mean square); noise of 0.2 alone" in " ".join(sheet.remarks)
    assert not any("linear" in remark for remark in sheet.remarks)
    assert np.abs(experiment.of("sinusoidal")[0].data.y[:, 0] - np.cos(3 * np.linspace(-2, 2, 200))).max() < 1.0


def test_divergence_is_told_and_drawn(tmp_path: Path, zygote: Zygote) -> None:
    write_right_answers(tmp_path)
    exercises = catalogue()
    work = find_work([], tmp_path, exercises, zygote)
    experiment, predicted = train_and_predict(work, Setting(epochs=300, seeds=1, learning_rate=10.0, activation="tanh"))
    found = summaries(experiment, exercises)
    sheet = words.sheet_of(experiment, found, exercises)
    assert "diverged" in " ".join(sheet.lessons)
    assert json.loads(training_json(experiment, found, sheet))["convergence"][1]["yours"][0]["epochs"] is None
    saying = sayings.sheet_of(experiment, predicted)
    for data in (
        forms.training_drawn(experiment, found, sheet, "png"),
        forms.predictions_drawn(predicted, saying, "png"),
    ):
        assert data.startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def learned(tmp_path_factory, zygote: Zygote) -> tuple[Experiment, tuple[Prediction, ...]]:
    """Return a short training of right answers, and what it predicts."""
    folder = tmp_path_factory.mktemp("right")
    write_right_answers(folder)
    return train_and_predict(find_work([], folder, catalogue(), zygote), Setting(epochs=300, seeds=1))


def test_predictions_are_those_of_the_trained_parameters(learned) -> None:
    for prediction in learned[1]:
        W1, b1, W2, b2, W3, b3 = (prediction.run.yours.parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
        hidden = np.maximum(np.maximum(GRID @ W1 + b1, 0) @ W2 + b2, 0)
        assert np.allclose(prediction.shown, hidden @ W3 + b3, atol=1e-12)
        inside = (GRID >= -2) & (GRID <= 2)
        errors = prediction.shown[inside] - TARGETS[prediction.run.dataset].f(GRID[inside])
        assert prediction.off_curve == pytest.approx(np.sqrt((errors**2).mean()))
        assert prediction.problem == ""


def test_corners_are_where_the_slope_changes_and_nowhere_else(learned) -> None:
    for prediction in learned[1]:
        x = np.linspace(-2, 2, 4001)
        W1, b1, W2, b2, W3, b3 = (prediction.run.yours.parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
        y = (np.maximum(np.maximum(x[:, None] @ W1 + b1, 0) @ W2 + b2, 0) @ W3 + b3)[:, 0]
        bends = x[1:-1][np.abs(np.diff(y, 2)) > 1e-7]
        corners = corners_of(prediction.run.yours.parameters)
        assert len(bends)
        assert all(np.abs(corners - bend).min() < 2.1e-3 for bend in bends)
        assert all(np.abs(bends - corner).min() < 2.1e-3 for corner in corners)


def test_pages_pictures_and_json_of_both_labs(learned) -> None:
    experiment, predicted = learned
    exercises = catalogue()
    found = summaries(experiment, exercises)
    sheet, saying = words.sheet_of(experiment, found, exercises), sayings.sheet_of(experiment, predicted)
    for page in (
        forms.training_drawn(experiment, found, sheet, "html"),
        forms.predictions_drawn(predicted, saying, "html"),
    ):
        assert_sound_page(page.decode())
    record = json.loads(training_json(experiment, found, sheet))
    assert record["right"] is True
    assert len(record["runs"][0]["yours"]) == 300
    record = json.loads(predictions_json(experiment, predicted, saying))
    assert [len(prediction["yours"]) for prediction in record["predictions"]] == [len(GRID)] * 3


def test_a_forward_pass_that_does_not_fit_its_training_is_told(tmp_path: Path, zygote: Zygote) -> None:
    (tmp_path / "forward_propagation.py").write_text("def forward_propagation(X, p, a='relu'): return X * 0.0, {}")
    (tmp_path / "train_network.py").write_text(
        "import numpy as np\ndef train_network(X, y, d, num_epochs=1, **k):\n"
        "    p = {f'W{l}': np.ones((d[l - 1], d[l])) for l in range(1, len(d))}\n"
        "    return p | {f'b{l}': np.zeros((1, d[l])) for l in range(1, len(d))}, [1.0] * num_epochs\n"
    )
    experiment, predicted = train_and_predict(find_work([], tmp_path, catalogue(), zygote), Setting(epochs=3, seeds=1))
    sheet = sayings.sheet_of(experiment, predicted)
    assert "forward_propagation(…) predicts something else than these parameters give" in " ".join(sheet.remarks)
    assert sheet.right is False


def test_the_order_one_hears_is_counted_strictly() -> None:
    def summary(dataset: str, *epochs: int | None) -> Summary:
        counts = tuple(Count(one, 0.05, nothing=False, dead=False) for one in epochs)
        return Summary(dataset, tuple(range(len(epochs))), (None,) * len(epochs), counts)

    found = [
        summary("sinusoidal", 30, 30, 20, 30, None, 30),
        summary("linear", 10, 20, 10, 20, 10, 10),
        summary("polynomial", 20, 10, 20, 20, 20, 29),
    ]
    assert seeds_in_order(found) == [0, 5]
