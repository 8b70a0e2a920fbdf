"""Grading: from submissions to reports.

``engine``   one lane: one zygote, one pytest session, any number of submissions
``verdicts`` from the checks of an exercise to its verdict and sentence
``lanes``    several lanes side by side
"""
