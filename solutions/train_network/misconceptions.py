"""Wrong ways to write the training loop, each with the sentence its author should read."""

import numpy as np


class _Run:
    """The parameters at the start and after each epoch, the recorded losses, and a function for the loss of others."""

    def __init__(self, parameters, losses, loss_of):
        self.parameters, self.losses, self.loss_of = parameters, losses, loss_of


def _train(
    X_train,
    y_train,
    layer_dimensions,
    learning_rate=0.01,
    num_epochs=1000,
    activation="relu",
    initialization="he",
    print_every=200,
    seed=42,
    *,
    start=initialize_parameters,
    forward_activation=None,
    backward_activation=None,
    rate=lambda learning_rate, epoch, num_epochs: learning_rate,
    step=update_parameters,
    loss=mean_squared_error,
    batches=None,
    epochs=lambda num_epochs: num_epochs,
    before_epoch=lambda parameters, initial: parameters,
    stop=lambda history: False,
    result=lambda run: (run.parameters[-1], run.losses),
):
    """Train as the reference does, but for what a keyword-only argument replaces; ``result`` picks from the run."""

    def forward(parameters, rows=slice(None)):
        return forward_propagation(X_train[rows], parameters, forward_activation or activation)

    parameters = initial = start(layer_dimensions, initialization, seed)
    losses, passed = [], [initial]
    for epoch in range(epochs(num_epochs)):
        parameters = before_epoch(parameters, initial)
        y_pred, cache = forward(parameters)
        losses.append(loss(y_train, y_pred))
        for rows in [slice(None)] if batches is None else batches(len(X_train), epoch):
            if batches is not None:
                _, cache = forward(parameters, rows)
            gradients = backward_propagation(parameters, cache, y_train[rows], backward_activation or activation)
            parameters = step(parameters, gradients, rate(learning_rate, epoch, num_epochs))
        passed.append(parameters)
        if stop(losses):
            break
    return result(_Run(passed, losses, loss_of=lambda p: loss(y_train, forward(p)[0])))


# What is recorded


def losses_after_the_update(*args, **kwargs):
    """The loss is recorded after each update; the brief asks for the loss before it."""
    return _train(
        *args, **kwargs, result=lambda run: (run.parameters[-1], [run.loss_of(p) for p in run.parameters[1:]])
    )


def one_loss_too_many(*args, **kwargs):
    """The loss after the last update is in the history too; one loss before each update is asked for."""
    return _train(
        *args, **kwargs, result=lambda run: (run.parameters[-1], [*run.losses, run.loss_of(run.parameters[-1])])
    )


def final_loss_alone(*args, **kwargs):
    """Only the last loss is in the history; every epoch should add one."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], run.losses[-1:]))


def final_loss_as_a_number(*args, **kwargs):
    """The last loss comes back as a number; the whole history is asked for, as a list."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], run.losses[-1]))


def losses_by_epoch(*args, **kwargs):
    """The history is a dict from epoch to loss; a list of floats is asked for."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], dict(enumerate(run.losses))))


def epoch_and_loss_pairs(*args, **kwargs):
    """The history holds pairs of epoch and loss; it should hold the losses alone."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], list(enumerate(run.losses))))


def printed_losses_alone(
    X_train,
    y_train,
    layer_dimensions,
    learning_rate=0.01,
    num_epochs=1000,
    activation="relu",
    initialization="he",
    print_every=200,
    seed=42,
):
    """Only the losses of the epochs that print are recorded; every epoch should add one."""
    parameters, losses = _train(
        X_train, y_train, layer_dimensions, learning_rate, num_epochs, activation, initialization, seed=seed
    )
    return parameters, losses[::print_every]


def running_total(*args, **kwargs):
    """The losses are added up over the epochs; each entry should be the loss of its own epoch."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], np.cumsum(run.losses).tolist()))


def lowest_loss_so_far(*args, **kwargs):
    """The history holds the lowest loss so far; it should hold the loss of each epoch, even when that rises."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], np.minimum.accumulate(run.losses).tolist()))


def rounded_losses(*args, **kwargs):
    """The losses are rounded as for printing; the history should hold them as they are."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], np.round(run.losses, 4).tolist()))


def losses_in_reverse(*args, **kwargs):
    """The history begins with the last epoch; it should begin with the first."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-1], run.losses[::-1]))


