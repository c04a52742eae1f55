"""Remind users of habits: by a calendar feed and by one e-mail a day.

``recurrence`` decides on which days a reminder comes. ``calendar_reminders`` computes from a habit
as it is today its reminder in the calendar, and the days on which that is silent.
``icalendar_format`` writes the calendar's file, ``email`` the e-mails with their signed links.
``sender`` runs one round of e-mails, started by ``commands``; ``queries`` makes sure
that each is sent once.
"""
