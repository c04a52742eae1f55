"""Schedule spaced reviews: a concept comes back shortly before it would be forgotten."""
