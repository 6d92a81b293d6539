"""From the columns of an input to what is read: items, roles, who answered, and what is carried along."""

from collections.abc import Iterator, Sequence
from functools import partial

import polars as pl

from servicecheck.batch.assignment import FILE, KEPT, ROUND, Assignment, CarriedColumn, ReadColumn, Refusal
from servicecheck.batch.inputs import Input, Order, asked, counts, index_of
from servicecheck.batch.sources import ROW
from servicecheck.errors import ServicecheckError
from servicecheck.files.answers.found import listed
from servicecheck.files.answers.people import role_called
from servicecheck.files.answers.readings import Unreadable, assumed
from servicecheck.response import CUSTOMER
from servicecheck.scoring import columns, reply_type


def assignment_of(one: Input, order: Order) -> Assignment:
    """Which of its columns are read as what, and which are carried."""
    layout = one.layout
    read = [*_single(one, order), *_of_options(one, order)]
    role = layout.columns.of("role")
    if role is not None:
        roles = partial(_role, order)
        read.append(ReadColumn(layout.names[role], columns.ROLE, pl.String(), role + 1, roles))
    refusals = [
        Refusal(layout.names[rule.index], rule.values, rule.reason)
        for rule in layout.rules
        if order.takes_unfinished is False or not rule.is_unfinished
    ]
    carried = tuple(_all_carried(one, order))
    return Assignment(one.raw.name, tuple(read), carried, tuple(refusals), order.role, one.raw.has_cell_faults)


def leading_columns(order: Order, assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """The columns that stand before the scores: who answered, or where the row stands if that is not said."""
    who = [columns.RESPONDENT] * any(one.respondent for one in assignments)
    where = [] if all(one.respondent for one in assignments) else [FILE, ROW] if len(assignments) > 1 else [ROW]
    period = [ROUND] * any(one.has_round for one in assignments)
    role = [columns.ROLE] * bool(order.role or any(one.has_role for one in assignments))
    return (*where, *who, *period, *role, *(f"{KEPT}{name}" for name in order.kept))


def remarks_on(one: Input, order: Order) -> Iterator[str]:
    """What was assumed and left out, in sentences."""
    name = one.raw.name
    yield from (f"{name}: {remark}" for remark in one.raw.description.remarks)
    yield from (f"{name}: {remark}" for remark in one.layout.remarks)
    customers = one.questions.customers & one.layout.columns.questions
    if customers:
        yield f"{name}: left out, because only customers are asked: {listed(sorted(customers))}."
    uncounted = [item.id for item in order.questionnaire.items if not counts(item, order)]
    if unread := [item for item in uncounted if item in one.layout.columns.questions]:
        yield f"{name}: not read, because they count for no score: {listed(unread)}."
    yield from (f"{name}: {remark}" for remark in assumed(one.reading, one.questions, is_said=bool(order.numbers)))
    missing = [item.id for item in order.questionnaire.scored_items if item.id not in one.layout.columns.questions]
    if missing:
        yield f"{name}: without a column, so unanswered: {listed(missing)}."


def _single(one: Input, order: Order) -> Iterator[ReadColumn]:
    instead = {m.question: one.layout.names[i] for i, m in one.layout.columns.meanings.items() if m.says == "instead"}
    for index, item in asked(one, order):
        yield ReadColumn(
            one.layout.names[index],
            item.id,
            reply_type(item),
            index + 1,
            partial(one.reading.value, item),
            instead=instead.get(item.id, ""),
            is_as_stored=one.reading.is_as_stored(item),
        )


def _of_options(one: Input, order: Order) -> Iterator[ReadColumn]:
    """The questions of which each option has a column of its own."""
    ticks: dict[str, dict[str, int]] = {}
    for index, meaning in one.layout.columns.meanings.items():
        if meaning.says == "option":
            ticks.setdefault(meaning.question, {})[meaning.option] = index
    for item in order.questionnaire.items:
        if item.id in ticks and counts(item, order):
            indices = ticks[item.id]
            names = {option: one.layout.names[index] for option, index in indices.items()}
            first = min(indices.values())
            read = partial(one.reading.value, item)
            yield ReadColumn(one.layout.names[first], item.id, reply_type(item), first + 1, read, names)


def _all_carried(one: Input, order: Order) -> Iterator[CarriedColumn]:
    respondent = one.layout.columns.of("respondent")
    if respondent is not None:
        yield CarriedColumn(one.layout.names[respondent], columns.RESPONDENT, respondent + 1)
    if order.round is not None:
        yield _carried(one, order.round, ROUND)
    for name in order.kept:
        yield _carried(one, name, f"{KEPT}{name}")


def _carried(one: Input, name: str, becomes: str) -> CarriedColumn:
    index = index_of(one, name)
    if index is None:
        raise ServicecheckError(f"{one.raw.name} has no column '{name}'.")
    return CarriedColumn(one.layout.names[index], becomes, index + 1)


def _role(order: Order, cell: str) -> str:
    role = role_called(cell.strip(), order.questionnaire.roles)
    if role == CUSTOMER:
        raise Unreadable("Customers are not scored among an organisation's own people. add --as customer takes them.")
    return role
