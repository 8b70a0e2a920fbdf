import math
import numpy as np

class SplitMix64:
    def __init__(self, seed):
        self.s = seed & (2**64 - 1)
    def next(self):
        self.s = (self.s + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.s
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return (z ^ (z >> 31)) / 2**64
    def normal(self):
        while True:
            u, v = 2 * self.next() - 1, 2 * self.next() - 1
            s = u * u + v * v
            if 0 < s < 1:
                return u * math.sqrt(-2 * math.log(s) / s)

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = SplitMix64(seed * 1_000_003 + 17)
    p = {}
    for l in range(len(layer_dimensions) - 1):
        n, m = layer_dimensions[l], layer_dimensions[l + 1]
        if initialization == "he": sd = math.sqrt(2 / n)
        elif initialization == "xavier": sd = math.sqrt(2 / (n + m))
        else: sd = .01
        p["W" + str(l + 1)] = np.array([[sd * rng.normal() for _ in range(m)] for _ in range(n)])
        p["b" + str(l + 1)] = np.array([[0.0] * m])
    return p
