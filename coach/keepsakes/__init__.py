"""Make pages to print: the Friday card, and a booklet after twelve weeks."""
