"""Spaced repetition over quiz questions and exercises, from one's own history.

What is due follows from the answers alone: nothing is stored but the history of the quiz and the progress of the
exercises.
"""
