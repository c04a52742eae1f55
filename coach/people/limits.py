"""Define the bounds of what is kept about people, and the names of what can be chosen."""

from datetime import date

FIRST_DAY = date(2000, 1, 1)  # of a touch

# characters
NAME, CALLED, RING, ROLE, GROUP, TAG = 80, 40, 40, 80, 40, 40
LESSON = 80  # of a lesson's id
LINE, NOTE, NOTE_FOUND, FOUND, WAY = 200, 300, 520, 600, 254

# numbers of rows
MOST_PEOPLE = 5_000
MOST_RINGS = 8
MOST_WAYS, MOST_TAGS, MOST_DATES = 8, 12, 12  # for each person
MOST_PROMISES = 200  # open ones
MOST_TIES = 60  # of one person
MOST_WANTED = 2  # groups wished for

CHANNELS = ("met", "call", "video", "message", "mail", "letter", "other")
USUAL = "message"  # the channel of a stamp if nothing else is known
MARKS = ("thanked", "gave", "got", "news")
RINGS = (("About monthly", 30), ("About every quarter", 91), ("About once a year", 365))
