"""Lessons: the course content, its questions, and a learner's progress."""
