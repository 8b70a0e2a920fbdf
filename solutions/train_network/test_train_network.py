"""Hidden suite of train_network.

A candidate may draw the initial parameters with any generator. At a learning rate of 0 nothing moves, so one epoch
returns the very parameters a run starts from; the suite follows gradient descent from there with the reference's
functions, and compares.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_keys, check_number, check_shape, check_unchanged
from grader.suite.comparison import kind_of

FLOAT32_RTOL = 2e-3
SEEDS = (42, 0, 7)


@dataclass(frozen=True)
class Task:
    """Data and a network, with the options that say how it starts."""

    X: np.ndarray
    y: np.ndarray
    layers: list
    activation: str
    initialization: str
    seed: int


def task(layers, samples, activation="relu", initialization="he", seed=1, scale=1.0):
    """Draw the data of a task. Entries are odd multiples of 1/32: float32 holds them exactly, and none of them is 0."""
    rng = np.random.default_rng([samples, *layers])
    X = (np.floor(rng.normal(8.0, 16.0, (samples, layers[0]))) + 0.5) / 16
    y = scale * (np.floor(rng.normal(8.0, 16.0, (samples, layers[-1]))) + 0.5) / 16
    return Task(X, y, layers, activation, initialization, seed)


def run(candidate, job, **options):
    """Return the parameters and the history that the candidate's train_network returns for ``job``."""
    value = candidate.train_network(
        job.X, job.y, job.layers,
        activation=job.activation, initialization=job.initialization, seed=job.seed, **options,
    )  # fmt: skip
    check_pair(value)
    return value


def train(candidate, job, **options):
    """Return what :func:`run` returns, the parameters found to be complete and finite."""
    parameters, history = run(candidate, job, **options)
    check_parameters(parameters, job.layers)
    return parameters, history


def check_parameters(parameters, layers):
    """Fail unless there is an array of finite floats of the right shape for each parameter of ``layers``."""
    wanted = shapes_of(layers)
    check_keys(parameters, wanted, path="[0]")
    for name, shape in wanted.items():
        value, path = parameters[name], f"[0][{name!r}]"
        check_shape(value, shape, path=path)
        if value.dtype.kind != "f":
            raise CheckFailed(
                f"the returned value{path} has dtype {value.dtype}; expected floats.", got=value, path=path
            )
        if not np.isfinite(value).all():
            raise CheckFailed(f"the returned value{path} holds NaN or infinity.", got=value, path=path)


def check_pair(value):
    """Fail unless ``value`` is two things, the first of them a dict."""
    if not isinstance(value, (tuple, list)):
        missing = " Is a return statement missing?" if value is None else ""
        raise CheckFailed(
            f"the returned value is {kind_of(value)}; expected parameters and loss history.{missing}", got=value
        )
    if len(value) != 2:
        raise CheckFailed(
            f"the returned value has {len(value)} parts; expected 2, parameters and loss history.", got=value
        )
    if isinstance(value[1], dict) and not isinstance(value[0], dict):
        raise CheckFailed("the returned value has its two parts the wrong way round: parameters come first.", got=value)
    if not isinstance(value[0], dict):
        raise CheckFailed(f"the returned value[0] is {kind_of(value[0])}; expected the dict of parameters.", got=value)


def shapes_of(layers):
    """Return the shape of every parameter by name."""
    shapes = {}
    for layer, (n_in, n_out) in enumerate(pairwise(layers), start=1):
        shapes |= {f"W{layer}": (n_in, n_out), f"b{layer}": (1, n_out)}
    return shapes


def losses(history, epochs):
    """Return the history's entries, found to be one number per epoch, or fail."""
    vector = isinstance(history, np.ndarray) and history.ndim == 1
    if not vector and not isinstance(history, (list, tuple)):
        raise CheckFailed(
            f"the returned value[1] is {kind_of(history)}; expected a list of floats, one per epoch.",
            got=history,
            path="[1]",
        )
    if len(history) != epochs:
        entries = "1 entry" if len(history) == 1 else f"{len(history)} entries"
        raise CheckFailed(
            f"the returned value[1] has {entries}; expected {epochs}, as num_epochs is.", got=history, path="[1]"
        )
    return [check_number(loss, path=f"[1][{index}]") for index, loss in enumerate(history)]


