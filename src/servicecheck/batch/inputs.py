"""The inputs of one batch: each opened, its columns told apart, and what its numbers stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from servicecheck.batch.sources import Raw, widened
from servicecheck.conditions import items_named
from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError, did_you_mean
from servicecheck.files.answers.columns import Questions, Said
from servicecheck.files.answers.layout import Head, Layout, layout_of, remarks_on
from servicecheck.files.answers.readings import Numbers, Reading, coded_in, in_doubt, is_number, numbers_in
from servicecheck.files.likeness import key
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER

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
    takes_unfinished: bool = False
    """Whether people who have not finished are scored, too."""


@dataclass(frozen=True)
class Input:
    """One file, with what its columns say and how its numbers are read."""

    raw: Raw
    layout: Layout
    questions: Questions
    reading: Reading
    is_settled: bool = False
    """Whether it is certain what numbers and codes are: it was said, or all of them were looked at."""

    @property
    def header(self) -> Place:
        """Where the names of the columns begin."""
        return Place(self.raw.name, self.raw.head_rows[0] or None)

    def cells(self) -> pl.LazyFrame:
        """All rows, as text."""
        return self.raw.frame(self.layout.header_rows, self.layout.names)

    def typed_cells(self, types: Mapping[str, pl.DataType]) -> pl.LazyFrame:
        """All rows, columns in *types* of that type where their first cells are; any other cell is an error then."""
        likely = {name: type_ for name, type_ in types.items() if self._begins_as(name, type_)}
        return self.raw.frame(self.layout.header_rows, self.layout.names, likely)

    def _begins_as(self, name: str, type_: pl.DataType) -> bool:
        index = self.layout.names.index(name)
        first = {row[index] for row in self.raw.head[self.layout.header_rows :] if index < len(row)}
        return isinstance(type_, pl.Enum) and first <= {"", *type_.categories}


def input_of(raw: Raw, order: Order) -> Input:
    """What *raw* holds. Raises InvalidFile where nothing of it can be used."""
    questions = Questions(order.questionnaire)
    layout = layout_of(Head(raw.name, raw.head, raw.head_rows), questions, order.said)
    if layout.columns.is_long:
        raw = widened(raw, layout, questions)
        layout = layout_of(Head(raw.name, raw.head, raw.head_rows), questions)
    layout = _without_kept(layout, order)
    found = Input(
        raw, layout, questions, Reading(order.numbers or "values", questions, answers=order.said.column_map.answers)
    )
    problems = list(_problems(found, order))
    if problems:
        raise InvalidFile(problems)
    if layout.shape.has_answer_codes:
        return settled(found, order)
    if order.numbers:
        return replace(found, is_settled=True)
    # Values are the usual case, and stay so unless a row says otherwise; only then is everything read twice.
    answers = order.said.column_map.answers
    numbers, is_in_doubt = numbers_in(_distinct(found, order, _SAMPLE), among=layout.numbers, said=answers)
    is_likely = numbers == "values" and not is_in_doubt and "steps" not in layout.numbers
    return found if is_likely else settled(found, order)


def _without_kept(layout: Layout, order: Order) -> Layout:
    """*layout* that does not say of a column that is carried along that it is left out."""
    kept = {key(name) for name in (*order.kept, order.round or "")}
    left_out = tuple(name for name in layout.columns.left_out if key(name) not in kept)
    columns = replace(layout.columns, left_out=left_out)
    return replace(layout, columns=columns, remarks=tuple(remarks_on(layout.shape, columns)))


def settled(one: Input, order: Order) -> Input:
    """*one* with what its numbers and codes are, after a look at all of them. Raises InvalidFile where in doubt."""
    cells, answers = list(_distinct(one, order)), order.said.column_map.answers
    numbers, is_in_doubt = order.numbers, False
    if numbers is None:
        numbers, is_in_doubt = numbers_in(cells, among=one.layout.numbers, said=answers)
    if is_in_doubt:
        raise InvalidFile([Problem(in_doubt(one.layout.numbers), one.header)])
    reading = Reading(numbers, one.questions, answers=answers)
    coded = coded_in(cells, reading) if one.layout.shape.has_answer_codes else ()
    return replace(one, reading=Reading(numbers, one.questions, coded, answers), is_settled=True)


def asked(one: Input, order: Order) -> Iterator[tuple[int, Item]]:
    """The columns of answers that count, by index."""
    items = {item.id: item for item in order.questionnaire.items}
    for index, meaning in one.layout.columns.meanings.items():
        item = items.get(meaning.question)
        if meaning.says == "value" and item is not None and counts(item, order):
            yield index, item


def counts(item: Item, order: Order) -> bool:
    """Whether an answer is worth points, or decides what else is asked."""
    conditions = [other.when for other in order.questionnaire.items if other.when]
    return item.is_scored or any(item.id in items_named(condition) for condition in conditions)


def index_of(one: Input, name: str) -> int | None:
    """The index of the column of this name; None where there is none."""
    return next((index for index, column in enumerate(one.layout.names) if column and key(column) == key(name)), None)


def _problems(one: Input, order: Order) -> Iterator[Problem]:
    at = one.header
    counting = [item for item in order.questionnaire.items if counts(item, order)]
    if not order.questionnaire.scored_items:
        yield Problem(f"'{order.questionnaire.id}' asks nothing that is scored.", at)
    elif not one.layout.columns.questions & {item.id for item in counting}:
        asked_in = order.questionnaire.id
        hint = _names_further_down(one) or f"Name the columns by their ids or texts: servicecheck show {asked_in}."
        yield Problem(f"no column here is a scored question of {asked_in}, such as {counting[0].id}. {hint}", at)
    if one.layout.columns.of("role") is not None and order.role:
        yield Problem("the table has a column for roles. Leave --as out, or that column: --leave-out role.", at)
    for name in (*order.kept, *[order.round] * bool(order.round)):
        if name is not None and index_of(one, name) is None:
            yield Problem(f"there is no column '{name}'.{did_you_mean(name, filter(None, one.layout.names))}", at)


def _names_further_down(one: Input) -> str:
    """Where the names of the columns seem to stand, if it is not at the beginning."""
    for number, cells in list(zip(one.raw.head_rows, one.raw.head, strict=True))[1:]:
        if any(one.questions.called(cell) for cell in cells):
            return f"Are the columns named in row {number}? Then give --header-row {number}."
    return ""


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


def _distinct(one: Input, order: Order, rows: int | None = None) -> Iterator[tuple[Item, str]]:
    """Every different cell, of the first *rows* or of all, that may decide how the cells of its kind are read."""
    items = {one.layout.names[index]: item for index, item in asked(one, order) if item.choices()}
    seen: dict[str, set[str]] = {name: set() for name in items}
    cells = one.cells().select(list(items))
    for batch in (cells if rows is None else cells.head(rows)).collect_batches():
        for name, item in items.items():
            fresh = set(batch[name].drop_nulls().unique()) - seen[name]
            seen[name] |= fresh
            yield from ((item, cell) for cell in fresh if one.layout.shape.has_answer_codes or is_number(cell))
