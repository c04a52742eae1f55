"""What the writing room's judge is trained on: messages by several writers, with their labels.

Writers whose name begins with ``heldout-`` are for measuring alone: nothing is trained on them.
"""
