"""When nothing is asked of a habit: pauses, days away, the archive, graduation."""
