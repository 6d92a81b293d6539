"""Tables for spreadsheet programs, written so that every text in them stays text, and sheets to fill in.

Reading such files is another matter, and stands in `files.tables`.
"""

from servicecheck.spreadsheets.fill_in import LISTS, Cell, Field, Line, Look, Page, fill_in_workbook
from servicecheck.spreadsheets.spreadsheet import Sheet, Value, csv_text, workbook, write_csv, write_text

__all__ = [
    "LISTS",
    "Cell",
    "Field",
    "Line",
    "Look",
    "Page",
    "Sheet",
    "Value",
    "csv_text",
    "fill_in_workbook",
    "workbook",
    "write_csv",
    "write_text",
]
