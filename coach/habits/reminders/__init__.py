"""Reminders: when a habit rings, the calendar that rings it, and the mail of the day.

``ringing`` is the rule by which reminders thin out, ``due`` a habit as its reminder sees it today;
``feed`` is the calendar, ``subscription`` how programs get at it, ``letter`` what the mails say and
``links`` what a press in them allows.
``remind`` is one round of mails, begun by ``commands``; ``mail_queries`` sees to it that each is
sent once.
"""
