"""Define the cues: patterns that are signs of an act, one module per act, and feeling words.

``cue`` defines a cue; ``findings`` lists all cues by name and finds them in a reply.
"""