def start_of(candidate, job):
    """Return the parameters from which the candidate's runs of ``job`` start."""
    parameters, _ = train(candidate, job, learning_rate=0.0, num_epochs=1)
    return parameters


def descend(reference, job, start, rate, epochs):
    """Return the parameters after ``epochs`` steps, the loss before each step, and the loss after the last one."""
    parameters = {name: np.array(start[name], dtype=float) for name in shapes_of(job.layers)}
    history = []
    for _ in range(epochs):
        y_pred, cache = reference.forward_propagation(job.X, parameters, job.activation)
        history.append(reference.mean_squared_error(job.y, y_pred))
        gradients = reference.backward_propagation(parameters, cache, job.y, job.activation)
        parameters = {name: value - rate * gradients[f"d{name}"] for name, value in parameters.items()}
    y_pred, _ = reference.forward_propagation(job.X, parameters, job.activation)
    return parameters, history, reference.mean_squared_error(job.y, y_pred)


def check_trained(candidate, reference, job, rate, epochs, **options):
    """Fail unless the candidate's parameters after ``epochs`` are those of descent from its own start."""
    start = start_of(candidate, job)
    parameters, _ = train(candidate, job, learning_rate=rate, num_epochs=epochs, **options)
    expected, _, _ = descend(reference, job, start, rate, epochs)
    for name, value in expected.items():
        path = f"[0][{name!r}]"
        moved = not np.array_equal(value, start[name])
        if moved and np.array_equal(parameters[name], start[name]):
            raise CheckFailed(
                f"the returned value{path} is still what it was at the start.", got=parameters[name], path=path
            )
        check_close(parameters[name], value, path=path)


def check_recorded(candidate, reference, job, rate, epochs, **options):
    """Fail unless the candidate's history is that of gradient descent from the candidate's start."""
    start = start_of(candidate, job)
    _, history = train(candidate, job, learning_rate=rate, num_epochs=epochs, **options)
    _, expected, following = descend(reference, job, start, rate, epochs)
    got = losses(history, epochs)
    rtol = FLOAT32_RTOL if any(start[name].dtype.itemsize < 8 for name in shapes_of(job.layers)) else 1e-7
    near = [
        abs(value - wanted) <= 1e-10 + rtol * wanted and np.isfinite(wanted)
        for value, wanted in zip(got, expected, strict=True)
    ]
    if all(near):
        return
    first = near.index(False)
    shown, wanted = told_apart(got[first], expected[first])
    message = f"The loss recorded in epoch {first + 1} of {epochs} is {shown}; expected {wanted}."
    if np.allclose(got, [*expected[1:], following], rtol=rtol):
        message += " Each entry is the loss after that epoch's step, so the history is ahead by one epoch."
    elif epochs > 1 and np.allclose(got, expected[0], rtol=rtol):
        message += " Every entry is the loss of the initial parameters."
    raise CheckFailed(message, got=history)


def told_apart(one, other):
    """Return two numbers in as many digits as it takes to see that they differ."""
    texts = [(f"{one:.{digits}g}", f"{other:.{digits}g}") for digits in (6, 9, 12, 17)]
    return next((pair for pair in texts if pair[0] != pair[1]), texts[-1])


@check("train_network", points=1, form=True)
def test_returns_pair(candidate):
    """train_network returns the parameters and the loss history, in this order"""
    for job in (task([1, 1], 1), task([2, 3, 2], 4)):
        check_pair(candidate.train_network(job.X, job.y, job.layers, num_epochs=2))


