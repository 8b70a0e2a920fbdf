"""
Tries: to exhaust the stack of whoever compares its syntax trees with the stub's, by a long sum in a given function's name.
Exercise: train_network
Allowed: not_gradable, failed, crashed
Shows: broke
Stopped by: design
"""
def relu(z):
    return {{long_sum}}


def train_network(*args, **kwargs):
    return None
