"""Questions carried to other programs and back."""
