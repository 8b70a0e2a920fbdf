import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    out = dict()
    layer = 1
    while f"W{layer}" in parameters:
        for kind in ("W", "b"):
            step = (learning_rate * gradients[f"d{kind}{layer}"]).astype("float32")
            out[f"{kind}{layer}"] = (parameters[f"{kind}{layer}"].astype("float32") - step).astype(float)
        layer += 1
    return out
