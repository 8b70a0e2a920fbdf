import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        for c in "Wb":
            parameters[f"{c}{l}"] += learning_rate * gradients[f"d{c}{l}"]
    return parameters
