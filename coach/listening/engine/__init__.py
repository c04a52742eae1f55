"""Judge what a reply does from its text alone. Pure: no network, database or requests.

``text`` parses a reply, ``cues`` has patterns that are signs of an act, ``classifier`` judges, and
``feedback`` chooses the authors' sentences. ``model`` holds the weights.
"""
