"""The questions, a module per topic; each holds ``FAMILIES``."""
