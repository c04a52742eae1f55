"""Annotate lessons: bookmarks, notes in the margin, ratings."""
