"""
Tries: to survive its end by ignoring every signal that can be ignored, and by starting over when time is up.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""
import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass


def relu(z):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


relu_derivative = relu
