"""Changes that break the good writing room, each with the code and the line to be named."""

from tests.lessons.broken import Broken
from tests.writing.course import FOLLOW_UP, LESSON, MARKS, THANKS

OWN = "occasion: Whom will you write to, and on which day?\n"
SCENE = "Think of a talk you had this week. Write to this person.\n"
MODEL = (
    "> Hi Ben, on Friday you said that you fear frost on your roof.\n"
    ">\n"
    "> Here is the number of a plumber.\n"
)
ROOF = "case id=lea-roof"

BROKEN = [
    Broken("F01", THANKS, 'line = "You write after a talk."\n', "", "id ="),
    Broken("F02", THANKS, "leave =", "leve =", "leve ="),
    Broken("F05", THANKS, '["show-appreciation"]', '["show-apreciation"]', "principles ="),
    Broken("F08", THANKS, 'sources = ["2-01"]', 'sources = ["2-09"]', "sources ="),
    Broken("D03", FOLLOW_UP, "id=lea-roof channel=chat", "id=lea-roof channel=fax", ROOF),
    Broken("D03", FOLLOW_UP, "id=lea-roof channel=chat", "id=lea-roof", ROOF),
    Broken("D03", LESSON, "id=p-own kind=follow-up case=own", "id=p-own kind=follow-up", "p-own"),
    Broken("D05", FOLLOW_UP, "id=lea-gate", "id=lea-roof", ROOF, 15),
    Broken("D05", LESSON, "id=p-own", "id=p-case", "case=own"),
    Broken("W01", THANKS, 'id = "thanks"', 'id = "thankyou"', "id ="),
    Broken("W01", THANKS, 'id = "thanks"', 'id = "change"', "id ="),
    Broken("W01", LESSON, "id=p-case kind=follow-up", "id=p-case kind=folow-up", "p-case"),
    Broken("W01", LESSON, "case=lea-roof", "case=lea-rof", "p-case"),
    Broken("W01", LESSON, "case=lea-roof", "case=kai-bed", "p-case"),
    Broken("W01", MARKS, 'in="thanks"', 'in="thank"', "in="),
    Broken("W02", FOLLOW_UP, "fact: He fears frost on his roof.\n", "", ROOF),
    Broken("W02", FOLLOW_UP, MODEL, "", ROOF),
    Broken("W02", FOLLOW_UP, "> Hi Ben, such a talk!\n", "", ROOF),
    Broken("W04", LESSON, "kind=follow-up case=lea-roof", "kind=thanks case=kai-bed", "p-case"),
    Broken("W05", THANKS, "name: The effect\n", "", "id=effect"),
    Broken("W05", THANKS, "name: The effect", "name:", "id=effect", 1),
    Broken("W05", THANKS, "absent: they do not yet know the act\n", "", "id=act"),
    Broken("W05", LESSON, OWN, "", "p-own"),
    Broken("W05", LESSON, SCENE, "", "p-own"),
    Broken("W05", MARKS, "::: mark id=self\n", "::: mark id=self in=change\n", "sources ="),
    Broken("W06", THANKS, "name: The effect", "nme: The effect", "nme:"),
    Broken("W06", THANKS, "name: The effect", "name: X\nname: The effect", "name: The effect"),
    Broken("W06", THANKS, "part id=effect", "part id=efect", "part id=efect"),
    Broken("W06", THANKS, "part id=effect", "part id=act", "name: The effect", -1),
    Broken("W06", LESSON, OWN, f"{OWN}{OWN}", OWN.strip(), 1),
    Broken("W06", LESSON, "case=lea-roof\n", "case=lea-roof\noccasion: When?\n", "When?"),
    Broken("W06", MARKS, "mark id=self\n", "mark id=selfish\n", "selfish"),
    Broken("W06", MARKS, "mark id=self\n", "mark id=strings\n", "name: The self", -1),
]
