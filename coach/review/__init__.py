"""Spaced review: what was learnt comes back shortly before it would fade."""
