"""Define signs in the words of a clause: patterns from the labelling guideline."""
