"""The lab: what it measures, and every form in which it shows it."""
