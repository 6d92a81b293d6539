"""What changed between two rounds, and whether the change can be told from chance (method 3.13, 4.7).

- `side`: one round as far as a comparison needs it.
- `assessed_side`: a side made from an assessment.
- `record`: a round with everybody's answers, which alone can be paired and put on common questions.
- `published`: a side as a plain document, and back.
- `common_ground`: what of two rounds can be compared: the same questions, answered both times.
- `changes`: each part then and now, paired or as two groups, with its interval.
- `follow_up`: gates opened and closed, actions done, measures, frustrations removed, what to stop.
- `comparison`: `compare`, which puts them together.

Pure: no words of a language, no files. A third source of rounds is one more maker of sides.
"""

from servicecheck.comparison.assessed_side import side_of
from servicecheck.comparison.comparison import Comparison, compare
from servicecheck.comparison.record import Record
from servicecheck.comparison.side import Side

__all__ = ["Comparison", "Record", "Side", "compare", "side_of"]
