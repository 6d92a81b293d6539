"""add: answers from a form tool's export, filled-in sheets or another file, brought into a round."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.surroundings import Surroundings
from servicecheck.language import Language
from servicecheck.response import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servicecheck.cli.adding import Order, Outcome
    from servicecheck.files.answers.columns import Said
    from servicecheck.files.contents import StoredRound

WITH_REJECTS = 1


AssessmentPath = Annotated[Path, typer.Argument(metavar="FILE", help="An assessment file; it is made if -q is given.")]
AnswerPaths = Annotated[
    list[Path],
    typer.Argument(metavar="ANSWERS...", help="CSV, XLSX, JSON, JSON Lines, an export, or an assessment file."),
]
RoundNumber = Annotated[
    int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Into which round; the newest if not said.")
]
QuestionnaireId = Annotated[
    str | None, typer.Option("--questionnaire", "-q", metavar="ID", help="Begin a round of it if none is open.")
]
AsRole = Annotated[
    str | None, typer.Option("--as", metavar="ROLE", help="Everybody's role, such as staff or customer.")
]
RegisterId = Annotated[
    str | None, typer.Option(metavar="ID", help="The rows are a register's, such as complaint-cases.")
]
RejectsPath = Annotated[Path | None, typer.Option(metavar="PATH", help="Write the rejected rows there, as CSV.")]
NumbersAre = Annotated[
    Literal["values", "points", "steps"] | None,
    typer.Option(metavar="values|points|steps", help="What numbers stand for; steps: 1 is the first choice."),
]
LeftOut = Annotated[
    list[str] | None, typer.Option(metavar="COLUMN", help="A column that is not read; can be repeated.")
]
FormName = Annotated[
    str | None,
    typer.Option("--form", metavar="NAME", help="The form tool that wrote the file, if it is not recognised."),
]
MapPath = Annotated[
    Path | None, typer.Option("--map", metavar="PATH", help="What each column is, as --save-map wrote.")
]
SaveMapPath = Annotated[Path | None, typer.Option(metavar="PATH", help="Write what each column was taken for.")]
TakesNearest = Annotated[
    bool, typer.Option("--nearest", help="Take a column for the question that is called nearly so.")
]
SheetName = Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of an XLSX file.")]
EncodingName = Annotated[
    Literal["utf-8", "utf-16", "cp1252", "cp850", "latin-1"] | None,
    typer.Option(metavar="NAME", help="Of a CSV file: utf-8, utf-16, cp1252, cp850, latin-1."),
]
FromRound = Annotated[
    int | None, typer.Option(min=1, metavar="NUMBER", help="Which round of an assessment file in ANSWERS.")
]
Promised = Annotated[
    Mode | None,
    typer.Option(
        metavar="own|open|anonymous", help="Who sees answers in a round that is begun; anonymous if not said."
    ),
]
Invited = Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="How many people were invited to answer.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why a group of fewer than five may be shown.")]


def add(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    file: AssessmentPath,
    answers: AnswerPaths,
    round_: RoundNumber = None,
    questionnaire: QuestionnaireId = None,
    as_: AsRole = None,
    register: RegisterId = None,
    replace: Annotated[bool, typer.Option("--replace", help="Correct people and registers that are there.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Add nothing if one row is rejected.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    rejects: RejectsPath = None,
    numbers: NumbersAre = None,
    leave_out: LeftOut = None,
    form: FormName = None,
    map_: MapPath = None,
    save_map: SaveMapPath = None,
    nearest: TakesNearest = False,
    sheet: SheetName = None,
    encoding: EncodingName = None,
    from_round: FromRound = None,
    again: Annotated[bool, typer.Option("--again", help="Add what looks as if it was added before.")] = False,
    mode: Promised = None,
    k: SmallestGroup = None,
    k_reason: Reason = "",
    invited: Invited = None,
    organisation: Annotated[str | None, typer.Option(metavar="NAME", help="Whose service it is.")] = None,
    language: Annotated[Language | None, typer.Option(metavar="en|da|sv", help="In which people answered.")] = None,
) -> None:
    """Bring answers from files into a round. Every row is added, or named with the reason why not."""
    from servicecheck.cli import adding

    surroundings: Surroundings = context.obj
    order = adding.Order(
        file, tuple(answers), questionnaire, round_, as_, register,
        adding.Form(numbers, sheet, encoding, said(form, map_, leave_out, nearest=nearest), from_round),
        adding.Limits(replace, again, strict, dry_run),
        adding.NewRound(mode, k, k_reason, invited, organisation, language), save_map,
    )  # fmt: skip
    _carry_out(order, surroundings, rejects)


def said(form: str | None, map_: Path | None, left_out: "Sequence[str] | None", *, nearest: bool) -> "Said":
    """What the command line says of a table's columns. Raises ServicecheckError."""
    from servicecheck.errors import ServicecheckError, did_you_mean
    from servicecheck.files import map_file
    from servicecheck.files.answers.columns import Said
    from servicecheck.files.forms import FORMS, PLAIN

    if form is not None and form not in (PLAIN, *FORMS):
        raise ServicecheckError(f"There is no form tool '{form}' here.{did_you_mean(form, [*FORMS, PLAIN])}")
    column_map = map_file.read(map_) if map_ else map_file.ColumnMap()
    return Said(column_map, tuple(left_out or ()), form, nearest)


