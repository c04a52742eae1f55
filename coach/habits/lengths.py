"""Define the maximum lengths of a habit's texts, in characters."""

NAME, WORDS, NOTE, UNIT = 80, 200, 1000, 20  # a name; a cue or an act; a note; a goal's unit
