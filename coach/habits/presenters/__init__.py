"""Build what pages show of habits, as plain data and sentences, without rows or requests.

``row`` is a habit in one row (Today, the list), and ``page`` its own page with the ``year_chart``.
``month`` is one month, ``explanation`` the days behind its numbers, ``reordering`` what moves its
strength, ``recount`` the effect of days away, ``week`` the sentence on Today, and ``milestone`` the
praise at a check-in. ``phrases`` holds the sentences that they share.
"""
