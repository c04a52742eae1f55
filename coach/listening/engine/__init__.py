"""What a reply does, worked out from its text alone: pure, without network, rows or requests.

``text`` takes a reply apart, ``cues`` are patterns that are signs of an act, ``classifier`` judges,
and ``feedback`` puts the judgement into authors' sentences. The weights lie in ``model``.
"""
