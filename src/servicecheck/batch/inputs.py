"""The inputs of one batch: each opened, its columns told apart, and what its numbers stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from servicecheck.batch.reading import KEPT, ROUND, Assignment, CarriedColumn, ReadColumn
from servicecheck.batch.sources import Raw
from servicecheck.conditions import items_named
from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError, did_you_mean
from servicecheck.files.answers.columns import Questions, Said
from servicecheck.files.answers.found import listed
from servicecheck.files.answers.layout import Head, Layout, layout_of
from servicecheck.files.answers.people import role_called
from servicecheck.files.answers.readings import Numbers, Reading, Unreadable, is_number, numbers_in
from servicecheck.files.likeness import key
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER
from servicecheck.scoring import columns, reply_type

_SAMPLE = 1_000
"""So many rows are looked at to see what the numbers are likely to be; all of them count before it is settled."""


@dataclass(frozen=True)
class Order:
    """What somebody asked of a batch."""

    questionnaire: Questionnaire
    role: str | None = None
    numbers: Numbers | None = None
    said: Said = field(default_factory=Said)
    """What is said of the columns."""
    kept: tuple[str, ...] = ()
    """Columns that are carried to the result."""
    round: str | None = None
    """The column that says in which round somebody answered."""
    is_unique: bool | None = None
    """Whether it is checked that everybody stands in one row; None for as many rows as that is cheap."""
    is_strict: bool = False


@dataclass(frozen=True)
class Input:
    """One file, with what its columns say and how its numbers are read."""

    raw: Raw
    layout: Layout
    numbers: Numbers = "values"
    is_settled: bool = False
    """Whether it is certain what numbers are: it was said, or all of them were looked at."""

    @property
    def header(self) -> Place:
        """Where the names of the columns begin."""
        return Place(self.raw.name, self.raw.head_rows[0] or None)

    def cells(self) -> pl.LazyFrame:
        """All rows, as text."""
        return self.raw.frame(self.layout.header_rows, self.layout.names)


def input_of(raw: Raw, order: Order) -> Input:
    """What *raw* holds. Raises InvalidFile where nothing of it can be used."""
    layout = layout_of(Head(raw.name, raw.head, raw.head_rows), Questions(order.questionnaire), order.said)
    found = Input(raw, layout)
    problems = list(_problems(found, order))
    if problems:
        raise InvalidFile(problems)
    if order.numbers:
        return replace(found, numbers=order.numbers, is_settled=True)
    # Values are the usual case, and stay so unless a row says otherwise; only then is everything read twice.
    numbers, is_in_doubt = numbers_in(_distinct(found, order, _SAMPLE), among=layout.numbers)
    is_likely = numbers == "values" and not is_in_doubt and "steps" not in layout.numbers
    return found if is_likely else settled(found, order)


def settled(one: Input, order: Order) -> Input:
    """*one* with what its numbers are, after a look at all of them. Raises InvalidFile where that is in doubt."""
    numbers, is_in_doubt = numbers_in(_distinct(one, order), among=one.layout.numbers)
    if is_in_doubt:
        message = "it is not clear what the numbers here stand for: they can be read in more than one way."
        known = ", ".join(f"--numbers {kind}" for kind in one.layout.numbers)
        raise InvalidFile([Problem(f"{message} Say which they are: {known}.", one.header)])
    return replace(one, numbers=numbers, is_settled=True)


def assignment_of(one: Input, order: Order) -> Assignment:
    """Which of its columns are read as what, and which are carried."""
    reading = Reading(one.numbers, Questions(order.questionnaire))
    read = [
        ReadColumn(one.layout.names[index], item.id, reply_type(item), index + 1, partial(reading.value, item))
        for index, item in _asked(one, order)
    ]
    role = one.layout.columns.of("role")
    if role is not None:
        roles = partial(_role, order)
        read.append(ReadColumn(one.layout.names[role], columns.ROLE, pl.String(), role + 1, roles))
    carried = []
    respondent = one.layout.columns.of("respondent")
    if respondent is not None:
        carried.append(CarriedColumn(one.layout.names[respondent], columns.RESPONDENT, respondent + 1))
    if order.round is not None:
        carried.append(_carried(one, order.round, ROUND))
    carried += [_carried(one, name, f"{KEPT}{name}") for name in order.kept]
    return Assignment(one.raw.name, tuple(read), tuple(carried), order.role)


def remarks_on(one: Input, order: Order) -> Iterator[str]:
    """What was assumed and left out, in sentences."""
    name = one.raw.name
    yield from (f"{name}: {remark}" for remark in one.raw.description.remarks)
    yield from (f"{name}: {remark}" for remark in one.layout.remarks)
    customers = Questions(order.questionnaire).customers & one.layout.columns.questions
    if customers:
        yield f"{name}: left out, because only customers are asked: {listed(sorted(customers))}."
    uncounted = [item.id for item in order.questionnaire.items if not _counts(item, order)]
    if unread := [item for item in uncounted if item in one.layout.columns.questions]:
        yield f"{name}: not read, because they count for no score: {listed(unread)}."
    if one.numbers != "values" and not order.numbers:
        yield f"{name}: the numbers were read as {one.numbers}, because not all of them are values."
    missing = [item.id for item in order.questionnaire.scored_items if item.id not in one.layout.columns.questions]
    if missing:
        yield f"{name}: without a column, so unanswered: {listed(missing)}."


def _problems(one: Input, order: Order) -> Iterator[Problem]:
    at = one.header
    if not list(_asked(one, order)):
        example = order.questionnaire.items[0].id
        yield Problem(
            f"no column here is a question of {order.questionnaire.id}, such as {example}. Name the columns by the "
            f"questions' ids or texts (servicecheck show {order.questionnaire.id}).",
            at,
        )
    if one.layout.columns.of("role") is not None and order.role:
        yield Problem("the table has a column for roles. Leave --as out, or that column: --leave-out role.", at)
    for name in (*order.kept, *[order.round] * bool(order.round)):
        if name is not None and _index(one, name) is None:
            yield Problem(f"there is no column '{name}'.{did_you_mean(name, filter(None, one.layout.names))}", at)


def _asked(one: Input, order: Order) -> Iterator[tuple[int, Item]]:
    """The columns of answers that count, by index."""
    items = {item.id: item for item in order.questionnaire.items}
    for index, meaning in one.layout.columns.meanings.items():
        item = items.get(meaning.question)
        if meaning.says == "value" and item is not None and _counts(item, order):
            yield index, item


def _counts(item: Item, order: Order) -> bool:
    """Whether an answer is worth points, or decides what else is asked."""
    conditions = [other.when for other in order.questionnaire.items if other.when]
    return item.is_scored or any(item.id in items_named(condition) for condition in conditions)


def _role(order: Order, cell: str) -> str:
    role = role_called(cell.strip(), order.questionnaire.roles)
    if role == CUSTOMER:
        raise Unreadable("Customers are not scored among an organisation's own people. add --as customer takes them.")
    return role


def _carried(one: Input, name: str, becomes: str) -> CarriedColumn:
    index = _index(one, name)
    if index is None:
        raise ServicecheckError(f"{one.raw.name} has no column '{name}'.")
    return CarriedColumn(one.layout.names[index], becomes, index + 1)


def _index(one: Input, name: str) -> int | None:
    return next((index for index, column in enumerate(one.layout.names) if column and key(column) == key(name)), None)


def _distinct(one: Input, order: Order, rows: int | None = None) -> Iterator[tuple[Item, str]]:
    """Every different number in the columns of answers, of the first *rows* or of all."""
    asked = {one.layout.names[index]: item for index, item in _asked(one, order) if item.choices()}
    seen: set[tuple[str, str]] = set()
    cells = one.cells().select(list(asked))
    for batch in (cells if rows is None else cells.head(rows)).collect_batches():
        for name, item in asked.items():
            for cell in batch[name].unique().to_list():
                if cell and (name, cell) not in seen and is_number(cell):
                    seen.add((name, cell))
                    yield item, cell


def check_role(order: Order) -> None:
    """Raise ServicecheckError where the role asked for is none of the questionnaire's, or a customer's."""
    questionnaire = order.questionnaire
    if order.role == CUSTOMER:
        raise ServicecheckError(
            "Customers' answers are set against an organisation's own, not scored alone. Bring them into a round: "
            "servicecheck add FILE ANSWERS --as customer."
        )
    roles = [role.id for role in questionnaire.roles]
    if order.role is not None and order.role not in roles:
        raise ServicecheckError(
            f"'{questionnaire.id}' has no role '{order.role}'.{did_you_mean(order.role, roles)}"
            if roles
            else f"'{questionnaire.id}' asks for no roles. Leave --as out."
        )


def leading_columns(order: Order, assignments: Sequence[Assignment]) -> tuple[str, ...]:
    """The columns that stand before the scores: who answered, or where the row stands if that is not said."""
    carried = {one.becomes for assignment in assignments for one in assignment.carried}
    has_role = order.role or any(one.becomes == columns.ROLE for each in assignments for one in each.read)
    is_named = all(assignment.respondent for assignment in assignments)
    who = [columns.RESPONDENT] * (columns.RESPONDENT in carried)
    where = [] if is_named else ["file", "row"][len(assignments) == 1 :]
    period, role = [ROUND] * (ROUND in carried), [columns.ROLE] * bool(has_role)
    return (*where, *who, *period, *role, *(f"{KEPT}{name}" for name in order.kept))
