"""Nonsense and malice, sent to whatever the app has: every address, every form a page offers.

``explorer`` finds the pages and forms, ``texts`` and ``strategies`` make up what is sent,
``attack`` sends it and looks at the answer, and ``python -m tests.fuzz`` does it at length.
"""
