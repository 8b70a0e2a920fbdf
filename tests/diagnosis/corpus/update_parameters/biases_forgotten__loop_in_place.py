import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        parameters[f"W{l+1}"] = parameters[f"W{l+1}"] - learning_rate * gradients[f"dW{l+1}"]
    return parameters