@check("train_network", points=1, needs=["test_returns_pair"], form=True)
def test_parameters_are_complete(candidate):
    """there is one weight matrix and one row of biases for each layer, of the right shape

    layer_dimensions says how many units each layer has, the inputs being the first.
    """
    for layers in ([1, 1], [3, 2], [2, 3, 1], [3, 3, 3], [1, 4, 2, 3], [2, 3, 2, 4, 3, 2]):
        train(candidate, task(layers, 3), num_epochs=2)


@check("train_network", points=1, needs=["test_returns_pair"], form=True)
def test_one_loss_per_epoch(candidate):
    """the history holds one float for each epoch, whatever print_every is

    print_every concerns what is printed only, and an epoch counts even if nothing is left to learn in it.
    """
    for epochs, print_every in ((1, 200), (2, 200), (5, 1), (20, 3), (1, 1)):
        _, history = run(candidate, task([2, 3, 2], 4), num_epochs=epochs, print_every=print_every)
        losses(history, epochs)
    # One weight and one bias on one sample: at this rate the first step lands on the minimum, where the loss is 0.
    solved = Task(np.ones((1, 1)), np.full((1, 1), 2.0), [1, 1], "relu", "he", 1)
    _, history = run(candidate, solved, learning_rate=0.25, num_epochs=20)
    losses(history, 20)


@check("train_network", points=1, needs=["test_parameters_are_complete"])
def test_initial_weights(candidate):
    """the weights start as normal draws of the standard deviation that the initialization names

    Is the initialization passed on, and to the right argument?
    """
    for initialization, activation in (("he", "tanh"), ("xavier", "relu"), ("small", "sigmoid")):
        job = task([100, 80, 60, 60], 1, activation, initialization, seed=3)
        start = start_of(candidate, job)
        weights = [start[f"W{layer}"] for layer in (1, 2, 3)]
        for layer, W in enumerate(weights, start=1):
            n_in, n_out = W.shape
            std = {"he": (2 / n_in) ** 0.5, "xavier": (2 / (n_in + n_out)) ** 0.5}.get(initialization, 0.01)
            place = f"With initialization={initialization!r} and a learning rate of 0, W{layer} of shape {W.shape}"
            if abs(W.mean()) > 5 * std / W.size**0.5:
                raise CheckFailed(f"{place} has the mean {W.mean():.4f}; expected about 0.", got=W)
            if abs(W.std() / std - 1) > 5 / (2 * W.size) ** 0.5:
                raise CheckFailed(f"{place} has the standard deviation {W.std():.4f}; expected about {std:.4f}.", got=W)
            inside = np.mean(np.abs(W) < std)
            if abs(inside - 0.6827) > 5 * (0.6827 * 0.3173 / W.size) ** 0.5:
                raise CheckFailed(f"{place} is not normal: {inside:.0%} of it are within one sd; expected 68%.", got=W)
            if np.unique(W).size < 0.9 * W.size:
                raise CheckFailed(f"{place} holds the same entries again and again.", got=W)
        for one, other in combinations(weights, 2):
            size = min(one.size, other.size)
            if abs(np.corrcoef(one.ravel()[:size], other.ravel()[:size])[0, 1]) > 5 / size**0.5:
                raise CheckFailed("Two layers start from the same draws; each layer needs its own.", got=other)


@check("train_network", points=1, needs=["test_parameters_are_complete"], form=True)
def test_initial_biases(candidate):
    """the biases start at zero, and at a learning rate of 0 they stay there"""
    for initialization in ("he", "small"):
        start = start_of(candidate, task([2, 3, 4, 2], 3, initialization=initialization))
        for layer in (1, 2, 3):
            check_close(start[f"b{layer}"], np.zeros(start[f"b{layer}"].shape), path=f"[0]['b{layer}']")


