"""Finding a page of the course by words."""
