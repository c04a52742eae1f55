"""Reading the authors' files: text to blocks, blocks to lessons, and the rules they must keep."""
