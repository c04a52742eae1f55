"""Hold the rules of habits as pure functions of days, without rows, requests or sentences.

``plan`` is what a habit asks for, ``log`` what was recorded day by day, and ``time_zones`` the
length of each day for a user who travels. ``streak`` is what all kinds of run share:
``streak_of_days``, ``streak_of_periods`` (weeks and months) and ``streak_of_times`` (every n days).
``strength`` is the number from 0 to 1. ``fold`` computes all of these day by day, ``day_states``
gives the state of each day, ``day_codes`` stores past days as one letter each, and ``graduation``
tells when a habit may be retired.
"""
