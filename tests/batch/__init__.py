"""Tests of many submissions in one run."""
