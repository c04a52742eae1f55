"""What is due now, in order."""
