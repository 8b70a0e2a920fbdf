"""
Tries: to exhaust the stack of whoever compares its syntax trees with the stub's, by a long sum in a given function's name.
Exercise: train_network
Allowed: not_gradable, failed, crashed
Shows: broke
Stopped by: design
Open because: the syntax trees of functions with a given function's name are dumped without a guard
"""
def relu(z):
    return {{long_sum}}


def train_network(*args, **kwargs):
    return None
