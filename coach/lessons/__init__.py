"""Lessons: the course content, its questions, and the way through them."""