def shared_history(*args, _history=[], **kwargs):  # noqa: B006
    """The history keeps growing from one call to the next; each call should begin with an empty one."""

    def remembered(run):
        _history.extend(run.losses)
        return run.parameters[-1], list(_history)

    return _train(*args, **kwargs, result=remembered)


def losses_per_output(*args, **kwargs):
    """Each entry is an array with one loss per output; it should be one float, their sum."""
    return _train(*args, **kwargs, loss=lambda y, y_pred: np.mean((y_pred - y) ** 2, axis=0))


def loss_averaged_over_outputs(*args, **kwargs):
    """The recorded loss is averaged over outputs as well; it should be summed over outputs."""
    return _train(*args, **kwargs, loss=lambda y, y_pred: float(np.mean((y_pred - y) ** 2)))


def loss_summed_over_samples(*args, **kwargs):
    """The recorded loss is a sum over samples; it should be their average."""
    return _train(*args, **kwargs, loss=lambda y, y_pred: float(np.sum((y_pred - y) ** 2)))


def root_of_the_loss(*args, **kwargs):
    """The recorded loss is the root of the mean squared error; it should be the mean squared error itself."""
    return _train(*args, **kwargs, loss=lambda y, y_pred: mean_squared_error(y, y_pred) ** 0.5)


def halved_loss(*args, **kwargs):
    """The recorded loss is half the mean squared error; the one of this kit has no factor of one half."""
    return _train(*args, **kwargs, loss=lambda y, y_pred: mean_squared_error(y, y_pred) / 2)


# What is returned


def history_alone(*args, **kwargs):
    """Only the history is returned; the parameters are asked for as well, and first."""
    return _train(*args, **kwargs, result=lambda run: run.losses)


def parameters_alone(*args, **kwargs):
    """Only the parameters are returned; the history is asked for as well."""
    return _train(*args, **kwargs, result=lambda run: run.parameters[-1])


def history_first(*args, **kwargs):
    """The history is returned before the parameters; the parameters come first."""
    return _train(*args, **kwargs, result=lambda run: (run.losses, run.parameters[-1]))


