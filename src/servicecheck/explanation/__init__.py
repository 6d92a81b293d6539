"""How a score or a level came about, step by step, so that it can be redone by hand.

The scorer's columns are the only source: a step shows the way to a figure, it does not make it.

- `steps`, `replies`: one step and one reply as values.
- `items`, `units`, `nodes`: the steps of an item, of a section with items, and of what is above them.
- `room`: the steps of a row that a room agreed on.
- `conditions`, `levels`: what requirements look at, and from a score to a level.
- `statistics`: the figures that intervals, agreement and priorities rest on.
- `change`, `search`, `reach`: the smallest change that reaches the next level.
- `explanation`: `explain` and `explain_group`, which put them together. `subjects`: what can be asked for.
- `document`: all of it as JSON.
"""

from servicecheck.explanation.explanation import Explanation, explain, explain_group

__all__ = ["Explanation", "explain", "explain_group"]
