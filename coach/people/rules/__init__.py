"""Rules about people: pure functions of plain data. ``today`` is an argument where it is needed."""
