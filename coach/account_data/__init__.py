"""Taking one's things along: export, import, what a guest brings, and leaving for good."""
