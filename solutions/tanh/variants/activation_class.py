import numpy as np
from typing import NamedTuple


class Tanh(NamedTuple):
    """Callable activation with a slope."""

    scale: float = 1.0

    def __call__(self, z):
        return np.sinh(z_ := np.clip(z, -40, 40)) / np.cosh(z_) * self.scale

    def slope(self, z, from_output=False):
        t = z if from_output else np.tanh(z)
        return np.ones_like(t) - np.square(t)


tanh = Tanh()
tanh_derivative = tanh.slope
