"""Whole people and register rows, put into the tables of a round at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from servicecheck.files.assessment_file import records
from servicecheck.files.assessment_file.sealed_tables import SealedTables
from servicecheck.response import RegisterRow, Response, Round


def bring_in(
    tables: SealedTables,
    round_: Round,
    responses: Iterable[Response],
    rows: Iterable[tuple[str, RegisterRow]],
    replaced: Collection[str],
    new_registers: bool,
) -> None:
    """Put in *responses* and *rows*; what the people whose codes are *replaced* had answered goes.

    With *new_registers* the rows stand in place of those that the same people had written in the same registers.
    """
    for code in replaced:
        tables.remove("answers", round=round_.number, code=code)
    for response in responses:
        _put_response(tables, round_, response)
    by_place: dict[tuple[str, str], list[RegisterRow]] = defaultdict(list)
    for code, row in rows:
        by_place[row.register, code].append(row)
    for (register, code), more in by_place.items():
        if new_registers:
            tables.remove("register_rows", round=round_.number, register=register, code=code)
        _append(tables, round_, register, code, more)


def _put_response(tables: SealedTables, round_: Round, response: Response) -> None:
    respondent = response.respondent
    time = None if round_.mode == "anonymous" or response.last_answer is None else response.last_answer.isoformat()
    tables.put(
        "respondents", round=round_.number, code=respondent.code, role=respondent.role, language=respondent.language,
        finished=int(response.finished), position="", last_answer=time,
    )  # fmt: skip
    for item, answer in response.answers.items():
        row = records.answer_row(answer)
        tables.put("answers", round=round_.number, code=respondent.code, item=item, **row)


def _append(tables: SealedTables, round_: Round, register: str, code: str, rows: Sequence[RegisterRow]) -> None:
    there = tables.rows("register_rows", round=round_.number, register=register, code=code)
    places = [int(str(row["place"])) for row in there]
    for place, row in enumerate(rows, max(places, default=-1) + 1):
        cells = records.cells(row.values)
        tables.put("register_rows", round=round_.number, register=register, code=code, place=place, cells=cells)
