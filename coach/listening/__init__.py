"""Practise active listening: a colleague speaks, the learner replies and gets feedback.

``exercise``, ``room``, ``scene`` and ``progression`` hold the exercises, beside the views and
queries. The ``engine`` judges a reply: ``text`` parses it, ``cues`` finds cues in it,
``classifier`` classifies it, and ``feedback`` writes the feedback. ``statistics`` counts the
results, and the practice log keeps real conversations: nothing judges them, and only the user can
read them.
"""
