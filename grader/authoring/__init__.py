"""Proving that an exercise is complete and its hidden suite strong, and starting a new one.

``completeness``  what is missing or too long, in the order in which an author writes it
``trials``        sources graded for a proof: the reference, wrong ones, right ones, mutants
``mutation``      one-point changes of an expression or a statement
``mutants``       the reference, changed at one point at a time; ``equivalents`` are those that change nothing
``confusion``     which catalogued mistakes answer alike on every call the suite makes
``stability``     whether other seeds, another order and other draws leave the verdicts as they are
``certificate``   the oracle: an exercise's own tests of its reference
``parts``         the work on one exercise, in parts; ``proof`` adds up what they found
``schedule``      the parts of many exercises, side by side
``table``         proofs for the terminal; ``page`` for docs/proof.md; ``record`` as JSON
``scaffold``      the files of a new exercise; ``templates`` what they say
"""
