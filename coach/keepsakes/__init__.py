"""What a person takes away on paper: the Friday card, and a booklet after twelve weeks."""
