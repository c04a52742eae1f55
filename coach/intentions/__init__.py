"""Keep what a user wants to say to somebody on a day, and ask on the day after what came of it."""
