"""Maintain an installation: backup, restore, check, upgrade, and migration to PostgreSQL."""
