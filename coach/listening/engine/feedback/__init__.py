"""A judgement put into authors' sentences: ``explain`` makes all of it, ``finding`` the first
sentence, ``notes`` the marks in the reply. ``shown`` says what feedback consists of, ``kept`` turns
it into JSON and back, so that a reply can be shown again as it was.
"""
