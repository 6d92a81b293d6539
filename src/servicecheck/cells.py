"""What may stand in a register's cell, by the type of its column."""

import re
from collections.abc import Sequence
from datetime import date

from servicecheck.errors import InvalidAnswer
from servicecheck.items.choice import read_option
from servicecheck.items.number import NumberItem
from servicecheck.items.yes_no import YesNoItem
from servicecheck.questionnaire import Column, Questionnaire

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
EXAMPLE_DATE = "2026-03-31"

_NUMBER = NumberItem.model_validate({"type": "number", "id": "cell", "text": "cell"})
_YES_NO = YesNoItem.model_validate({"type": "yes-no", "id": "cell", "text": "cell"})


def read_cell(column: Column, line: str, *questionnaires: Questionnaire) -> str:
    """The value of what was typed for *column*. Raises InvalidAnswer.

    What belongs to questions may belong to those of any of *questionnaires*; the register's own comes first.
    """
    match column.type:
        case "text":
            return _text(column, line)
        case "number":
            return _NUMBER.read(line)
        case "choice":
            return read_option(column.options, line)
        case "yes-no":
            return _YES_NO.read(line)
        case "date":
            return read_date(line).isoformat()
        case "items":
            return _items(line, questionnaires)


def _text(column: Column, line: str) -> str:
    if len(line) > column.max_length:
        raise InvalidAnswer("err_too_long", given=line[:40], max=str(column.max_length))
    return line


def read_date(line: str) -> date:
    """The day that was typed: 2026-03-31, or the day first: 31-03-2026, 31.3.2026, 31/3/2026. Raises InvalidAnswer."""
    iso, day_first = _ISO.fullmatch(line), _DAY_FIRST.fullmatch(line)
    parts = iso.groups() if iso else tuple(reversed(day_first.groups())) if day_first else None
    try:
        if parts is None:
            raise ValueError(line)
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        raise InvalidAnswer("err_date", given=line, example=EXAMPLE_DATE) from None


def _items(line: str, questionnaires: Sequence[Questionnaire]) -> str:
    """Ids or numbers of questions, separated by comma or space; kept as ids separated by a space."""
    known = {item.id.casefold(): item.id for questionnaire in reversed(questionnaires) for item in questionnaire.items}
    typed = line.replace(",", " ").split()
    unknown = [one for one in typed if one.casefold() not in known]
    if unknown:
        raise InvalidAnswer("err_no_such_item", given=unknown[0], example=questionnaires[0].items[0].id)
    return " ".join(known[one.casefold()] for one in typed)
