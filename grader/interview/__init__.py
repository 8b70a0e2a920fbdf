"""A mock interview: a set of exercises, a clock that does not stop, questions afterwards, and a score card.

``selection`` picks the set, ``clock`` tells how much time is left, ``folder`` is where it takes place, ``log`` keeps
what happened and ``conduct`` writes it there, ``marking`` grades everything again when time is up, ``questions`` asks,
``card`` and ``advice`` draw the conclusions, and ``text``, ``page`` and ``replay`` show them.
"""
