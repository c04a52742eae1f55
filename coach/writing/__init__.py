"""Help to write a message: judge a draft, and point out the parts of a good one.

``engine`` reads and judges a draft. It is pure: it uses no page, database or clock.
"""
