"""Texts that somebody began and has not kept yet: so that leaving a page loses nothing."""
