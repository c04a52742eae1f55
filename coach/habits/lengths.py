"""How long the texts of a habit may be, in characters."""

NAME, WORDS, NOTE, UNIT = 80, 200, 1000, 20  # a name, a cue or an act, a note, a number's unit
