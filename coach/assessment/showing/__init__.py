"""What look-backs show: results, progress, comparisons."""
