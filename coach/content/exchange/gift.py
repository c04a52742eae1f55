r"""GIFT, Moodle's text format for questions (docs.moodle.org/en/GIFT_format).

One question stands between blank lines, ``::id::words { answers }``. A right answer begins with
``=``, a wrong one with ``~``, either may have a weight ``%50%`` and an explanation after ``#``;
``####`` explains the whole. ``\`` makes ``~ = # { } :`` and itself mean nothing special.

``gift_tokens`` undoes the escapes, ``gift_parser`` finds the parts, ``gift_reader`` makes them a
question of ours and tells in a ``gift_reading`` what stays behind; ``gift_writer`` goes the other
way. ``gift_weights`` knows Moodle's list.
"""

from coach.content.exchange.gift_reader import read
from coach.content.exchange.gift_reading import GiftFile, Left, ReadQuestion, Unread
from coach.content.exchange.gift_writer import written

__all__ = ["GiftFile", "Left", "ReadQuestion", "Unread", "read", "written"]
