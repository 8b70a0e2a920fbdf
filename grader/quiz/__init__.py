"""The quiz: what interviewers ask besides code, in questions that do not repeat and answers that are computed.

``question`` holds the records, ``topics`` the questions, ``answers`` reads and judges what a person types,
``selection`` decides what comes next, ``history`` remembers, and ``session`` runs a quiz.
"""
