"""Sheets that are filled in away from the program, for people and for whoever types in what stands on paper.

What is filled in comes back through `files.tables` as any other table does: `table` has one person a row, `form` is one
person's file with one question a line, `register_sheet` has the rows of a register, `skeleton` is a bare header as CSV.
"""

from servicecheck.files.sheets.form import form
from servicecheck.files.sheets.register import register_sheet
from servicecheck.files.sheets.skeleton import skeleton
from servicecheck.files.sheets.table import Columns, table

__all__ = ["Columns", "form", "register_sheet", "skeleton", "table"]
