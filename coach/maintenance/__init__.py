"""Keeping an installation well: backups, putting one back, and a look at what it stands on."""
