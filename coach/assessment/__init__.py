"""The weekly self-assessment, called look-back on the screen."""
