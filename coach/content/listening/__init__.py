"""Reading the listening room's files, and the rules for them (M01-M13)."""
