"""Hold the rules of habits as pure functions of days, without rows, requests or sentences.

``plan`` is what a habit asks for, ``log`` what was recorded day by day, and ``time_zones`` the
length of each day for a user who travels. ``streak`` has the runs of days and times, and
``streak_of_periods`` those of weeks and months. ``strength`` is the number from 0 to 1. ``fold``
computes all of these day by day, and tells when a habit may be retired. ``day_states`` gives the
state of each day, and stores past days as one letter each.
"""
