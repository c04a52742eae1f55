"""Manage time off from a habit: pauses, days away, the archive and graduation."""