@check("train_network", points=1, needs=["test_parameters_are_complete"], form=True)
def test_same_seed(candidate):
    """the same seed gives the same initial parameters at every call

    Which line of yours is the random one, and what fixes its draws?
    """
    jobs = [task([2, 3, 2], 3, seed=seed) for seed in SEEDS]
    first = [start_of(candidate, job) for job in jobs]
    for job, start in zip(jobs, first, strict=True):
        again = start_of(candidate, job)
        for name in shapes_of(job.layers):
            if not np.array_equal(again[name], start[name]):
                raise CheckFailed(f"Two calls with seed={job.seed} start from different {name}.", got=again[name])


@check("train_network", points=1, needs=["test_same_seed"])
def test_another_seed(candidate):
    """another seed gives other initial weights, and 0 is a seed too

    Is the argument passed on to where the weights are drawn?
    """
    starts = [start_of(candidate, task([2, 3, 3, 2], 3, seed=seed)) for seed in SEEDS]
    for (one, start), (another, other) in combinations(zip(SEEDS, starts, strict=True), 2):
        for name in ("W1", "W2", "W3"):
            if np.allclose(start[name], other[name]):
                seeds = f"seed={one} and seed={another}"
                raise CheckFailed(f"{name} starts from the same values with {seeds}.", got=other[name])


@check("train_network", points=1, needs=["test_same_seed", "test_one_loss_per_epoch"])
def test_first_loss(candidate, reference):
    """the first entry of the history is the loss of the initial parameters

    Which loss is it, on which samples, and when is the network still the initial one?
    """
    for layers, samples in (([1, 1], 1), ([2, 1], 3), ([2, 3, 1], 4), ([3, 3, 3], 3), ([2, 4, 4, 2], 5)):
        check_recorded(candidate, reference, task(layers, samples), 0.05, 1)


@check("train_network", points=1, needs=["test_first_loss"])
def test_first_loss_with_other_activations(candidate, reference):
    """the predictions are made with the activation asked for

    Which of the given functions need to know the activation?
    """
    for activation in ("tanh", "sigmoid"):
        for layers, samples in (([1, 1, 1], 1), ([2, 4, 3, 2], 4)):
            check_recorded(candidate, reference, task(layers, samples, activation), 0.05, 1)


@check("train_network", points=2, needs=["test_same_seed"])
def test_first_step(candidate, reference):
    """one epoch moves every parameter against its gradient, by the learning rate times it

    Which parameters do the gradients belong to, how far is the step, and where does what update_parameters returns go?
    """
    cases = (([1, 1], 1), ([2, 1], 3), ([3, 3, 3], 3), ([2, 4, 2], 1), ([2, 3, 4, 3, 2, 2], 5))
    for (layers, samples), rate in zip(cases, (0.1, 0.01, 0.02, 0.3, 0.05), strict=True):
        check_trained(candidate, reference, task(layers, samples), rate, 1)


@check("train_network", points=1, needs=["test_first_step"])
def test_first_step_with_other_activations(candidate, reference):
    """the gradients are taken with the activation asked for

    Which of the given functions need to know the activation?
    """
    for activation in ("tanh", "sigmoid"):
        for layers, samples in (([1, 1, 1], 1), ([2, 4, 3, 2], 4)):
            check_trained(candidate, reference, task(layers, samples, activation), 0.1, 1)


@check("train_network", points=2, needs=["test_first_loss"])
def test_history(candidate, reference):
    """the history follows the descent, epoch by epoch

    In every epoch the forward pass, the loss and the gradients are of the parameters that the last epoch has left.
    """
    check_recorded(candidate, reference, task([1, 1], 1), 0.1, 2)
    check_recorded(candidate, reference, task([2, 2], 3, initialization="xavier", seed=0), 0.05, 5, print_every=2)
    check_recorded(candidate, reference, task([2, 3, 2], 4), 0.01, 5)
    check_recorded(candidate, reference, task([2, 1], 4, scale=4096.0), 0.5, 6)
    # The curvature along w = (2, 1) is 10, so a rate of 0.5 multiplies the error by −4: the loss rises in every epoch.
    overshooting = Task(np.full((1, 1), 2.0), np.full((1, 1), 0.5), [1, 1], "relu", "he", 1)
    check_recorded(candidate, reference, overshooting, 0.5, 4)
    check_recorded(candidate, reference, task([3, 4, 3, 1], 5, "tanh", "xavier", seed=5), 0.1, 20, print_every=7)
    check_recorded(candidate, reference, task([2, 3, 3, 3, 2], 3, "sigmoid", seed=9), 0.2, 20)


