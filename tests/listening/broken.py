"""Changes that break the good room, each with the code and the line to be named."""

from tests.lessons.broken import Broken
from tests.listening.course import AMARA, FOLDER, LINES, MAREN, SPOKEN, SPOTS, TALK

SAYS = "All ready but the valves"
ROTA_POINT = "also: People keep calling in sick.\n"
FEELINGS = "torn, stuck, worried, anxious, regret, guilty, alone, exposed, frustrated"
LAST_TURN = "::: turn id=third"
MORE = "".join(
    f"::: point id={name}\npoint: A.\nalso: B.\nalso: C.\nquote: with my tray\n:::\n"
    for name in ("tray", "tray-too")
)
SHORT = "So I’ve got the steering group on Thursday, ten people and one hour, and I don’t"

BROKEN = [
    Broken(
        "M01", MAREN, "unspoken: Torn, with some regret: she let a month pass.\n", "", "id=torn"
    ),
    Broken(
        "M01",
        MAREN,
        "ask: When you deleted that mail on the Monday, what were you hoping for?",
        "ask:",
        "ask:",
    ),
    Broken("M01", LINES, "model: Forty orders, and no oven.\n", "", "id=tl-oven"),
    Broken("M01", SPOTS, "why: Yes or no ends it.\n", "", "id=ts-oven"),
    Broken(
        "M01",
        SPOTS,
        "not: closed | Yes or no would not answer it.",
        "not: closed |",
        "why: He can answer",
        1,
    ),
    Broken(
        "M01",
        TALK,
        "model-closed: Before you go: you did not sound done. What is left?\n",
        "",
        LAST_TURN,
    ),
    Broken("M01", TALK, "closed: Anyway. I’d better get the stock on.\n", "", LAST_TURN),
    Broken("M02", MAREN, "unspoken: Torn", "unspokn: Torn", "unspokn"),
    Broken("M02", LINES, f"model: {SAYS}", f"model: Yes.\nmodel: {SAYS}", f"model: {SAYS}"),
    Broken("M03", MAREN, "::: feeling id=torn\n", f"{MORE}::: feeling id=torn\n", "moved-twice"),
    Broken(
        "M03",
        MAREN,
        "also: She does not know what",
        "point: X.\nalso: She does not know what",
        "point: X.",
    ),
    Broken(
        "M03",
        TALK,
        "also: He wanted to be asked.",
        "also: He was not asked.\npoint: A.\nalso: B.\nalso: C.\npoint: D.\nalso: E.\nalso: F.",
        "point: He would have agreed",
    ),
    Broken("M04", LINES, ROTA_POINT, "", "point: Somebody has been missing"),
    Broken(
        "M04",
        MAREN,
        "also: Her people suspect that she covers for them.\n",
        "",
        "point: Her own team",
    ),
    Broken(
        "M05",
        MAREN,
        "quote: moved the launch twice",
        "quote: moved the start twice",
        "quote: moved",
    ),
    Broken("M05", MAREN, "quote: raised it a month ago", "quote: raised it", "quote: raised"),
    Broken(
        "M05", MAREN, "quote: I’m covering for them", "quote: I'm covering for them", "quote: I'm"
    ),
    Broken(
        "M05",
        MAREN,
        "quote: raised it a month ago",
        "quote: have raised it a month a",
        "quote: have",
    ),
    Broken("M06", MAREN, FEELINGS, "torn, stuck, worried", "accept: torn, stuck, worried"),
    Broken("M06", MAREN, FEELINGS, f"{FEELINGS}, Afraid", "Afraid"),
    Broken("M06", LINES, "accept: gutted, disappointed", "accept: gutted", "accept: gutted"),
    Broken(
        "M07", MAREN, SHORT, f"{'And on it goes, week after week. ' * 12}{SHORT}", "We’ve moved"
    ),
    Broken("M08", MAREN, "ten people and one hour", "10 people and one hour", "10 people"),
    Broken("M08", LINES, "forty orders waiting", "40 orders waiting", "40 orders"),
    Broken("M08", TALK, "I’d have wanted him to ask", "I'd have wanted him to ask", "I'd have"),
    Broken("M09", MAREN, 'pronoun = "she"', 'pronoun = "her"', "pronoun ="),
    Broken("M09", MAREN, "level = 2", "level = 4", "level ="),
    Broken("M09", LINES, 'skill = "say-back"', 'skill = "sayback"', "skill ="),
    Broken("M09", SPOTS, "act: self-turn", "act: selfturn", "act: selfturn"),
    Broken("M09", SPOTS, "not: closed | It has", "not: advice | It has", "not: advice"),
    Broken("M10", SPOTS, 'skill = "spot"', 'skill = "ask"', "skill ="),
    Broken("M10", LINES, "::: line id=tl-oven", "::: spot id=tl-oven", "tl-oven"),
    Broken("M11", TALK, "::: ending id=ends", "::: turn id=ends", "id=first"),
    Broken(
        "M12", MAREN, "Two more weeks, Maren, honestly", "Two more days, Maren, honestly", "id ="
    ),
    Broken("M13", SPOKEN, '"envelope": "f', '"envelope": "g', "{"),
    Broken("M13", SPOKEN, '"envelope":', '"picture":', "{"),
    Broken("M13", SPOKEN, '"sound_sha256": "d', '"sound_sha256": "e', "{"),
    Broken("M09", MAREN, 'genre = "weight"', 'genre = "wait"', "genre ="),
    Broken("M09", MAREN, 'asks = "nothing"', 'asks = "help"', "asks ="),
    Broken("M14", SPOKEN, '"pieces":', '"parts":', "{"),
    Broken("M14", SPOKEN, '"written"], [480', '"paragraph"], [480', "{"),
    Broken("M14", SPOKEN, '"no-words": 6.4', '"no-word": 6.4', "{"),
    Broken("M14", SPOKEN, '[40, 120, "written"]', '[40, 120, "long"]', "{"),
    Broken("M15", MAREN, "seconds: 1.5", "seconds: 2.5", "seconds: 2.5"),
    Broken("M15", MAREN, "seconds: 1.5", "seconds: long", "seconds: long"),
    Broken("M15", MAREN, "after: I thought, give", "after: I thought: give", "after: I thought:"),
    Broken(
        "M15",
        MAREN,
        "::: pause id=pause-4\nafter: I thought, give them the week.\nseconds: 1.0\n:::\n",
        "",
        "::: pause id=pause-1",
    ),
    Broken(
        "M15",
        MAREN,
        "after: with the hour next to it,",
        "after: with the hour next to it, like a detective.",
        "::: pause id=pause-1",
    ),
    Broken("M16", AMARA, 'asks = "nothing"', 'asks = "advice"', "asks ="),
    Broken("M16", MAREN, 'genre = "weight"', 'genre = "request"', "asks ="),
    Broken("M17", MAREN, "id=team-doubts kind=heart", "id=team-doubts", "::: point id=moved"),
    Broken("M17", MAREN, 'genre = "weight"', 'genre = "ramble"', "::: point id=moved"),
    Broken(
        "M17",
        MAREN,
        'genre = "weight"\nasks = "nothing"',
        'genre = "objection"\nasks = "information"',
        "::: point id=moved",
    ),
    Broken(
        "M18", MAREN, "value: ten people", "value: thursday, ten people", "value: thursday, ten"
    ),
    Broken("M18", MAREN, 'genre = "weight"', 'genre = "brief"', "genre ="),
    Broken("M19", MAREN, "::: recall id=recall-3", "::: recal id=recall-3", "id ="),
    Broken("M09", TALK, "level = 2", 'level = 2\ngenre = "complain"', "genre ="),
    Broken("M21", TALK, "level = 2", 'level = 2\ngenre = "complaint"\npower = "Yours."', "genre ="),
    Broken("M21", TALK, "::: turn id=second", "::: turn id=second asks=action", "id=second"),
    Broken(
        "M04",
        TALK,
        "point: He trained the man who wrote the rota.\nalso: The rota",
        "ask: He trained the man. The rota",
        "ask:",
    ),
    Broken("F01", MAREN, 'hard = "Thursday is near', 'soft = "Thursday is near', "id ="),
    Broken(
        "F04",
        AMARA,
        'id = "amara-drawings"',
        'id = "maren-steering"',
        'id = "maren',
        0,
        f"{FOLDER}/messages/maren-steering.md",
    ),
    Broken("D05", LINES, "id=tl-oven", "id=tl-rota", "tl-demo", -10),
    Broken(
        "D05", MAREN, "::: point id=no-words", "::: point id=moved-twice", "point: She has no", -1
    ),
    Broken("L06", SPOTS, "**return**", "<b>return</b>", "<b>return"),
    Broken(
        "L10", MAREN, 'id = "maren-steering"', 'id = "maren-again"', "maren-steering", 0, "ids.lock"
    ),
]
