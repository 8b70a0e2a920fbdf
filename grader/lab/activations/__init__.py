"""The lab of activations: each function and its slope, the candidate's over the kit's.

``measure``  calls them and compares
``words``    what is said of the result, ``figure`` draws it, ``record`` is JSON
"""