def initial_parameters(*args, **kwargs):
    """The initial parameters are returned; those after the last update are asked for."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[0], run.losses))


def second_to_last_parameters(*args, **kwargs):
    """The parameters before the last update are returned; those after it are asked for."""
    return _train(*args, **kwargs, result=lambda run: (run.parameters[-2], run.losses))


def best_parameters(*args, **kwargs):
    """The parameters with the lowest loss are returned; those after the last update are asked for."""

    def best(run):
        return min(run.parameters, key=run.loss_of), run.losses

    return _train(*args, **kwargs, result=best)


def averaged_parameters(*args, **kwargs):
    """The parameters are averaged over the epochs; those after the last update are asked for."""

    def average(run):
        steps = run.parameters[1:]
        return {name: np.mean([step[name] for step in steps], axis=0) for name in steps[0]}, run.losses

    return _train(*args, **kwargs, result=average)


# The initial parameters


def restart_in_every_epoch(*args, **kwargs):
    """The parameters are drawn anew in every epoch, so nothing is learned; draw them once, before the loop."""
    return _train(*args, **kwargs, before_epoch=lambda parameters, initial: initial)


def fixed_seed(*args, **kwargs):
    """The seed has no effect; it should reach the draw of the initial parameters."""
    return _train(*args, **kwargs, start=lambda layers, name, seed: initialize_parameters(layers, name, 42))


def no_seed(*args, **kwargs):
    """Every call draws other initial parameters; the same seed should give the same ones."""
    return _train(*args, **kwargs, start=lambda layers, name, seed: initialize_parameters(layers, name, None))


def seed_zero_left_out(*args, **kwargs):
    """A seed of 0 is taken for no seed at all; it is a seed like any other."""
    return _train(*args, **kwargs, start=lambda layers, name, seed: initialize_parameters(layers, name, seed or 42))


def he_always(*args, **kwargs):
    """The initialization has no effect: it is always 'he'."""
    return _train(*args, **kwargs, start=lambda layers, name, seed: initialize_parameters(layers, "he", seed))


def activation_for_initialization(
    X_train,
    y_train,
    layer_dimensions,
    learning_rate=0.01,
    num_epochs=1000,
    activation="relu",
    initialization="he",
    print_every=200,
    seed=42,
):
    """The name of the activation is passed on as the initialization, which makes every weight small."""
    return _train(
        X_train, y_train, layer_dimensions, learning_rate, num_epochs, activation, activation, print_every, seed
    )


def uniform_weights(*args, **kwargs):
    """The weights are drawn from a uniform distribution; they should be normal."""

    def draw(layers, name, seed):
        parameters, rng = initialize_parameters(layers, name, seed), np.random.default_rng(seed)
        for layer in range(1, len(layers)):
            n_in, n_out = layers[layer - 1 : layer + 1]
            std = {"he": (2 / n_in) ** 0.5, "xavier": (2 / (n_in + n_out)) ** 0.5}.get(name, 0.01)
            parameters[f"W{layer}"] = rng.uniform(-(3**0.5) * std, 3**0.5 * std, (n_in, n_out))
        return parameters

    return _train(*args, **kwargs, start=draw)


def biases_of_one(*args, **kwargs):
    """The biases start at one; they should start at zero."""

    def draw(layers, name, seed):
        parameters = initialize_parameters(layers, name, seed)
        return {key: value if key[0] == "W" else np.ones_like(value) for key, value in parameters.items()}

    return _train(*args, **kwargs, start=draw)


def same_draw_for_every_layer(*args, **kwargs):
    """Every layer starts from the same draws; seed the generator once, not once per layer."""

    def draw(layers, name, seed):
        parameters = {}
        for layer in range(1, len(layers)):
            own = initialize_parameters(layers[layer - 1 : layer + 1], name, seed)
            parameters |= {f"W{layer}": own["W1"], f"b{layer}": own["b1"]}
        return parameters

    return _train(*args, **kwargs, start=draw)


# Activation and learning rate


def relu_always(*args, **kwargs):
    """The activation has no effect: forward and backward pass both use relu."""
    return _train(*args, **kwargs, forward_activation="relu", backward_activation="relu")


def activation_missing_in_backward(*args, **kwargs):
    """The backward pass is not told the activation and takes its default, relu."""
    return _train(*args, **kwargs, backward_activation="relu")


def activation_missing_in_forward(*args, **kwargs):
    """The forward pass is not told the activation and takes its default, relu."""
    return _train(*args, **kwargs, forward_activation="relu")


def fixed_learning_rate(*args, **kwargs):
    """The learning rate has no effect: it is always 0.01."""
    return _train(*args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: 0.01)


def decaying_learning_rate(*args, **kwargs):
    """The learning rate shrinks from epoch to epoch; it should stay the same."""
    return _train(*args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: learning_rate * 0.99**epoch)


def learning_rate_drops(*args, **kwargs):
    """The learning rate drops after some hundred epochs; it should stay the same."""
    return _train(*args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: learning_rate * 0.5 ** (epoch // 500))


def learning_rate_falls_to_zero(*args, **kwargs):
    """The learning rate falls to 0 over the epochs; it should stay the same."""
    return _train(
        *args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: learning_rate * (1 - epoch / num_epochs)
    )


# The loop


def one_epoch_short(*args, **kwargs):
    """One epoch is missing; there should be num_epochs of them."""
    return _train(*args, **kwargs, epochs=lambda num_epochs: num_epochs - 1)


def one_epoch_too_many(*args, **kwargs):
    """There is one epoch too many; there should be num_epochs of them."""
    return _train(*args, **kwargs, epochs=lambda num_epochs: num_epochs + 1)


def fixed_number_of_epochs(*args, **kwargs):
    """The number of epochs has no effect: there are always 100."""
    return _train(*args, **kwargs, epochs=lambda num_epochs: 100)


def early_stopping(*args, **kwargs):
    """Training stops when the loss hardly falls any more; all num_epochs should be run."""
    return _train(*args, **kwargs, stop=lambda history: len(history) > 1 and abs(history[-2] - history[-1]) < 1e-6)


def stop_when_rising(*args, **kwargs):
    """Training stops as soon as the loss rises; all num_epochs should be run."""
    return _train(*args, **kwargs, stop=lambda history: len(history) > 1 and history[-1] > history[-2])


def updates_dropped(*args, **kwargs):
    """What update_parameters returns is not kept, so every epoch begins with the initial parameters."""
    return _train(*args, **kwargs, step=lambda parameters, gradients, rate: parameters)


def gradients_of_the_first_epoch(*args, **kwargs):
    """The gradients of the first epoch are used in all of them; they should be computed anew in every epoch."""
    kept = []

    def step(parameters, gradients, rate):
        kept.append(gradients)
        return update_parameters(parameters, kept[0], rate)

    return _train(*args, **kwargs, step=step)


def gradients_one_epoch_late(*args, **kwargs):
    """Each update uses the gradients of the epoch before; they should be those of the present parameters."""
    kept = []

    def step(parameters, gradients, rate):
        kept.append(gradients)
        return update_parameters(parameters, kept[max(0, len(kept) - 2)], rate)

    return _train(*args, **kwargs, step=step)


def gradients_added_up(*args, **kwargs):
    """The gradients add up over the epochs; each epoch should use its own alone."""
    return momentum(*args, **kwargs, friction=1.0)


def momentum(*args, friction=0.9, **kwargs):
    """The update has momentum: old gradients go on counting. Plain gradient descent is asked for."""
    velocity = {}

    def step(parameters, gradients, rate):
        for name, value in gradients.items():
            velocity[name] = friction * velocity.get(name, 0.0) + value
        return update_parameters(parameters, velocity, rate)

    return _train(*args, **kwargs, step=step)


def forward_pass_before_the_loop(
    X_train,
    y_train,
    layer_dimensions,
    learning_rate=0.01,
    num_epochs=1000,
    activation="relu",
    initialization="he",
    print_every=200,
    seed=42,
):
    """The forward pass is made once, before the loop; each epoch needs one of its own, with its own parameters."""
    parameters = initialize_parameters(layer_dimensions, initialization, seed)
    y_pred, cache = forward_propagation(X_train, parameters, activation)
    history = []
    for _ in range(num_epochs):
        history.append(mean_squared_error(y_train, y_pred))
        gradients = backward_propagation(parameters, cache, y_train, activation)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, history


def two_steps_per_epoch(*args, **kwargs):
    """Each epoch updates twice; it should take one step."""
    return _train(*args, **kwargs, batches=lambda samples, epoch: [slice(None)] * 2)


def ascent(*args, **kwargs):
    """The parameters move along the gradient, which makes the loss rise; they should move against it."""
    return _train(*args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: -learning_rate)


def biases_not_trained(*args, **kwargs):
    """The biases stay at zero; they take part in every update."""
    return _selective(lambda name, depth: name.startswith("W"), *args, **kwargs)


def last_layer_not_trained(*args, **kwargs):
    """The last layer stays as it was drawn; every layer takes part in the update."""
    return _selective(lambda name, depth: int(name[1:]) < depth, *args, **kwargs)


def last_layer_alone_trained(*args, **kwargs):
    """Only the last layer moves; every layer takes part in the update."""
    return _selective(lambda name, depth: int(name[1:]) == depth, *args, **kwargs)


def _selective(chosen, *args, **kwargs):
    def step(parameters, gradients, rate):
        moved = update_parameters(parameters, gradients, rate)
        return {name: moved[name] if chosen(name, len(moved) // 2) else old for name, old in parameters.items()}

    return _train(*args, **kwargs, step=step)


def weight_decay(*args, **kwargs):
    """The weights also shrink a little at every step, as with an L2 penalty; plain gradient descent is asked for."""

    def step(parameters, gradients, rate):
        pulled = {key: value + 1e-2 * parameters[key[1:]] * (key[1] == "W") for key, value in gradients.items()}
        return update_parameters(parameters, pulled, rate)

    return _train(*args, **kwargs, step=step)


def clipped_gradients(*args, **kwargs):
    """Large gradients are clipped; the step should be the learning rate times the whole gradient."""

    def step(parameters, gradients, rate):
        return update_parameters(parameters, {k: np.clip(g, -5.0, 5.0) for k, g in gradients.items()}, rate)

    return _train(*args, **kwargs, step=step)


def gradients_divided_by_samples_again(X_train, *args, **kwargs):
    """The gradients are divided by the number of samples once more; they are averages already."""
    return _train(X_train, *args, **kwargs, rate=lambda learning_rate, epoch, num_epochs: learning_rate / len(X_train))


# The samples


def minibatches(*args, **kwargs):
    """The samples are split into minibatches with one update each; an epoch should take one step on all samples."""
    return _train(*args, **kwargs, batches=lambda samples, epoch: [slice(i, i + 32) for i in range(0, samples, 32)])


def one_sample_at_a_time(*args, **kwargs):
    """There is one update per sample; an epoch should take one step on all samples."""
    return _train(*args, **kwargs, batches=lambda samples, epoch: [slice(i, i + 1) for i in range(samples)])


def one_sample_per_epoch(*args, **kwargs):
    """Each epoch's gradients come from one sample; they should come from all."""
    return _train(*args, **kwargs, batches=lambda samples, epoch: [[epoch % samples]])


