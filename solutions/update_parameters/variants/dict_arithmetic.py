from collections import UserDict, ChainMap
class Params(dict):
    def __sub__(self, other): return Params({k: self[k] - other[k] for k in self})
    def __rmul__(self, c): return Params({k: c * v for k, v in self.items()})
def update_parameters(parameters, gradients, learning_rate):
    return Params(parameters) - learning_rate * Params({k[1:]: v for k, v in gradients.items()})
