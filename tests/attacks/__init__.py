"""Hostile submissions, and the proof that none of them earns a point, leaks a secret or disturbs the next one."""
