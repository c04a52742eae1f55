"""Signs in the words of a clause: patterns written from the labelling guideline."""
