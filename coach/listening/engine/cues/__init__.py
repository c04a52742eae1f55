"""The hand cues: patterns that are signs of an act, one module for each act, and the words for
feelings. ``cue`` says what a cue is; ``findings`` knows them all by name and finds them in a reply.
"""
