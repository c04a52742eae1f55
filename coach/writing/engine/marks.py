"""Define which marks a kind of message has: what gets in the way of it, such as ``if-sorry``.

``if-sorry`` is an apology under a condition (“sorry if anybody was hurt”). The words that are a
sign of a mark stand in ``cues/signs.py``, ``judge.py`` decides whether a draft has it, and what is
said about it stands in ``content/en/writing/marks.md``.
"""

from collections.abc import Mapping

# the most serious first
MARKS: Mapping[str, str] = {
    "no": "maybe several grovel vague-time empty",
    "request": "pressure hidden several flattery vague-time empty",
    "offer": "strings pressure flattery vague-time empty",
    "intro": "pressure several flattery vague-time empty",
    "back": "blame grovel hidden several pressure flattery vague-time empty",
    "warning": "maybe blame no-doer if-sorry but-sorry grovel vague-time empty",
    "mistake": "if-sorry but-sorry blame no-doer grovel vague-time empty",
    "follow-up": "hidden several pressure flattery vague-time empty",
    "thanks": "strings flattery self empty",
    "credit": "no-doer strings flattery self empty",
    "change": "strings self advice flattery vague-time empty",
    "new-way": "blame pressure vague-time empty",
}
