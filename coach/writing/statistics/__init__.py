"""Count the parts of first drafts by month: shares with their intervals."""
