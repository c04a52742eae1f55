"""A reply as text, before anything is judged: its words, clauses and sentences with their places,
the words and runs it shares with what was said, its numbers, and whether it is English. Pure, and
below everything else in the engine.
"""
