"""What is said of the days of a habit: check-ins and notes, today's and those filled in late."""
