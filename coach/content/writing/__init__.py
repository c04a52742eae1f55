"""Read the writing room's files, and check their rules (W01-W06)."""
