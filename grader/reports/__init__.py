"""Reports for people, all made from the one report model.

``text``       every check of a submission, a line of many, totals
``folder``     a folder of files, written submission by submission: a ``form`` is one of ``document`` (JSON), ``table``
               (CSV) and ``junit``; ``page`` and ``markdown`` make a candidate's, ``classpage`` the class's
``cohort``     what a class did, counted; ``distribution`` how its scores lie
``filenames``  candidates' names as names of files
``schema``     the JSON Schema of a report
"""
