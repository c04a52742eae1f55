"""Programs and data for developers; not part of the wheel."""
