import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    return {k: v - learning_rate ** 0.5 * gradients['d' + k] for k, v in parameters.items()}
