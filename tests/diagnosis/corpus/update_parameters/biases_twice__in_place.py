import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    for k in list(parameters):
        parameters[k] = parameters[k] - learning_rate * gradients['d' + k]
        if k.startswith('b'):
            parameters[k] = parameters[k] - learning_rate * gradients['d' + k]
    return parameters
