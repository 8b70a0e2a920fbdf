import math
import random
import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    generator = random.Random(seed)
    parameters = dict()
    layer = 1
    while layer < len(layer_dimensions):
        n_in = layer_dimensions[layer-1]
        n_out = layer_dimensions[layer]
        if initialization == 'he': s = math.sqrt(2/n_in)
        elif initialization == 'xavier': s = math.sqrt(2/(n_in+n_out))
        else: s = 0.01
        parameters['W%d' % layer] = np.array([[generator.gauss(0, s) for _ in range(n_out)] for _ in range(n_in)])
        parameters['b%d' % layer] = np.array([[0.0]*n_out])
        layer += 1
    return parameters
