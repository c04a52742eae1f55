"""The rules of habits, as pure functions of days; nothing here knows rows, requests or sentences.

``schedule`` is what a habit asks for and ``history`` what happened, day by day; ``zones`` says how
long a day was for somebody who travelled. ``streak`` is what all runs share, ``run_of_days``,
``run_of_periods`` (weeks and months) and ``run_of_times`` (every n days) are their kinds, and
``strength`` is the number from 0 to 1. ``running`` folds days into all that, ``calendar`` tells
what each day was, ``past`` keeps it in a letter a day, and ``graduation`` says when one is done.
"""
