"""Keep drafts of texts that are not saved yet, so that leaving a page loses nothing."""
