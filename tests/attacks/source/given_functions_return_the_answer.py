"""
Tries: to pass a given function off as the graded one.
Exercise: train_network
Allowed: failed
Shows: points
Stopped by: design
"""
train_network = update_parameters
