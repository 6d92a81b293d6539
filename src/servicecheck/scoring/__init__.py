"""From answers to scores: the one place where a number is worked out.

One row is one response; one interview is a table of one row. The way through, as lazy polars expressions in integers:

1. `answers`: each item's answer becomes points, or one of "not relevant", "don't know", blank, hidden.
2. `units`: each respondent's score in each section, with bounds and possible range (method 3.2, 3.3, 3.17).
3. `standings`: rows, or groups of rows, as item means and section scores side by side. A group's come from `sums`,
   which add up over any parts of the rows; `tallies` and `alike` are what else a batch adds up. A common row is what
   a group replied together.
4. `nodes`, `gates`, `levels`: from there the same expressions for a row and for a group: the sections above, the whole,
   gates and level. A resample, other limits and a planned improvement are rows of the same table.

All scores are whole ten-thousandths of a point, rounded half up when they are made; `columns` says what is called what.
"""

from servicecheck.scoring.conclusions import conclude, score_groups, score_rows
from servicecheck.scoring.reply_types import reply_type
from servicecheck.scoring.standings import common_standing, group_standings, grouped, row_standings
from servicecheck.scoring.tables import answer_counts, table

__all__ = [
    "answer_counts",
    "common_standing",
    "conclude",
    "group_standings",
    "grouped",
    "reply_type",
    "row_standings",
    "score_groups",
    "score_rows",
    "table",
]
