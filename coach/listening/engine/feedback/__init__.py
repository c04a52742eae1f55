"""Turn a judgement into feedback in authors' sentences.

``explain`` builds the feedback: ``finding`` chooses its first sentence, ``notes`` its notes on
places in the reply. ``parts`` defines the parts of feedback. ``json_codec`` converts it to JSON and
back, so that a stored reply is shown as it was. ``overruled`` revises it when the learner overrules
a note.
"""
