import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    new = {k: v.copy() for k, v in parameters.items()}
    for l in range(1, len(parameters) // 2):
        new["W" + str(l)] -= learning_rate * gradients["dW" + str(l)]
        new["b" + str(l)] -= learning_rate * gradients["db" + str(l)]
    return new
