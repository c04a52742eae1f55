"""What pages show of habits, worked out from their days and put into words; no rows, no requests.

``card`` is a habit in one row (Today, the list), ``sheet`` its own page with the year's
``picture``, ``month`` a month of it, ``why`` the days behind its numbers, ``week`` the kind
sentence on Today and ``milestone`` the word at a check-in; ``words`` are what all of them say.
"""
