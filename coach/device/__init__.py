"""What makes the app at home on a phone or a desktop: installing, sharing to it and from it."""
