"""Run the weekly self-assessment, which pages call the look-back."""
