"""Manage users: guests, accounts and their settings."""
