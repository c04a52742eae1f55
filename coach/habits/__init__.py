"""Habits: an act with its if-then plan, the days it was done on, and what they amount to.

Here are the list, a habit's page and its plan; ``track`` is a habit with all its days, read by
``track_queries`` for everything that shows one, and ``running_queries`` keeps the stored numbers
right after each write. The rules by which days count are in ``rules``, what pages say of them in
``showing``, recording a day in ``days``, pauses and farewells in ``time_off``, calendar and mails
in ``reminding``, import and export in ``exchange``.
"""
