"""What a reader adds to a lesson: bookmarks, notes in the margin, a word on the lesson."""
