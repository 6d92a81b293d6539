"""An assessment file as a folder of CSV tables: one of the rounds, and for each round its answers and what was decided.

A round's answers are a table with one person a row, as `add` reads it; so are the rows of its registers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from decimal import Decimal

from servicecheck.files import questionnaires
from servicecheck.files.contents import Contents, StoredRound, StoredWorkshop
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, PlannedAction, Response
from servicecheck.spreadsheets import Value, csv_text

_ROUND = ("round", "questionnaire", "version", "hash", "title", "mode", "k", "k_reason", "invited", "opened", "closed")
_WHO = ("respondent", "role", "language", "finished")
_BESIDE = ("note", "evidence", "evidence_grade")
_VOTE = ("item", "ballot", "shown", "respondent", "value", "note")
_TARGET = ("section", "points", "reason", "who", "agreed_on")

Table = tuple[Sequence[str], list[list[Value]]]


def tables_of(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file."""
    yield "rounds.csv", csv_text(_ROUND, [_round(stored) for stored in contents.rounds])
    for stored in contents.rounds:
        start = f"round-{stored.round.number}"
        if stored.responses:
            yield f"{start}-answers.csv", csv_text(*_answers(stored))
        for register in dict.fromkeys(one.row.register for one in stored.rows):
            yield f"{start}-register-{register}.csv", csv_text(*_register(stored, register))
        if stored.round.targets:
            yield f"{start}-targets.csv", csv_text(_TARGET, list(_targets(stored)))
        if stored.round.actions:
            names = [field.name for field in fields(PlannedAction)]
            yield f"{start}-actions.csv", csv_text(names, [list(asdict(one).values()) for one in stored.round.actions])
        if stored.workshop:
            yield f"{start}-votes.csv", csv_text(_VOTE, list(_votes(stored.workshop)))
        if stored.round.agreed:
            names = [field.name for field in fields(AgreedAnswer)]
            yield f"{start}-agreed.csv", csv_text(names, [list(asdict(one).values()) for one in stored.round.agreed])


def _round(stored: StoredRound) -> list[Value]:
    one = stored.round
    return [
        one.number, one.questionnaire_id, one.questionnaire_version, stored.questionnaire_hash, one.title, one.mode,
        one.k, one.k_reason, one.invited, one.opened, one.closed,
    ]  # fmt: skip


def _answers(stored: StoredRound) -> Table:
    """One column an item that was asked of anybody, with columns beside it where something was written there."""
    items = list(_items_in_order(stored))
    beside = {
        (item, name)
        for response in stored.responses
        for item, answer in response.answers.items()
        for name in _BESIDE
        if getattr(answer, name) not in ("", None)
    }
    kinds = ("value", *_BESIDE)
    columns = [(item, name) for item in items for name in kinds if name == "value" or (item, name) in beside]
    names = [item if name == "value" else f"{item}:{name}" for item, name in columns]
    rows = [[*_person(one), *(_cell(one, *column) for column in columns)] for one in stored.responses]
    return [*_WHO, *names], rows


def _items_in_order(stored: StoredRound) -> Iterator[str]:
    answered = {item: None for response in stored.responses for item in response.answers}
    asked = _everything_asked(stored)
    yield from (item for item in asked if item in answered)
    yield from (item for item in answered if item not in asked)


def _everything_asked(stored: StoredRound) -> list[str]:
    if stored.questionnaire is None:
        return []
    questionnaire: Questionnaire = questionnaires.parse(stored.questionnaire, stored.name)
    return [item.id for item in (*questionnaire.items, *questionnaire.customer_items.values())]


def _person(response: Response) -> list[Value]:
    who = response.respondent
    return [who.code, who.role, who.language, "true" if response.finished else "false"]


def _cell(response: Response, item: str, name: str) -> Value:
    value: Value = getattr(response.answers.get(item, Answer(None)), name)
    return value


def _register(stored: StoredRound, register: str) -> Table:
    rows = [one for one in stored.rows if one.row.register == register]
    columns = list(dict.fromkeys(column for one in rows for column in one.row.values))
    return ["respondent", *columns], [
        [one.respondent, *(one.row.values.get(column, "") for column in columns)] for one in rows
    ]


def _votes(workshop: StoredWorkshop) -> Iterator[list[Value]]:
    for ballot in workshop.ballots:
        for code, vote in ballot.votes.items():
            shown = "true" if ballot.is_shown else "false"
            yield [ballot.item, ballot.number, shown, code, vote.value, vote.note]


def _targets(stored: StoredRound) -> Iterator[list[Value]]:
    for one in stored.round.targets:
        yield [one.section, (Decimal(one.points) / POINT).normalize(), one.reason, one.who, one.agreed_on]
