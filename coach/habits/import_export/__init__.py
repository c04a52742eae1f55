"""Import habits from other trackers, and export habits to files that can be imported again.

``detect`` recognises the file and previews the import. ``loop``, ``loop_csv`` and ``loop_database``
read files of Loop Habit Tracker, ``beaverhabits`` those of beaverhabits, and ``native_format``
reads and writes our own. All of them return the data of ``imported``. ``import_queries`` writes an
import and undoes it.
"""
