"""Show statistics over all learners to the host, without showing any single user."""
