"""How much is read as a small table. What is larger belongs in a batch."""

MOST_BYTES = 50 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 16_384
MOST_CELLS = 3_000_000

TOO_MANY_ROWS = f"there are more than {MOST_ROWS} rows, the most that is read. Split the file."
TOO_MANY_CELLS = f"there are more than {MOST_CELLS} cells, the most that is read. Split the file."
TOO_MANY_COLUMNS = f"there are more than {MOST_COLUMNS} columns, the most that is read."
