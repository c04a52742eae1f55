"""Define questions: what each type asks, how it reads and marks an answer, and its feedback."""
