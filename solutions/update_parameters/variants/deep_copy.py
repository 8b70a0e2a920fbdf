import copy
import numpy as np
import matplotlib.pyplot as plt

def update_parameters(parameters, gradients, learning_rate, momentum=0.0):
    params = copy.deepcopy(parameters)
    for key in gradients.keys():
        params[key[1:]] = params[key[1:]] - learning_rate * gradients[key]
    print("updated", len(params), "arrays")
    return params

plt.figure()
