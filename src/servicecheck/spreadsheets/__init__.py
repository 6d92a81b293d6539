"""Tables for spreadsheet programs, written so that every text in them stays text.

Reading such files is another matter, and stands in `files.tables`.
"""

from servicecheck.spreadsheets.spreadsheet import Sheet, Value, csv_text, workbook, write_text

__all__ = ["Sheet", "Value", "csv_text", "workbook", "write_text"]
