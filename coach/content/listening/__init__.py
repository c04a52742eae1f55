"""Read the listening room's files, and check their rules (M01-M20)."""
