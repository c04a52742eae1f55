"""Replies counted over time: what counts of one reply, without the notes that were set aside, and
the shares of each month with how far chance may move them.
"""
