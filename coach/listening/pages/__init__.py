"""The room's pages: its front page and what all of them share (``views``), messages with their
recordings, drills, conversations, and a reply with its feedback.
"""
