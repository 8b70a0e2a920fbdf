"""Watching a workspace: each file is checked when it is saved, and the verdict shown at once.

One process shows and listens (:mod:`.loop`); another holds a pytest session open and grades (:mod:`.session`), so that
keys are answered while a candidate's loop never ends. :func:`grader.practice.watch.loop.watch` is the way in,
:class:`grader.practice.watch.terms.Terms` what may be asked of it.
"""
