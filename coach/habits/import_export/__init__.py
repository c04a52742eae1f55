"""Habits carried here from other trackers, out to a file, and back again.

``upload`` tells which file it is and what it would bring; ``loop`` with ``loop_csv`` and
``loop_database`` reads Loop Habit Tracker's, ``beaverhabits`` that program's, ``ours`` reads and
writes our own, and ``brought`` is what all of them give. ``import_queries`` writes an import down
and takes it back; ``packed`` keeps what was uploaded until the person decides.
"""
