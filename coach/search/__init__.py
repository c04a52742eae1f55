"""Search the course, the app's pages and a user's own texts."""
