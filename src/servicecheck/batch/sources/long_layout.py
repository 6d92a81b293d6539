"""One answer a row made one person a row: what somebody said stands together, whole or not at all.

A person becomes one row, which stands where the first of theirs does. Where a row of theirs cannot be used, the person
has the reason as a fault. All answers are held in memory, so there is a limit.
"""

from dataclasses import dataclass, replace

import polars as pl

from servicecheck.batch.sources.blocks import InFrame
from servicecheck.batch.sources.raw import FAULT, MOST_HEAD, ROW, Raw, position
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.answers.layout import Layout
from servicecheck.files.answers.meanings import Says
from servicecheck.files.answers.questions import Questions
from servicecheck.files.text_file import refusal

MOST_ROWS = 10_000_000
_MOST_REASONS = 3
_OF_A_PERSON: tuple[Says, ...] = ("role", "language", "finished", "submitted")
_WHO, _ITEM, _REASON, _KEY, _TEXT = ":who", ":item", ":reason", ":key", ":text"


def widened(raw: Raw, layout: Layout, questions: Questions) -> Raw:
    """*raw* with one person a row and a column for each question that somebody answered. Raises InvalidFile.

    Before the questions stand `respondent`, `role`, `language` and `finished` where they are said, and what is the
    same in all rows of everybody; what else stands beside an answer is left out.
    """
    who, item, value = (layout.columns.of(says) for says in ("respondent", "item", "value"))
    if who is None or item is None or value is None:
        place = Place(raw.name, raw.head_rows[0] or None)
        raise InvalidFile([Problem("each row is one answer, so a column 'respondent' must say whose.", place)])
    people = _People(layout, questions, *(layout.names[index] for index in (who, item, value)))
    answers = raw.frame(layout.header_rows, layout.names).head(MOST_ROWS + 1).collect(engine="streaming")
    if len(answers) > MOST_ROWS:
        raise refusal(raw.name, f"it has more than {MOST_ROWS} answers, one a row. Save it with one person a row.")
    return _as_source(raw, people.of(answers), len(answers))


@dataclass(frozen=True)
class _People:
    """How the people are told from the rows of one file; *who*, *item* and *value* are the names of its columns."""

    layout: Layout
    questions: Questions
    who: str
    item: str
    value: str

    def of(self, answers: pl.DataFrame) -> pl.DataFrame:
        """One row a person, in the order of their first rows."""
        rows = self._told_apart(answers)
        once = self._said_once()
        shared = [name for name in self._beside() if rows.group_by(_KEY).agg(_values(name))[name].max() in (0, 1, None)]
        reasons = pl.col(_REASON).drop_nulls().head(_MOST_REASONS).str.join(" ")
        people = rows.group_by(_KEY, maintain_order=True).agg(
            pl.col(ROW).first(),
            pl.when(pl.col(_REASON).is_not_null().any()).then(reasons).alias(FAULT),
            pl.col(_WHO).first().alias("respondent"),
            *(_first(name).alias(called) for name, called in once.items()),
            *map(_first, shared),
        )
        answered = rows.filter(pl.col(_REASON).is_null())
        wide = answered.pivot(on=_ITEM, index=_KEY, values=self.value, aggregate_function="first")
        items = [one for one in self.questions.items if one in wide.columns]
        joined = people.join(wide, on=_KEY, how="left", maintain_order="left")
        return joined.select(ROW, FAULT, "respondent", *once.values(), *shared, *items)

    def _said_once(self) -> dict[str, str]:
        """The columns that say something of a person, and what they are called from now on."""
        indexes = {says: self.layout.columns.of(says) for says in _OF_A_PERSON}
        return {self.layout.names[index]: says for says, index in indexes.items() if index is not None}

    def _beside(self) -> list[str]:
        """The columns that say nothing of answers, and whose names are free."""
        meant = {self.layout.names[index] for index in self.layout.columns.meanings}
        taken = {"respondent", *_OF_A_PERSON, *self.questions.items}
        return [name for name in self.layout.names if name and name not in meant | taken]

    def _told_apart(self, answers: pl.DataFrame) -> pl.DataFrame:
        """Every row with the person and the question it belongs to, or with the reason why it cannot be used."""
        name = pl.when(pl.col(FAULT).is_null()).then(_written(self.who))
        found = answers.with_columns(name.alias(_WHO)).join(
            self._items(answers), left_on=self.item, right_on=_TEXT, how="left", nulls_equal=True, maintain_order="left"
        )
        # Nobody is called as the key of a row that names nobody.
        found = found.with_columns(pl.coalesce(_WHO, pl.format("\0{}", ROW)).alias(_KEY))
        repeated = ~pl.struct(_WHO, _ITEM).is_first_distinct()
        reason = (
            pl.when(pl.col(FAULT).is_not_null()).then(FAULT)
            .when(pl.col(_WHO).is_null()).then(pl.lit("Nobody is named here."))
            .when(pl.col(_ITEM).is_null()).then(_REASON)
            .when(repeated).then(pl.lit("This person has answered the question in another row, too."))
        )  # fmt: skip
        reasons = pl.coalesce(reason, *map(_contradiction, self._said_once()))
        return found.with_columns(pl.format("Row {}: {}", ROW, reasons).alias(_REASON))

    def _items(self, answers: pl.DataFrame) -> pl.DataFrame:
        """Every different text in the column of questions, and the question or the reason why it is none."""
        texts = answers[self.item].unique().to_list()
        found = [self._item(text or "") for text in texts]
        columns = {_TEXT: texts, _ITEM: [item for item, _ in found], _REASON: [reason for _, reason in found]}
        return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))

    def _item(self, text: str) -> tuple[str | None, str | None]:
        called = self.questions.called(text)
        if len(called) == 1:
            return next(iter(called)), None
        near = self.questions.near(text, ())
        hint = f" Did you mean '{near}'?" if near else ""
        return None, f"There is no question of the name '{text[:60]}'.{hint}"


def _written(name: str) -> pl.Expr:
    """The text of a cell in which something is written, without blanks around it."""
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def _first(name: str) -> pl.Expr:
    return _written(name).drop_nulls().first().alias(name)


def _values(name: str) -> pl.Expr:
    return _written(name).drop_nulls().n_unique().alias(name)


def _contradiction(name: str) -> pl.Expr:
    first = _written(name).drop_nulls().first().over(_KEY)
    return pl.when(_written(name) != first).then(pl.format("Another row of the same person says '{}'.", first))


def _as_source(raw: Raw, people: pl.DataFrame, answers: int) -> Raw:
    names = people.columns[2:]
    columns = {name: position(index) for index, name in enumerate(names)}
    first = people.head(MOST_HEAD - 1)
    remark = f"each row is one answer: {answers} rows of {len(people)} people."
    return replace(
        raw,
        head=(tuple(names), *first.drop(ROW, FAULT).fill_null("").rows()),
        head_rows=(0, *first[ROW]),
        cells=InFrame(people.rename(columns).lazy()),
        description=replace(raw.description, remarks=(*raw.description.remarks, remark)),
        rows=len(people),
    )
