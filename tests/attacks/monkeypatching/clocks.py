"""
Tries: to stop every clock of the process and then take all the time in the world.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""
import time

for name in ("monotonic", "perf_counter", "time", "process_time"):
    setattr(time, name, lambda: 0.0)


def relu(z):
    while time.monotonic() < 1:
        pass


relu_derivative = relu
