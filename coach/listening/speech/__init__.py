"""Write down what somebody says, with the optional extra ``speech``.

Without the setting ``speech_model`` nothing of it is loaded. No sound is kept: it goes from the
request over a pipe to a process of its own (``child``), and is gone when that has answered.
"""
