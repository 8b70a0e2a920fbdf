"""Notebooks: exercises written as notebooks, and grading from inside one.

``export``    brief, given functions, stub (or reference) and check cell as nbformat 4.5
``checking``  ``check("relu")`` in a running notebook; ``hinting`` is ``hint("relu")``
``magic``     ``%load_ext grader``: ``%grade relu``, and cells that begin with ``%%grade relu``
``kernel``    which cells were run
``held``      the process that workers are forked from, kept between checks
``recording`` what a notebook in a workspace adds to the progress
``shown``     a value that shows itself, as text or as the HTML of ``markup``
"""
