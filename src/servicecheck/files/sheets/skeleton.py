"""The bare header of a table of answers as CSV, with the separator that spreadsheet programs of the language expect."""

from servicecheck.files.sheets.picks import Picks
from servicecheck.files.sheets.table import Columns
from servicecheck.files.tables.filled_form import BESIDE
from servicecheck.language import Language
from servicecheck.spreadsheets import csv_text
from servicecheck.telling.asking import Asking

_SEPARATORS: dict[Language, str] = {"en": ",", "da": ";", "sv": ";"}


def skeleton(asking: Asking, columns: Columns) -> bytes:
    """A file of one line: who answers, then each question by its id."""
    picks = Picks(asking)
    names = [picks.code_name] * columns.with_codes + [picks.role_name] * bool(asking.roles)
    for question in asking.questions:
        names += [question.item.id, *(f"{question.item.id}:{kind}" for kind in BESIDE if columns.with_notes)]
    return csv_text(names, [], _SEPARATORS[asking.words.language])
