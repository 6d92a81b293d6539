"""What changed between two rounds, and whether the change can be told from chance."""
