"""The decided cases of the labelling guideline: sentences that make a part or a mark, and others
that come close and do not."""

PARTS: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("no", "heard"): (
        (
            "You're short of one driver for Monday.",
            "Kind of you to ask me.",
            "You wanted to know whether we lend it out.",
        ),
        ("Thanks for your mail.", "About Saturday:"),
    ),
    ("no", "no"): (
        (
            "I won't.",
            "I have to turn it down.",
            "Not this year.",
            "I'd rather not.",
            "Count me out.",
            "Please plan without me.",
            "We chose another firm.",
            "The texts yes, the pictures no.",
        ),
        (
            "That's going to be tricky.",
            "I doubt that I can.",
            "I'd love to, but my week is full of audits.",
        ),
    ),
    ("no", "reason"): (
        (
            "Sundays are for my family.",
            "Our policy caps gifts at 50.",
            "I think the plan is wrong.",
        ),
        (
            "I'm too busy.",
            "I have other commitments.",
            "I've a lot on my plate.",
            "For personal reasons.",
            "It is not possible.",
            "I'm not the right person.",
        ),
    ),
    ("no", "instead"): (
        ("I'll read your draft on Thursday.", "Petra runs one.", "Ask me again in May."),
        (
            "Another time perhaps.",
            "Do think of me again.",
            "Let me know if I can help.",
            "Ask somebody else.",
        ),
    ),
    ("request", "ask"): (
        (
            "Could you check the three prices on page 2?",
            "Can we talk for 20 minutes about the lease?",
        ),
        (
            "Can you help me with it?",
            "I need your input.",
            "Please support us.",
            "May I pick your brain?",
        ),
    ),
    ("request", "reason"): (
        (
            "The bank wants it.",
            "Our lawyer is ill and it closes on the 4th.",
            "It is for a meeting.",
        ),
        ("It's important.", "I really need it."),
    ),
    ("request", "why-you"): (
        (
            "You did this move last year.",
            "Ana said you know the client.",
            "You're the only one with the key.",
        ),
        ("You're so good at this.", "You're the only one who can help.", "I helped you then."),
    ),
    ("request", "size"): (
        (
            "It takes ten minutes.",
            "It's two pages.",
            "From eight till noon.",
            "A yes or no is enough.",
        ),
        ("It takes a minute.", "Just a sec.", "It's a quick one.", "It takes a few minutes."),
    ),
    ("request", "by-when"): (
        ("I need it before Friday.", "The tender closes on the 4th."),
        ("I need it asap.", "Send it when you can.", "There's no hurry."),
    ),
    ("request", "way-out"): (
        ("A no is fine.", "If not, Jo does it.", "No worries if it's too much."),
        (
            "If possible.",
            "If you have time.",
            "If you don't mind.",
            "Whenever it suits.",
            "No hurry.",
        ),
    ),
    ("offer", "thing"): (
        ("The port has a new form for cold goods.", "I could read your grant text for figures."),
        (
            "I can give you any help.",
            "I have some stuff for you.",
            "Here's an article you may like.",
            "I'm here if you need me.",
        ),
    ),
    ("offer", "fit"): (
        (
            "You said the tenants ask.",
            "Since you open in Lyon in May.",
            "It's for your talk on Monday.",
            "It's the form you could not find.",
        ),
        ("I thought of you.", "It might interest you.", "You are so clever."),
    ),
    ("offer", "pinpoint"): (
        (
            "It's on page 12.",
            "In short: apply before you order.",
            "I could give it an hour on Friday.",
        ),
        ("Have a look!", "It's rather long."),
    ),
    ("offer", "source"): (
        (
            "It's from Ilse at the chamber.",
            "The tax office says so.",
            "We've used it since March.",
            "I haven't tested it.",
        ),
        ("I came across it.", "I found this."),
    ),
    ("offer", "free"): (
        (
            "Don't feel you have to answer.",
            "Leave it if it's no use.",
            "Would it be of use if I read it?",
            "Shall I, or do you want to do it alone?",
        ),
        ("Hope it helps!", "Let me know what you think.", "Happy to help."),
    ),
    ("intro", "who"): (
        ("I know my cousin, a welder in Gdynia.", "It's Mercy Ade, who runs the seed bank."),
        (
            "A friend of mine would like to meet you.",
            "My nephew would like to meet you.",
            "Do you know Sarah Kim?",
        ),
    ),
    ("intro", "aim"): (
        ("She'd like to hear how you priced it.", "They want to talk about kilns."),
        ("You'd get on.", "He's looking for contacts.", "He wants to get to know you."),
    ),
    ("intro", "gain"): (
        ("He has the rig you wanted.", "You both fight the same supplier."),
        ("Great guy.", "You've done it before."),
    ),
    ("intro", "permission"): (
        ("May I give her your address?", "Open to it?", "Shall I tell him who you are?"),
        ("Meet Tom (cc).", "I'll connect you.", "He has your number now, hope that's ok."),
    ),
    ("intro", "both-sides"): (
        ("He has no idea whom I mean.", "She said yes already.", "I'm asking her too."),
        (
            "She wants to know how you dry it.",
            "She asked if I knew anybody.",
            "He's waiting for your call.",
        ),
    ),
    ("intro", "way-out"): (
        ("If not, I'll tell him I couldn't help.", "A no is fine."),
        ("If you have a minute.", "Hope you like the idea!"),
    ),
    ("back", "gap"): (
        (
            "It's three years already.",
            "I owe you a letter since June.",
            "The last I heard was a card from Oslo.",
        ),
        ("I still see us in 2016.", "Hello again!"),
    ),
    ("back", "memory"): (
        ("You lent me your boots for the site visit.", "I still use your rule about wet plaster."),
        ("I miss the good old days.", "Working with you was great.", "I often think of you."),
    ),
    ("back", "reason"): (
        (
            "I passed the old office today.",
            "I'm looking for a job.",
            "Your name came up on Monday.",
        ),
        ("Just saying hi.", "I was thinking of you."),
    ),
    ("back", "question"): (
        ("What keeps you busy now?", "Still at the mill?", "How did the clinic turn out?"),
        ("How are you?", "How's the family?", "All good?", "Do you remember the rain?"),
    ),
    ("back", "free"): (
        ("No answer needed.", "When you like, or never.", "No pressure."),
        ("Write when you have time.", "Hope to hear from you."),
    ),
    ("warning", "news"): (
        ("We won't make Friday.", "I need until Tuesday.", "Likely Monday instead."),
        ("It's tight.", "There are problems with the supplier.", "It might slip a bit."),
    ),
    ("warning", "new-date"): (
        ("You have it on Tuesday at noon.", "On Monday I'll know the day."),
        ("You have it as soon as we can.", "You have it early next year."),
    ),
    ("warning", "cause"): (
        ("The pump broke on Sunday.", "I forgot the holiday."),
        ("It's unforeseen circumstances.", "It's for technical reasons.", "There are some issues."),
    ),
    ("warning", "partial"): (
        (
            "You have two chapters on Friday.",
            "I can lend you a tank.",
            "The opening itself is not affected.",
        ),
        ("We're working flat out.", "We do our best."),
    ),
    ("warning", "choice"): (
        ("Does that work?", "Which first?", "Say so if that's too late."),
        ("Hope that's ok.", "Let me know if you have questions.", "Thanks for your patience."),
    ),
    ("warning", "own"): (
        ("I'm sorry.", "Apologies for this.", "My estimate was too short."),
        ("Unfortunately it is late.", "We regret to inform you.", "Sorry for any inconvenience."),
    ),
    ("mistake", "did"): (
        ("I sent the old file.", "Forgot to book it.", "The wrong file went out, and that was me."),
        ("A mistake happened.", "My bad!"),
    ),
    ("mistake", "regret"): (
        (
            "I'm sorry.",
            "Apologies.",
            "I should never have sent it.",
            "Sorry for the inconvenience.",
        ),
        (
            "Sorry if that upset you.",
            "Sorry for any inconvenience.",
            "Sorry you feel that way.",
            "Sorry to bother you.",
        ),
    ),
    ("mistake", "effect"): (
        (
            "You stood there without slides.",
            "The guests ate an hour late.",
            "What did it cost you?",
        ),
        ("Sorry for the trouble.", "I know what it meant to you."),
    ),
    ("mistake", "repair"): (
        ("The right one is in your inbox.", "I'll type them in by Wednesday."),
        ("We're looking into it.", "I'll make it good.", "I'll do my best."),
    ),
    ("mistake", "change"): (
        ("From Monday the driver reads it back.", "I've set a second reminder."),
        ("I'll be more careful.", "Never again.", "Lesson learnt."),
    ),
    ("follow-up", "occasion"): (
        (
            "Good to see you at the pump stand.",
            "Thanks for our call about the cold store.",
            "It was a good walk through the vineyard yesterday.",
        ),
        ("Nice to meet you.",),
    ),
    ("follow-up", "heard"): (
        ("You said your seals fail in frost.", "I liked your story of the lost suitcase."),
        ("I liked your thoughts on leadership.", "Interesting talk!"),
    ),
    ("follow-up", "bring"): (
        (
            "The paper on lime is attached.",
            "My uncle says lime and oil.",
            "The drawing comes on Thursday.",
        ),
        ("I'll send some info.", "Let me know if I can help."),
    ),
    ("follow-up", "next"): (
        ("May I ring on Thursday?", "See you at the November meeting."),
        ("Let's stay in touch.", "Coffee some time?", "Let's connect."),
    ),
    ("follow-up", "way-out"): (
        ("If it's solved, just say so.", "No need to answer."),
        ("Looking forward to your reply.", "When you have a moment."),
    ),
    ("thanks", "thanks"): (
        ("Thank you.", "Thx!", "I'm grateful.", "Much obliged.", "I owe you one."),
        ("That was great.", "You stayed till ten."),
    ),
    ("thanks", "act"): (
        ("Thank you for staying on the line till nine.", "You recounted the tills on Sunday."),
        (
            "Thanks for your help.",
            "Thank you for your support.",
            "Thanks for everything.",
            "Thanks for taking care of things.",
        ),
    ),
    ("thanks", "effect"): (
        ("The client signed.", "I could sleep.", "I felt less alone in that room."),
        ("It helped a lot.", "It means a lot.", "I was so happy.", "It was such a relief."),
    ),
    ("thanks", "quality"): (
        (
            "You could have gone home.",
            "That was patient of you.",
            "You did it after your shift.",
            "You did it without being asked.",
        ),
        ("You're the best.", "So kind!"),
    ),
    ("credit", "name"): (
        ("Farid relabelled 900 drawers.", "A word about @mo, who found the leak."),
        ("The team did well.", "Our intern did well."),
    ),
    ("credit", "act"): (
        ("Farid relabelled 900 drawers.", "Lena found the leak."),
        ("Lena did a great job.", "Lena helped a lot."),
    ),
    ("credit", "result"): (
        ("The client renewed.", "We opened on time."),
        ("It was a success.", "It went well.", "The customer is happy."),
    ),
    ("credit", "quality"): (
        (
            "Lena did it in her second week.",
            "She paid for it herself.",
            "She saw what none of us saw.",
        ),
        ("Lena is amazing.", "She is so dedicated."),
    ),
    ("credit", "to-them"): (
        ("Ask her.", "He shows it on Tuesday.", "Tell him when you see him."),
        ("Well done Lena!",),
    ),
    ("change", "names"): (
        ("Congratulations on the promotion.", "You're the new night editor."),
        ("Congratulations on your news.", "These are exciting times."),
    ),
    ("change", "glad"): (
        (
            "Congratulations!",
            "Well done.",
            "What good news.",
            "I'm sorry you have to go.",
            "We'll miss you.",
        ),
        ("Brave!", "You'll do great."),
    ),
    ("change", "specific"): (
        ("After three years of night school.", "I remember the way you ran the flood shift."),
        ("You worked hard for it.", "Nobody deserves it more."),
    ),
    ("change", "question"): (
        ("Do you keep the old team?", "What happens to your mornings?"),
        ("How are you?", "Excited?"),
    ),
    ("change", "between"): (
        (
            "Who gets the figures from now on?",
            "Shall we keep Thursdays?",
            "I'll brief your successor.",
        ),
        ("Let's stay in touch.", "Happy to help."),
    ),
    ("new-way", "changed"): (
        (
            "Since you moved to lates we miss each other.",
            "The board shows stock live now.",
            "Three Mondays running we missed each other.",
        ),
        ("Times change.", "It isn't working."),
    ),
    ("new-way", "proposal"): (
        ("I could send you a text by noon.", "We could meet every second Tuesday."),
        ("We should meet less.", "We should communicate better."),
    ),
    ("new-way", "their-say"): (
        (
            "What suits you?",
            "Is that ok for you?",
            "Say so if you like it as it is.",
            "You decide.",
        ),
        ("Hope that's fine.", "Please confirm."),
    ),
    ("new-way", "trial"): (
        ("We do it until Easter.", "Let's do it for four weeks.", "We look at it again in May."),
        ("Let's try it.",),
    ),
    ("new-way", "need"): (
        ("Urgent ones still by phone.", "I need a word by noon if the rye runs out."),
        ("It would save us time.", "It would be great."),
    ),
}
MARKS: dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("mistake", "if-sorry"): (
        (
            "I'm sorry if anyone was hurt.",
            "Sorry for any inconvenience.",
            "Sorry you feel that way.",
        ),
        ("I'm sorry that you stood in the rain.",),
    ),
    ("warning", "but-sorry"): (
        ("I'm sorry it is late, but you sent the plans on Monday.",),
        ("Sorry, but Friday won't work.",),
    ),
    ("mistake", "blame"): (
        (
            "It was a crazy week.",
            "You never sent me the list.",
            "My colleague gave me the wrong file.",
        ),
        ("The tool cut a column and I didn't look.",),
    ),
    ("mistake", "grovel"): (
        (
            "Please forgive me.",
            "I feel terrible.",
            "I couldn't sleep.",
            "I'm so ashamed, I'm the worst colleague.",
        ),
        ("I'm really sorry.", "I'm embarrassed."),
    ),
    ("no", "maybe"): (
        ("I'll try.", "Let me think.", "It might be difficult.", "Maybe another time."),
        ("I could do it on Friday instead.",),
    ),
    ("warning", "maybe"): (
        ("It should be fine.", "Fingers crossed.", "Hopefully it works."),
        ("Likely Monday.",),
    ),
    ("request", "vague-time"): (
        ("Could you send me the list soon?", "Please send me the list asap."),
        ("Send it whenever it suits.", "See you soon.", "Hope to hear from you soon."),
    ),
    ("request", "pressure"): (
        (
            "I know you're busy, but could you sign it?",
            "Thanks in advance for signing it.",
            "I'm counting on you.",
            "I'm sure you won't mind.",
        ),
        ("It takes ten minutes.", "I just wanted to thank you.", "I've just sent it."),
    ),
    ("back", "hidden"): (
        ("If you hear of anything, I'm still looking.",),
        ("Could you write me a reference?",),
    ),
    ("thanks", "flattery"): (
        ("You're a star.", "You're a legend.", "You are simply the best."),
        ("Well done.", "That was good work."),
    ),
    ("change", "advice"): (
        ("You should get it in writing.", "Don't let them push you."),
        ("Do you keep the old team?",),
    ),
    ("thanks", "self"): (
        ("When I was promoted I had nobody.",),
        ("I slept that night.",),
    ),
    ("no", "empty"): (
        ("I hope you are well.", "I hope you had a nice weekend.", "I'm writing to you today."),
        ("How are you?", "Happy New Year!"),
    ),
}
