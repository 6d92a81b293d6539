"""How the table in a file is laid out, told from its first rows: its form, its header, what each column says.

Both those who read small tables and those who read files of any size ask here, so a file means the same to both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from servicecheck.errors import Place
from servicecheck.files.answers.columns import Columns, Said, UnclearColumns, columns_of
from servicecheck.files.answers.found import listed
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import FALSE
from servicecheck.files.forms import Numbers, RowRule, Shape
from servicecheck.files.tables.table import repeated, shape_in


@dataclass(frozen=True)
class Head:
    """The first rows of a table as they stand in the file, the header first."""

    file: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """The line or row of each in the file; from 1 where nothing is said."""

    @property
    def header(self) -> Place:
        """Where the names of the columns begin."""
        return Place(self.file, self.numbers[0] if self.numbers else 1)


@dataclass(frozen=True)
class Layout:
    """How the rows of a table are to be read."""

    shape: Shape
    columns: Columns
    rules: tuple[RowRule, ...]
    """Which rows are no answers, and which are unfinished."""
    remarks: tuple[str, ...]
    """What was recognised and what is not read, for whoever has the table read."""

    @property
    def form(self) -> str:
        """The tool that wrote the table, as it is named on the command line; empty for a plain table."""
        return self.shape.form

    @property
    def title(self) -> str:
        """The tool's own name."""
        return self.shape.title

    @property
    def header_rows(self) -> int:
        """How many rows name the columns."""
        return self.shape.header_rows

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called, each otherwise; empty for one without a name, which must hold nothing."""
        return tuple(heading.name for heading in self.shape.headings)

    @property
    def numbers(self) -> tuple[Numbers, ...]:
        """What numbers may stand for."""
        return self.shape.numbers


def layout_of(head: Head, questions: Questions, said: Said | None = None) -> Layout:
    """The layout of the table that begins with *head*. Raises InvalidFile for columns that cannot be told."""
    said = said or Said()
    shape = shape_in(head.file, head.rows, said.form)
    names = [heading.name for heading in shape.headings]
    problems = list(repeated(names, range(len(names)), head.header))
    if problems:
        raise UnclearColumns(problems, ())
    positions = range(1, len(names) + 1)
    return laid_out(shape, questions, said, head.header, positions)


def laid_out(shape: Shape, questions: Questions, said: Said, header: Place, positions: Sequence[int]) -> Layout:
    """The layout of a table of this *shape*, whose columns stand at these *positions* of the file."""
    columns = columns_of(shape, questions, said, lambda index: replace(header, column=positions[index]))
    rules = (*shape.rules, *_unfinished(columns))
    return Layout(shape, columns, rules, tuple(remarks_on(shape, columns)))


def _unfinished(columns: Columns) -> Iterator[RowRule]:
    for index, meaning in columns.meanings.items():
        if meaning.says == "finished":
            yield RowRule(index, FALSE, "This person has not finished.", is_unfinished=True)
        elif meaning.says == "submitted":
            yield RowRule(index, frozenset({""}), "This response was not handed in.", is_unfinished=True)


def remarks_on(shape: Shape, columns: Columns) -> Iterator[str]:
    """What was recognised, and what is not read, in sentences."""
    if not shape.is_plain:
        yield f"this is an export of {shape.title}; if not, give --form plain."
    if columns.of_the_form:
        yield f"not read, because {shape.title} adds them to the answers: {listed(columns.of_the_form)}."
    if columns.left_out:
        yield f"left out, because no question is called so: {listed(columns.left_out)}."
    near = [f"{match.name} = {match.target}" for match in columns.matches if match.how == "nearest"]
    if near:
        yield f"taken for the nearest question: {listed(near)}."
