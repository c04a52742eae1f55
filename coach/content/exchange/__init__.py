"""Import and export questions for other programs."""
