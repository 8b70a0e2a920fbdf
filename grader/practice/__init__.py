"""Practising in a workspace: a folder of stubs, and what is known of the work on them.

A workspace is a folder that holds ``.gradlings/``: what was given out (``workspace.json``), and what was done
(``progress.json``). The files themselves belong to the person and are never changed once edited.
"""
