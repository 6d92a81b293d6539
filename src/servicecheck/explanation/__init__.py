"""How a score or a level came about, step by step, so that it can be redone by hand."""
