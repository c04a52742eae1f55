"""Remind users of habits: by a calendar feed and by one e-mail a day.

``recurrence`` decides on which days a reminder comes, and ``due`` is a habit as its reminder sees
it today. ``icalendar_feed`` is the calendar, ``email`` the text of the e-mails with the signed
links in them. ``sender`` runs one round of e-mails, started by ``commands``; ``queries`` makes sure
that each is sent once.
"""
