"""Many submissions in one run: journalled as they are finished, resumed where it ended, on this machine or on many."""
