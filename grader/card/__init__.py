"""The reference card: the formulas of the track, for the terminal and for the wall."""
