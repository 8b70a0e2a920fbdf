"""Submissions: from files, folders and archives to source text and the exercises it attempts. Runs none of it.

``limits``     how much is read of anything
``reading``    one file: opened without following links, strict UTF-8, one clear sentence for what cannot be read
``folders``    what there is to read in a folder; ``archives``, ``zips`` and ``tars`` give an archive as one
``shadows``    file names that mean something to Python or pytest
``parsing``    text to syntax trees, within bounds; ``scopes`` says which global names a statement reads
``notebook``   the cells of a notebook; ``slicing`` picks the statements that given functions depend on
``attempts``   which exercises a source attempts, read from the functions it defines
``discovery``  from the paths on a command line to submissions
"""
