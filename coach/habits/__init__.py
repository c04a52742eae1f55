"""Manage habits: an act with an if-then plan, its check-ins, and the numbers they give.

This package holds the list, a habit's page and its plan. ``habit_log`` is a habit with all its
days, read by ``log_queries``; ``snapshots`` updates the stored numbers after each write. ``rules``
decides how days count, ``presenters`` builds what pages show, ``check_ins`` records days,
``pauses`` holds days away, the archive and graduation, ``reminders`` the calendar and e-mails, and
``import_export`` files.
"""
