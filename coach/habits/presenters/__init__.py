"""Build what pages show of habits, as plain data and sentences, without rows or requests.

``row`` is a habit in one row (Today, the list), and ``page`` its own page with the ``year_chart``.
``month`` is one month, ``explanation`` the days behind its numbers and what moves its strength,
``week`` the sentence on Today, and ``changes`` what is said after a write. ``phrases`` holds the
sentences that they share.
"""
