"""Proving that an exercise is complete and its hidden suite strong, and starting a new one.

``completeness``  what is missing or too long, in the order in which an author writes it
``trials``        sources graded for a proof: the reference, wrong ones, right ones, mutants
``mutation``      one-point changes of an expression or a statement
``mutants``       the reference, changed at one point at a time; ``equivalents`` are those that change nothing
``confusion``     which catalogued mistakes answer alike on every call the suite makes
``stability``     whether other seeds, another order and other draws leave the verdicts as they are
``certificate``   the oracle: an exercise's own tests of its reference
``proof``         all of these for one exercise; ``schedule`` for many, side by side
``table``         a proof for the terminal and for docs/proof.md
``scaffold``      the files of a new exercise
"""
