from itertools import takewhile

epochs_to_converge = lambda loss_history, tolerance=0.1: sum(
    1 for _ in takewhile(lambda loss: loss > loss_history[-1] * (1 + tolerance), loss_history)
)
