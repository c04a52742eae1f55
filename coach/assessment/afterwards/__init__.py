"""What the questions are followed by: the first week seen again, what matters, two lines."""
