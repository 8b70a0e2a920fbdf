import numpy as np

# a shallow copy of the dict, arrays changed through out=
def update_parameters(parameters, gradients, learning_rate):
    result = dict(parameters)
    for name, array in result.items():
        if name.startswith("W"):
            np.subtract(array, np.multiply(gradients["d" + name], learning_rate), out=array)
        else:
            result[name] = array + (-learning_rate) * gradients["d" + name]
    return result
