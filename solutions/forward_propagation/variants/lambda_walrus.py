from collections import namedtuple
import numpy

Forward = namedtuple("Forward", "y_pred cache")
step = lambda A, W, b: numpy.tensordot(A, W, axes=1) + numpy.broadcast_to(b, (A.shape[0], b.shape[1]))

def forward_propagation(X, parameters, activation="relu"):
    pick = lambda z: relu(z) if activation == "relu" else sigmoid(z) if activation == "sigmoid" else tanh(z)
    c = {"A0": X}
    last = len(parameters) // 2
    for l in range(1, last):
        c[f"A{l}"] = pick(c.setdefault(f"Z{l}", step(c[f"A{l-1}"], parameters[f"W{l}"], parameters[f"b{l}"])))
    c[f"Z{last}"] = step(c[f"A{last-1}"], parameters[f"W{last}"], parameters[f"b{last}"])
    c[f"A{last}"] = c[f"Z{last}"].copy()
    return Forward(c[f"A{last}"].copy(), c)
