"""Keep a user's journal: notes, reflections and filled-in tools."""
