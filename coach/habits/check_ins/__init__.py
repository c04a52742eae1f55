"""Record the days of a habit: check-ins and notes, for today and for earlier days."""
