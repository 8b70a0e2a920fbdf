"""Submissions: from files, notebooks and folders to source text and the exercises it attempts. Runs none of it.

``reading``    bytes to text, with limits and one clear sentence for what cannot be read
``notebook``   the cells of a notebook, and the statements that given functions depend on
``attempts``   which exercises a source attempts, read from the functions it defines
``discovery``  from the paths on a command line to submissions
"""
