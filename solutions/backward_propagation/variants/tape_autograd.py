import numpy as np
class T:
    def __init__(self, v, parents=()): self.v, self.parents, self.g = np.array(v, float), parents, None
    def backward(self):
        order, seen = [], set()
        def visit(t):
            if id(t) in seen: return
            seen.add(id(t))
            for p, _ in t.parents: visit(p)
            order.append(t)
        visit(self)
        for t in order: t.g = np.zeros_like(t.v)
        self.g = np.ones_like(self.v)
        for t in reversed(order):
            for p, f in t.parents: p.g = p.g + f(t.g)
def matmul(a, b): return T(a.v @ b.v, ((a, lambda g: g @ b.v.T), (b, lambda g: a.v.T @ g)))
def add(a, b): return T(a.v + b.v, ((a, lambda g: g), (b, lambda g: g.sum(0, keepdims=True))))
def act(a, name):
    if name == "relu": return T(np.maximum(a.v, 0), ((a, lambda g: g * (a.v > 0)),))
    if name == "tanh":
        t = np.tanh(a.v); return T(t, ((a, lambda g: g * (1 - t * t)),))
    s = 0.5 * (1 + np.tanh(a.v / 2)); return T(s, ((a, lambda g: g * s * (1 - s)),))
def mse(p, y): return T(((p.v - y) ** 2).sum() / len(y), ((p, lambda g: g * 2 * (p.v - y) / len(y)),))
def backward_propagation(parameters, cache, y_true, activation="relu"):
    P = {k: T(v) for k, v in parameters.items()}
    A = T(cache["A0"]); L = len(P) // 2
    for l in range(1, L + 1):
        A = add(matmul(A, P[f"W{l}"]), P[f"b{l}"])
        if l < L: A = act(A, activation)
    mse(A, y_true).backward()
    return {"d" + k: t.g for k, t in P.items()}
