"""People: guests, accounts and their settings."""
