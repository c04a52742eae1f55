"""The writing room: a draft of a message is read, and the parts of a good one are pointed out.

``engine`` reads and judges a draft; it is pure and knows no page, database or clock.
"""
