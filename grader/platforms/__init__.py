"""Exercises for the platforms that courses run on, and grading there.

Written by ``gradlings export``:

``nbgrader``    source notebooks of a course, and the lines of its configuration
``otter``       the master notebook for ``otter assign``
``gradescope``  the autograder's zip, the kit inside
``colab``       one notebook with every exercise
``folder``      stubs and briefs as plain files
``cells``       what their notebooks are made of; ``document`` writes one

Run there:

``judgement``           cells and files to a report, the same for all
``nbgrader_execute``    in nbgrader's process, in place of the notebook's kernel
``otter_plugin``        in otter's process, before the notebook's kernel starts; ``otter_folder`` empties its folder
``gradescope_run``      in Gradescope's container; ``gradescope_results`` is what it writes
``kernel``, ``rating``  in a notebook's kernel, where neither of the first two is at hand, and the process it asks

A kernel that has run candidate code can say anything. So no candidate code is run in one wherever the platform lets
us.
"""
