import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    for k in parameters:
        parameters[k] -= learning_rate * gradients["d" + k]
