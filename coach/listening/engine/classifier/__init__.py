"""What a reply does, as a ``judgement``: pure, without a word for the screen. ``judge`` is the way
in and goes to ``basic`` (cues and shared words) or to ``full`` (the trained heads over ``features``
and the sentence encoder, with ``evidence`` gathered once). ``coverage`` finds key points. The
trained numbers lie in ``coach/listening/engine/model``, where a README says how good they are.
"""
