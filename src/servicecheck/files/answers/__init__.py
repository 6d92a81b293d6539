"""Answers from a file: what of it can be added to a round, and what cannot, each with its place and the reason.

Nothing is guessed. A row is a person, an answer or a register's row, or it is rejected; a file whose columns cannot be
told is refused as a whole.

- `sources`: files of any kind, from an assessment file to a table; `found_in` is where `add` begins.
- `questions`, `columns`, `layout`: what each column of a table says.
- `meanings`, `vocabulary`, `readings`: what a cell is.
- `people`, `register_rows`, `table_kinds`: the rows of a small table; `found`: what came of them.
- `joining`: how people join a round.

Nothing is imported here: `score` reads columns and cells without what an assessment file takes.
"""
