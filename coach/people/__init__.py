"""The people who matter to somebody's work, what passes between them, and who comes next.

In this package a *contact* is somebody on the user's list, because a *person* is already the user.
"""
