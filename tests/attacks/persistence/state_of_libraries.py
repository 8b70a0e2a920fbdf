"""
Tries: to leave numpy, random numbers, the environment and the modules in a state that spoils the next submission.
Exercise: relu
Allowed: failed, crashed
Shows: next
Stopped by: design
"""
import os
import random
import sys

import numpy as np


def relu(z):
    np.random.seed(0)
    random.seed(0)
    np.seterr(all="raise")
    np.set_printoptions(threshold=0)
    np.maximum = np.where = None
    np.pi = 3
    os.environ.clear()
    os.environ["PYTHONSTARTUP"] = "{{canary}}"
    sys.path.clear()
    sys.modules.clear()
    raise LookupError


relu_derivative = relu
