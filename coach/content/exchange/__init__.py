r"""Import and export questions for other programs.

GIFT is Moodle's text format for questions (docs.moodle.org/en/GIFT_format). Blank lines separate
the questions; one is ``::id::words { answers }``. A right answer begins with ``=``, a wrong one
with ``~``; either may have a weight ``%50%``, and feedback after ``#``. ``####`` begins the general
feedback. ``\`` escapes ``~ = # { } :`` and itself.

``gift_tokens`` undoes the escapes, ``gift_parser`` finds the parts, and ``gift_reader`` converts
them to a question and reports in ``imported`` what is lost. ``gift_writer`` does the reverse.
"""
