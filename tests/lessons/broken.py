"""Changes that break the good course, each with the code and the line to be named."""

from typing import NamedTuple

from tests.lessons.course import FIRST, GLOSSARY, PRINCIPLE, REFERENCES, SECOND


class Broken(NamedTuple):
    """In file ``name`` put ``new`` for ``old``; the fault is named ``offset`` lines from the one
    that holds ``words``, in ``where`` if that is another file."""

    code: str
    name: str
    old: str
    new: str
    words: str
    offset: int = 0
    where: str = ""


JUDGE = "p-judge-2 type=judgement"
LONG = "Say it back. " * 200
HARD = "Organisational communication necessitates considerable attentional capabilities " * 14
WEEK = """::: reflect id=r-week
Which talk this week will you try it in? Name the day.
:::
"""
INTENTION = """::: intention id=r-week name="Say it"
ask: Whom will you listen to?
day: On which day?
words: What will you ask?
example: L., Thursday: “What worries you most?”
else: Nobody?"""

BROKEN = [
    Broken("F01", FIRST, 'title = "Show what you heard"\n', "", "id ="),
    Broken("F01", FIRST, 'title = "Show what you heard"', 'title = ""', "title ="),
    Broken("F01", REFERENCES, 'finding = "Talks were short."\n', "", 'number = "2-02"', -1),
    Broken(
        "F01",
        PRINCIPLE,
        '{ id = "listening-keep", title =',
        '{ id = "listening-keep", name =',
        "coming =",
    ),
    Broken("F02", FIRST, "minutes = 7", "minutes = 7\nminuts = 6", "minuts"),
    Broken("F02", GLOSSARY, 'see = ["parroting"]', 'sea = ["parroting"]', "sea ="),
    Broken("F03", FIRST, "minutes = 7", 'minutes = "6"', "minutes ="),
    Broken("F03", FIRST, "minutes = 7", "minutes = six", "minutes ="),
    Broken("F03", FIRST, 'objectives = ["say a point back"]', 'objectives = "say"', "objectives"),
    Broken("F04", FIRST, 'id = "listening-understand"', 'id = "Listening_1"', "id ="),
    Broken("F04", SECOND, 'id = "listening-practise"', 'id = "listening-understand"', "id ="),
    Broken(
        "F04", PRINCIPLE, '{ id = "listening-keep', '{ id = "listening-practise', "id =", 0, SECOND
    ),
    Broken("F04", GLOSSARY, 'id = "parroting"', 'id = "paraphrase"', 'term = "parroting"', -1),
    Broken(
        "F05",
        FIRST,
        'principle = "active-listening"',
        'principle = "active-listning"',
        "principle =",
    ),
    Broken("F05", SECOND, 'first" principle=active-listening', 'first" principle=x', "p-habit"),
    Broken("F05", PRINCIPLE, "number = 2", "number = 3", "number ="),
    Broken("F06", SECOND, "listening-understand", "listening-understood", "requires"),
    Broken(
        "F06", FIRST, "minutes = 7", 'minutes = 7\nrequires = ["listening-practise"]', "requires"
    ),
    Broken("F07", FIRST, "minutes = 7", "minutes = 12", "minutes ="),
    Broken("F08", FIRST, 'sources = ["2-01"]', 'sources = ["2-09"]', "sources ="),
    Broken("F08", FIRST, "missed [2-01]", "missed [2-01, 2-09]", "[2-01, 2-09]"),
    Broken("F08", GLOSSARY, "[2-01]", "[2-03]", "[2-03]"),
    Broken("F09", FIRST, "Say the point back once.", "Say\tit back.", "Say\tit"),
    Broken("F09", FIRST, "Say the point back once.", "Say it\r back.", "Say it\r"),
    Broken("D01", SECOND, "    > Blames.\n:::", "    > Blames.", "p-judge-1"),
    Broken("D01", SECOND, "ask before I help\n:::", "ask before I help", "p-habit"),
    Broken("D01", SECOND, "3. Help\n:::", "3. Help\n\n## More\nWords.\n", "p-order"),
    Broken("D02", SECOND, "::: reflect", "::: reflection", "::: reflection"),
    Broken("D03", SECOND, "id=p-order type", "id=p-order typ=order type", "p-order"),
    Broken("D03", SECOND, "id=p-order type", "id=p-order id=p-x type", "p-order"),
    Broken("D03", SECOND, "id=p-order type=order", "id=p-order type=ordre", "p-order"),
    Broken("D03", SECOND, "id=p-order type=order", "id=p-order order", "p-order"),
    Broken("D04", SECOND, "1. Hear", "::: example id=ex-in\nBen: Hm.\n:::\n1. Hear", "ex-in"),
    Broken("D05", SECOND, "::: reflect id=p-reflect", "::: reflect", "::: reflect"),
    Broken("D05", SECOND, "id=p-reflect", "id=r-week", "r-week"),
    Broken("D05", SECOND, "id=p-reflect", "id=P-Reflect", "P-Reflect"),
    Broken("D06", SECOND, "Say it back, and stop.", "Say it back.\n:::", ":::"),
    Broken("Q01", FIRST, "(x) ", "( ) ", "q-single"),
    Broken("Q01", FIRST, '( ) "That always', '(x) "That always', "q-single"),
    Broken("Q02", FIRST, "[ ] ", "[x] ", "q-multiple"),
    Broken("Q03", FIRST, "    > Comfort.\n", "", "That always"),
    Broken("Q03", FIRST, " > It ends the talk.", "", "Everyone is busy"),
    Broken("Q04", FIRST, '[ ] "Escalate it."\n    > Advice.\n', "", "q-multiple"),
    Broken(
        "Q05",
        FIRST,
        'Your people heard last."\n    > Fits, and',
        'It moved again!"\n    > Fits, and',
        "[x 2]",
    ),
    Broken("Q05", SECOND, "3. Help", "3. Ask", "3. Ask"),
    Broken("Q07", SECOND, "Not to worry, it happens.", "All of the above", "All of the above"),
    Broken("Q08", SECOND, "3. Help\n", "", "p-order"),
    Broken("Q09", SECOND, '"Poor you." = Comforts', '"Poor you." =', "Poor you"),
    Broken("Q09", SECOND, '"Poor you." = Comforts\n', "", "p-match"),
    Broken("Q10", FIRST, "{{nothing|no thing}}", "nothing", "q-cloze"),
    Broken("Q10", FIRST, "{{nothing|no thing}}", "{{ }}", "q-cloze"),
    Broken("Q11", FIRST, "(1) Send", "(3) Send", "q-judge-1"),
    Broken("Q11", SECOND, '(0) "Let us talk about my week."\n    > Leaves.\n', "", "p-judge-2"),
    Broken("Q12", FIRST, "answer=24", "answer=124", "q-scale"),
    Broken("Q12", FIRST, "min=0 max=100", "max=100", "q-scale"),
    Broken("Q12", FIRST, "tolerance=6", "tolerance=-6", "q-scale"),
    Broken("Q13", FIRST, "-> closed 0", "-> closd 0", "Everyone is busy"),
    Broken("Q13", FIRST, "-> closed 0", "-> open 0", "[closed]"),
    Broken("Q13", FIRST, 'Sunday." (end)', 'Sunday."', "[open]"),
    Broken("Q13", FIRST, 'Sunday." (end)', 'Sunday."\n- "So?" -> open > On it goes.', "[open]"),
    Broken("Q13", FIRST, "[closed] Mia", "[open] Mia", '[open] Mia: "Never'),
    Broken("Q14", SECOND, f"{JUDGE} concept=attention", f"{JUDGE} concept=new", "p-judge-2"),
    Broken("Q14", SECOND, f"{JUDGE} concept=attention", JUDGE, "p-judge-2"),
    Broken("L01", SECOND, "ex-again kind=contrast", "ex-again kind=script", "+++"),
    Broken("N01", SECOND, "Say it back, and stop.", LONG, "minutes ="),
    Broken(
        "L01",
        SECOND,
        "::: reflect id=p-reflect\nWhere will you try it this week?\n:::\n",
        "",
        "+++",
    ),
    Broken("L02", FIRST, "### In other words", "#### In other words", "In other words"),
    Broken("L02", FIRST, "## Plain rules", "# Plain rules", "Plain rules"),
    Broken(
        "L03",
        FIRST,
        "Say the point back once.",
        "Say the point back once. " + "And so on. " * 60,
        "## Plain",
    ),
    Broken("L04", FIRST, "Say the point back once.", "![](https://example.org/a.png)", "![]"),
    Broken(
        "L05", FIRST, "/learn/active-listening", "/learn/active-listning", "/learn/active-listning"
    ),
    Broken("L05", FIRST, "[[paraphrase|", "[[parafrase|", "[[parafrase"),
    Broken("L05", GLOSSARY, 'see = ["parroting"]', 'see = ["parrots"]', "see ="),
    Broken("L06", FIRST, "Say the point back once.", "Say <b>it</b> back.", "<b>"),
    Broken("L06", PRINCIPLE, "People at work", "<!-- note --> People at work", "<!--"),
    Broken("L06", GLOSSARY, "The same words", "The <i>same</i> words", "<i>"),
    Broken("L08", FIRST, "Say the point back once.", HARD, "Organisational"),
    Broken("L09", FIRST, "if: a colleague ends a longer turn\n", "", "h-back"),
    Broken("L09", FIRST, "per=week target=3", "per=week", "h-back"),
    Broken("L09", FIRST, ' name="The point said back"', "", "h-back"),
    Broken("L09", FIRST, "then: ", "then: I ", "h-back"),
    Broken("L09", SECOND, ' days="mon thu"', "", "p-habit"),
    Broken("L11", FIRST, '= ["paraphrase"]', '= ["paraphrase", "attention"]', "shown_by"),
    Broken("L11", FIRST, '= ["paraphrase"]', '= ["paraphrasing"]', "shown_by"),
    Broken("L12", FIRST, "Which talk this", "- Which talk this", "r-week"),
    Broken("L12", FIRST, "id=r-week", 'id=r-week name="One talk"\n- Who?\n- Who?\n> So', "r-week"),
    Broken("L12", FIRST, "id=r-week", f'id=r-week name="{"Talk " * 12}"\n- Who?', "r-week"),
    Broken("L12", FIRST, "id=r-week", 'id=r-week name="Talk"\n- A\n- B\n- C\n- D\n- E', "r-week"),
    *(
        Broken("L13", FIRST, WEEK, f"{INTENTION.replace(old, new)}\n:::\n", "r-week")
        for old, new in (("day: ", "when: "), ("else: Nobody?", ""), (' name="Say it"', ""))
    ),
    Broken("L10", FIRST, "id=h-back", "id=h-again", "h-back", 0, "ids.lock"),
]
