"""Keep the practice log: real conversations, logged in three lines.

Nothing here judges them, and only the user can read them. Logging them completes the last kind of
the progression.
"""
