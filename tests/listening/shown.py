"""A reply with all that can be said about one, as in the design's example."""

from coach.listening.engine.classifier.judgement import Act, Judgement, PointMatch
from coach.listening.engine.feedback.parts import Fact, Feedback, Note, Piece, PointSeen
from coach.listening.engine.text.clauses import Span

PIECES = (
    Piece("It sounds like you’re "),
    Piece("stuck between", "works"),
    Piece(" a supplier who "),
    Piece("keeps slipping", "theirs"),
    Piece(" and a team who thinks you’re "),
    Piece("covering for them", "theirs", 1),
    Piece(". "),
    Piece("That’s a hard place to be.", "works", 2),
    Piece(" "),
    Piece("You should just tell the steering group the truth on Thursday.", "advice", 3),
    Piece(" "),
    Piece("Have you talked to the supplier?", "closed", 4),
)
REPLY = "".join(piece.text for piece in PIECES)
FEEDBACK = Feedback(
    finding="You heard the bind she is in, then solved Thursday before she could say why it "
    "scares her.",
    facts=(
        Fact("Key points", "2 of 4 found"),
        Fact("Your question", "Closed"),
        Fact("Advice", "Given once"),
        Fact("Her words reused", "A little"),
    ),
    pieces=PIECES,
    notes=(
        Note("works-1", 1, "works", "“Stuck between” is your own",
             "You joined two of her facts into what they mean.", "stuck between", "fair"),
        Note("works-2", 2, "works", "A feeling, named lightly",
             "You could go nearer. She says she keeps wondering; that may be regret.",
             "That’s a hard place to be.", "fair"),
        Note("advice-1", 3, "advice", "Advice, before she asked",
             "“Just” makes it sound easy. Keep it until she has said what worries her.",
             "You should just tell the steering group the truth on Thursday.", "fair"),
        Note("closed-1", 4, "closed", "A closed question",
             "It can end at yes. Try: “What would you want them to understand on Thursday?”",
             "Have you talked to the supplier?", "solid"),
    ),
    points=(
        PointSeen("moved-twice", "The launch has moved twice because of the supplier.", "yes",
                  "a supplier who keeps slipping", "moved the launch twice"),
        PointSeen("team-doubts", "Her own team thinks she is protecting the supplier.", "yes",
                  "a team who thinks you’re covering for them", "I’m covering for them"),
        PointSeen("a-month-ago", "She wonders about raising it sooner.", "no", "",
                  "raised it a month ago"),
        PointSeen("no-words", "She has no words yet for Thursday.", "either",
                  "tell the steering group the truth on Thursday",
                  "I don’t know what to tell them"),
    ),
    judged="Rules and a language model on this server read your reply. They find a question "
    "nearly always; a key point is taken wrongly about one time in five.",
    mode="full",
    english=True,
    went_well=False,
)  # fmt: skip
JUDGEMENT = Judgement(
    question=Act("yes", 0.99, (Span(164, 196),)),
    question_type="closed",
    advice=Act("yes", 0.9, (Span(101, 163),)),
    reflection=Act("yes", 0.8, (Span(0, 72),)),
    points=(PointMatch(0, "yes", 0.8), PointMatch(1, "yes", 0.7), PointMatch(2, "no", 0.1),
            PointMatch(3, "either", 0.5)),
    parrot=0.1,
    mode="full",
)  # fmt: skip