@check("train_network", points=2, needs=["test_first_step"])
def test_last_parameters(candidate, reference):
    """after several epochs the parameters are those of the last step

    The same learning rate in every epoch, from where the epoch before has left off.
    """
    check_trained(candidate, reference, task([1, 1], 1), 0.1, 2)
    check_trained(candidate, reference, task([2, 2], 3, initialization="xavier", seed=0), 0.05, 3, print_every=2)
    check_trained(candidate, reference, task([2, 3, 2], 4), 0.01, 5)
    check_trained(candidate, reference, task([3, 4, 3, 1], 5, "tanh", "xavier", seed=5), 0.1, 20, print_every=7)
    check_trained(candidate, reference, task([2, 3, 3, 3, 2], 3, "sigmoid", "small", seed=9), 0.2, 20)


@check("train_network", points=1, needs=["test_first_step"])
def test_all_samples(candidate, reference):
    """each epoch takes one step on all samples, however many there are

    Full-batch gradient descent: no minibatches, and one update per epoch.
    """
    check_trained(candidate, reference, task([2, 3, 1], 1500, "tanh"), 0.1, 2)


@check("train_network", points=1, needs=["test_first_step"])
def test_rising_loss(candidate, reference):
    """a learning rate that is too large is followed all the same

    Plain gradient descent: nothing is clipped, stopped early or taken back.
    """
    check_trained(candidate, reference, task([2, 1], 4, scale=4096.0), 0.5, 6)
    check_trained(candidate, reference, task([2, 2], 3, scale=4.0), 1.0, 6)


@check("train_network", points=1, needs=["test_first_step"])
def test_defaults_and_order_of_arguments(candidate, reference):
    """left-out options have the brief's values, and options may be passed by position

    The signature of the stub has their names, order and values, 1000 epochs among them.
    """
    job = task([3, 4, 2], 3, "tanh", "xavier", seed=6)
    start = start_of(candidate, job)
    value = candidate.train_network(job.X, job.y, job.layers, 0.05, 3, "tanh", "xavier", 2, 6)
    check_pair(value)
    check_close(value[0], descend(reference, job, start, 0.05, 3)[0], path="[0]")

    job = task([3, 5, 2], 3, "relu", "he", seed=42)
    start = start_of(candidate, job)
    value = candidate.train_network(job.X, job.y, job.layers, num_epochs=3)
    check_pair(value)
    check_close(value[0], descend(reference, job, start, 0.01, 3)[0], path="[0]")

    # One weight on a line through two points close to 0: after 1000 epochs at rate 0.01 it is still on its way to 1, so
    # that a run which stops early, or slows down, ends elsewhere. Its way is known in closed form.
    x = 1 / 64
    line = np.array([[-x], [x]])
    start = start_of(candidate, Task(line, line, [1, 1], "relu", "he", 42))
    value = candidate.train_network(line, line, [1, 1])
    check_pair(value)
    expected = 1 + (np.array(start["W1"], dtype=float) - 1) * (1 - 2 * 0.01 * x**2) ** 1000
    check_close(value[0], {"W1": expected}, path="[0]")


@check("train_network", points=1, needs=["test_returns_pair"], form=True)
def test_data_stay_as_they_were(candidate):
    """X_train, y_train and layer_dimensions stay as they were"""
    for activation in ("relu", "tanh"):
        job = task([2, 3, 2], 4, activation)
        check_unchanged(candidate.call("train_network", job.X, job.y, job.layers, num_epochs=3, activation=activation))
