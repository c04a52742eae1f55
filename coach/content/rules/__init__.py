"""Check the rules for all content files. Each fault has its line."""
