"""Front end: line by line on a terminal, in a file or through a screen reader. Nothing is ever redrawn."""
