"""A workshop in the tables: where the room is, its people, ballots and votes.

Nothing here has a time or a place in a line: tables hold votes by item, ballot and code, whoever came first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import cast

from servicecheck.files.assessment_file.records import respondent, text, whole
from servicecheck.files.assessment_file.sealed_tables import Row, SealedTables, Value
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Respondent, Round
from servicecheck.workshop import Ballot, Phase, Session, Vote, Workshop

Ballots = Mapping[str, tuple[Ballot, ...]]


def workshop_in(tables: SealedTables, round_: Round, questionnaire: Questionnaire) -> Workshop | None:
    """The room of a round, as it was when it was kept last; None where the round has no workshop."""
    row = tables.row("workshops", round=round_.number)
    if row is None:
        return None
    people = (one for one in map(respondent, tables.rows("respondents", round=round_.number)) if one.role != CUSTOMER)
    return Workshop(
        questionnaire=questionnaire,
        round=round_,
        session=_session(row),
        people=MappingProxyType({one.code: one for one in people}),
        ballots=_ballots(tables, round_.number),
    )


def shown(workshop: Workshop) -> int:
    """How many results the room has seen."""
    return sum(ballot.is_shown for some in workshop.ballots.values() for ballot in some)


def put_workshop(tables: SealedTables, before: Workshop | None, after: Workshop) -> None:
    """Put in what differs between two moments of a room, beside its round; all of it where there was none before."""
    number = after.round.number
    if before is None or after.session != before.session:
        tables.put("workshops", round=number, **_session_row(after.session))
    ballots = before.ballots if before else {}
    changed = [item for item, some in after.ballots.items() if some is not ballots.get(item)]
    gone = ballots.keys() - after.ballots.keys()
    # What refers to another table goes before it, and comes after it.
    _put_people(tables, number, before.people if before else {}, after.people)
    for item in (*changed, *gone):
        _put_ballots(tables, number, ballots.get(item, ()), after.ballots.get(item, ()))
    _remove_people(tables, number, set(before.people) - set(after.people) if before else set())


def _ballots(tables: SealedTables, number: int) -> Ballots:
    """Every ballot of a round by item, oldest first."""
    votes: dict[tuple[Value, Value], dict[str, Vote]] = defaultdict(dict)
    for row in tables.rows("votes", round=number):
        votes[row["item"], row["ballot"]][text(row["code"])] = Vote(text(row["value"]), text(row["note"]))
    found: dict[str, tuple[Ballot, ...]] = {}
    for row in tables.rows("ballots", round=number):
        item, cast_ = text(row["item"]), MappingProxyType(votes[row["item"], row["ballot"]])
        found[item] = (*found.get(item, ()), Ballot(item, whole(row["ballot"]), bool(row["shown"]), cast_))
    return MappingProxyType(found)


def _put_people(
    tables: SealedTables, number: int, before: Mapping[str, Respondent], after: Mapping[str, Respondent]
) -> None:
    if before is after:
        return
    for code, person in after.items():
        if person != before.get(code):
            tables.put(
                "respondents", round=number, code=code, role=person.role, language=person.language,
                finished=0, position="", last_answer=None,
            )  # fmt: skip


def _remove_people(tables: SealedTables, number: int, codes: Iterable[str]) -> None:
    for code in codes:
        tables.remove("respondents", round=number, code=code)


def _put_ballots(tables: SealedTables, number: int, before: tuple[Ballot, ...], after: tuple[Ballot, ...]) -> None:
    known = {one.number: one for one in before}
    for ballot in after:
        old = known.pop(ballot.number, None)
        if old is ballot:
            continue
        place: dict[str, Value] = {"round": number, "item": ballot.item, "ballot": ballot.number}
        if old is None or old.is_shown != ballot.is_shown:
            tables.put("ballots", **place, shown=int(ballot.is_shown))
        _put_votes(tables, place, old.votes if old else {}, ballot.votes)
    for ballot in known.values():
        for table in ("votes", "ballots"):
            tables.remove(table, round=number, item=ballot.item, ballot=ballot.number)


def _put_votes(
    tables: SealedTables, place: Mapping[str, Value], before: Mapping[str, Vote], after: Mapping[str, Vote]
) -> None:
    for code, vote in after.items():
        if vote != before.get(code):
            tables.put("votes", **place, code=code, value=vote.value, note=vote.note)
    for code in before.keys() - after.keys():
        tables.remove("votes", **place, code=code)


def _session_row(session: Session) -> dict[str, Value]:
    return {
        "join_code": session.join_code,
        "session_key": session.key,
        "port": session.port,
        "phase": session.phase,
        "item": session.item,
        "shows_by_itself": int(session.shows_by_itself),
        "verdict_seen": int(session.verdict_seen),
    }


def _session(row: Row) -> Session:
    key = row["session_key"]
    return Session(
        join_code=text(row["join_code"]),
        key=key if isinstance(key, bytes) else b"",
        port=whole(row["port"]),
        phase=cast("Phase", row["phase"]),
        item=text(row["item"]),
        shows_by_itself=bool(row["shows_by_itself"]),
        verdict_seen=bool(row["verdict_seen"]),
    )
