import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    for k in ('W1', 'b1', 'W2', 'b2'):
        if k in parameters:
            parameters[k] = parameters[k] - learning_rate * gradients['d' + k]
    return parameters
