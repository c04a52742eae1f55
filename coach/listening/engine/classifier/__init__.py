"""Classify what a reply does. The result is a ``Judgement``, without any text for the page.

``judge`` is the entry point. It calls ``basic`` (cues and shared words) or ``full`` (the trained
classifiers on ``features`` and sentence embeddings, with the inputs from ``evidence``).
``key_point_matching`` finds the key points. The weights are in ``coach/listening/engine/model``; a
README there reports their accuracy.
"""
