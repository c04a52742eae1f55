"""Active listening: somebody at work speaks, the learner answers, and sees what the answer did.

What there is to listen to stands here (``exercise``, ``room``, ``scene``, ``path``), with the rows
and the words for the screen. A reply goes through the packages in this order: ``text`` takes it
apart, ``cues`` finds signs in it, ``judging`` says what it does, ``feedback`` puts that into
sentences, ``pages`` shows them, and ``progress`` counts. ``authoring`` reads the authors' files,
``field`` is the log of real talks, ``training`` holds the developers' programs that made ``model``.
"""
