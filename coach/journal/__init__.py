"""What a person wrote for themselves."""
