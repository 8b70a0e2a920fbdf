"""Notebooks: exercises written as notebooks, and grading from inside one.

``export``    brief, given functions, stub (or reference) and check cell as nbformat 4.5
``checking``  ``check("relu")`` in a running notebook
"""
