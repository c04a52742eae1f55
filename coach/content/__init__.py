"""Read the authors' files: parse text to blocks and lessons, and check the rules."""
