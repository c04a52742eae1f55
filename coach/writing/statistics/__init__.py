"""What first drafts had, month by month: shares of parts, with how far chance may move them."""
