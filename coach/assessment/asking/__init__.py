"""The questions of a week, one on a page."""
