"""Reports for people, all made from the one report model.

``text``  every check of a submission, a line of many, totals
"""