def _carry_out(order: "Order", surroundings: Surroundings, rejects: Path | None) -> None:
    from servicecheck.cli import adding, restoring

    contents = restoring.restorable(order)
    if contents is not None:
        _say_restored(restoring.restore(contents, order, surroundings), order, surroundings)
        return
    outcome = adding.add(order, surroundings)
    _say(outcome, order, surroundings, rejects)
    if outcome.rejects:
        raise typer.Exit(WITH_REJECTS)


def _say_restored(rounds: "Sequence[StoredRound]", order: "Order", surroundings: Surroundings) -> None:
    from servicecheck.terminal.additions import counted

    people, rows = sum(len(one.responses) for one in rounds), sum(len(one.rows) for one in rounds)
    read = f"{counted(len(rounds), 'round')} read with {counted(people, 'person', 'people')}"
    read += f" and {counted(rows, 'register row')}"
    if order.limits.dry_run or not rounds:
        surroundings.err.paragraph(f"{read}. Nothing was changed.")
        return
    surroundings.err.paragraph(f"{read}: all of it added.")
    surroundings.out.line(str(order.file))


def _say(outcome: "Outcome", order: "Order", surroundings: Surroundings, rejects: Path | None) -> None:
    """What was left out, what is rejected and what was added; last, what was written."""
    from servicecheck.terminal.additions import RejectedRow, show_columns, show_rejects

    screen = surroundings.err
    if order.limits.dry_run:
        show_columns(screen, [(one.name, one.target, one.how) for one in outcome.found.matches])
    for remark in outcome.found.remarks:
        screen.paragraph(remark)
    rows = [RejectedRow(one.place, one.column, one.value, one.reason) for one in outcome.rejects]
    show_rejects(screen, rows, "Write them all with --rejects PATH.")
    screen.paragraph(_summary(outcome))
    if outcome.was_added and outcome.is_new:
        screen.paragraph(_begun(outcome))
    if outcome.was_added:
        surroundings.out.line(str(order.file))
    if rejects is not None and outcome.rejects:
        surroundings.out.line(str(_write_rejects(rejects, outcome)))


def _summary(outcome: "Outcome") -> str:
    from servicecheck.terminal.additions import counted

    read, rejected = outcome.found.read, outcome.rejected
    fitting = read - rejected
    people, rows = len(outcome.joining.responses), len(outcome.rows)
    holding = [counted(people, "person", "people")] * bool(people) + [counted(rows, "register row")] * bool(rows)
    what = f" ({' and '.join(holding)})" if holding else ""
    if outcome.was_added:
        return f"{counted(read, 'row')} read: {fitting} added{what}, {rejected} rejected."
    return f"{counted(read, 'row')} read: {fitting} could be added{what}, {rejected} rejected. Nothing was changed."


def _begun(outcome: "Outcome") -> str:
    round_ = outcome.round
    if round_.mode == "anonymous":
        how = f"It is anonymous: groups of fewer than {round_.k} are not shown, and no names were kept"
        return f"Round {round_.number} was begun. {how}. Something else is said with --mode when it is begun."
    return f"Round {round_.number} was begun; it is {round_.mode}."


def _write_rejects(path: Path, outcome: "Outcome") -> Path:
    from servicecheck.files import output
    from servicecheck.spreadsheets import csv_text

    rows = [(one.place.file, one.place.line, one.column, one.value, one.reason) for one in outcome.rejects]
    return output.write(path, csv_text(("file", "row", "column", "value", "reason"), rows))
