"""Parse a reply as text: words, clauses and sentences, with their places.

Other modules compare it with the message, find numbers, and check that it is English. Nothing here
depends on the rest of the engine.
"""
