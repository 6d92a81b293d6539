"""Files of any size through the scorer: what comes in, how it is read, one plan, what goes out.

No row becomes a Python object, and every row is accounted for: rows in = scored + rejected.

- `sources`: any file as a lazy table of text. `inputs`: its columns told apart, and what its numbers stand for.
- `assigning`, `assignment`: which column is read as what, and which is carried along.
- `reading`, `spellings`: cells as the scorer's values. `rejects`, `repeated`: rows that cannot be used, and why.
- `plan`: from good rows to the scored table, the same on one machine and on many. `sinks`: its formats.
- `groups`, `draws`, `groups_table`: what rows add up to by team and period, and what may be told of it.
- `run`: all of it for one batch. `one_row`: for one row, to be explained. `manifest`: how a table was made.
- `spark`: the same plan on machines of a cluster.
"""
