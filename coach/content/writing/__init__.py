"""Reading the writing room's files, and the rules for them (W01-W06)."""
