"""Put people into words: rows of lists, reasons to write, promises. Pure."""