def part_of_the_samples(*args, **kwargs):
    """The gradients come from the first four fifths of the samples only; nothing is held back here."""
    return _train(*args, **kwargs, batches=lambda samples, epoch: [slice(max(1, samples * 4 // 5))])


def standardised_inputs(X_train, *args, **kwargs):
    """The inputs are standardised before training; the network should be trained on them as they are."""
    return _train((X_train - X_train.mean(axis=0)) / (X_train.std(axis=0) + 1e-8), *args, **kwargs)


def inputs_standardised_in_place(X_train, *args, **kwargs):
    """The caller's X_train is standardised in place; it should stay as it was, and be used as it is."""
    X_train -= X_train.mean(axis=0)
    X_train /= X_train.std(axis=0) + 1e-8
    return _train(X_train, *args, **kwargs)


def inputs_shuffled_alone(X_train, *args, **kwargs):
    """The rows of X_train are shuffled but not those of y_train, so inputs and targets no longer belong together."""
    return _train(np.random.default_rng(0).permutation(X_train), *args, **kwargs)


def targets_sorted_in_place(X_train, y_train, *args, **kwargs):
    """The caller's y_train is changed in place; it should stay as it was."""
    y_train.sort(axis=0)
    return _train(X_train, y_train, *args, **kwargs)


def shuffled_rows(X_train, y_train, *args, **kwargs):
    """The rows of X_train and y_train are shuffled together, which changes no sum over samples."""
    order = np.random.default_rng(0).permutation(len(X_train))
    return _train(X_train[order], y_train[order], *args, **kwargs)


MISCONCEPTIONS = {
    "train_network": [
        losses_after_the_update, one_loss_too_many, final_loss_alone, final_loss_as_a_number, losses_by_epoch,
        epoch_and_loss_pairs, printed_losses_alone, running_total, lowest_loss_so_far, rounded_losses,
        losses_in_reverse, shared_history, losses_per_output, loss_averaged_over_outputs, loss_summed_over_samples,
        root_of_the_loss, halved_loss, history_alone, parameters_alone, history_first, initial_parameters,
        second_to_last_parameters, best_parameters, averaged_parameters, restart_in_every_epoch, fixed_seed, no_seed,
        seed_zero_left_out, he_always, activation_for_initialization, uniform_weights, biases_of_one,
        same_draw_for_every_layer, relu_always, activation_missing_in_backward, activation_missing_in_forward,
        fixed_learning_rate, decaying_learning_rate, learning_rate_drops, learning_rate_falls_to_zero,
        one_epoch_short, one_epoch_too_many, fixed_number_of_epochs, early_stopping, stop_when_rising,
        updates_dropped, gradients_of_the_first_epoch, gradients_one_epoch_late, forward_pass_before_the_loop,
        gradients_added_up, momentum, two_steps_per_epoch, ascent, biases_not_trained, last_layer_not_trained,
        last_layer_alone_trained, weight_decay, clipped_gradients, gradients_divided_by_samples_again, minibatches,
        one_sample_at_a_time, one_sample_per_epoch, part_of_the_samples, standardised_inputs,
        inputs_standardised_in_place, inputs_shuffled_alone, targets_sorted_in_place, shuffled_rows,
    ],
}  # fmt: skip

EQUIVALENT = {
    "shuffled_rows": "sums over all samples do not depend on the order of the rows, as long as X and y stay together",
}

VARIED = {"train_network": "_train"}
