"""
Tries: to have its own code taken for the stub's block of given functions, by writing the markers itself.
Exercise: relu
Allowed: failed, not_attempted
Shows: points
Stopped by: design
"""
# --- given: use these as they are ---


def relu(z):
    return None


def relu_derivative(z):
    return None


# --- end of given ---
