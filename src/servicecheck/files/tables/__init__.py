"""Small tables of people's answers: CSV, XLSX and JSON, read with the place of every cell, and written inert.

Every cell is text, as it stands in the file; what it means is for the reader of the table. What a file holds is either
read exactly, or named with its place: a cell that cannot be used says why, and so does a row.
"""

from servicecheck.files.tables.reading import read
from servicecheck.files.tables.table import Row, Table
from servicecheck.spreadsheets import Sheet, csv_text, workbook

__all__ = ["Row", "Sheet", "Table", "csv_text", "read", "workbook"]
