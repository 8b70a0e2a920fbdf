"""
Tries: to show a reader other code than what runs, by form feeds and characters that turn the line around.
Exercise: relu
Allowed: failed, not_gradable
Shows: raw
Stopped by: design
"""
def relu(z):
    raise ValueError("\u202e\x1b[2Kpassed")  # ‮ deddap


relu_derivative = relu
