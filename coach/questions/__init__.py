"""Questions: what each type asks, how an answer is read and marked, and what is said about it."""
