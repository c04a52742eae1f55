"""Show what is due now, in order."""
