"""
Tries: to have a huge value computed when its text is compiled.
Exercise: relu
Allowed: failed, not_gradable, out_of_memory, timed_out
Shows: held
Stopped by: design
"""
def relu(z):
    return "x" * (1 << 33), 9**9**8, 1 << (1 << 33), (0,) * (1 << 33)


relu_derivative = relu
