"""Pairs of submissions that share more than chance explains, for a person to look at.

``tokens``        code as a row of tokens that renaming, formatting and comments do not change
``fingerprints``  winnowing: which runs of tokens stand for a text
``units``         what of a submission is compared: per exercise, what its answer is made of, the stub left out
``ranking``       what pairs share, weighed by how unusual it is
``page``          the pairs side by side, as HTML

Nothing is run, nobody is accused: a score says how much unusual code two answers share, not how it came about.
"""
