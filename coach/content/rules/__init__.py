"""The rules that every content file must keep; each breach is a diagnostic with its line."""
