"""compare: what changed between two rounds, and whether the change can be told from chance."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.groups import EVERYBODY, group_named, is_groups_file
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError
from servicecheck.language import Language

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment
    from servicecheck.comparison import Comparison, Record, Side
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.response import Round

_SQLITE = b"SQLite format 3\x00"


def compare(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="BEFORE [AFTER]", help="One assessment file, or two of: assessment file, groups file, PDF, JSON."
        ),
    ],
    before: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Which round of the first file; found if not said.")
    ] = None,
    after: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="Which round is the newer one; the newest if not said.")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Which group of groups files: North/Team 3; everybody if not said."),
    ] = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The language; the terminal's if not said.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")] = False,
) -> None:
    """Show what changed between two rounds, beyond chance or not."""
    from servicecheck.cli.comparison_document import document
    from servicecheck.cli.locale_of_terminal import terminal_language
    from servicecheck.terminal.comparison import show_comparison

    surroundings: Surroundings = context.obj
    compared = _compared(files, before, after, group)
    if as_json:
        surroundings.print_json(document(compared))
    else:
        show_comparison(surroundings.out, compared, language or terminal_language(surroundings.environment))


def with_earlier_round(opened: "AssessmentFile", round_: "Round", assessment: "Assessment") -> "Comparison | None":
    """*round_* compared with the one before of the same questionnaire; None without one that can be compared."""
    from servicecheck.comparison import Record
    from servicecheck.comparison import compare as compared

    earlier = _earlier(opened.rounds(), round_)
    if earlier is None:
        return None
    try:
        return compared(_record(opened, earlier), Record(assessment, opened.responses(round_)))
    except ServicecheckError:
        return None


def _compared(files: Sequence[Path], before: int | None, after: int | None, group: str | None) -> "Comparison":
    from servicecheck.comparison import compare as compared

    if len(files) > 2:
        raise ServicecheckError("Two rounds can be compared at a time. Name one file, or two.")
    if group is not None and not any(map(is_groups_file, files)):
        raise ServicecheckError("--group chooses a group of a groups file. 'score' makes one, with --by and --groups.")
    if len(files) == 1:
        return compared(*_of_one_file(files[0], before, after))
    newer = _source(files[1], after, group)
    return compared(_source(files[0], before, group, _questionnaire_of(newer)), newer)


def _of_one_file(path: Path, before: int | None, after: int | None) -> tuple["Record", "Record"]:
    from servicecheck.files.assessment_file import AssessmentFile

    kind = _kind(path)
    if kind != "assessment":
        what = "a groups file" if kind == "groups" else "the report of one round"
        raise ServicecheckError(f"{path} is {what}. Name the file to compare it with as well.")
    with AssessmentFile.open(path, "read") as opened:
        rounds = opened.rounds()
        newer = _numbered(path, rounds, after) if after else _with_earlier(path, rounds)
        older = _numbered(path, rounds, before) if before else _earlier(rounds, newer)
        if older is None:
            raise ServicecheckError(
                f"{path} has no earlier round of '{newer.questionnaire_id}' than round {newer.number}. "
                "Name it with --before, or another file."
            )
        if older.number == newer.number:
            raise ServicecheckError(f"Round {newer.number} cannot be compared with itself. Choose another --before.")
        return _record(opened, older), _record(opened, newer)


def _source(path: Path, number: int | None, group: str | None, questionnaire: str = "") -> "Record | Side":
    """What one file says of a round; one more kind of file is one more branch here."""
    from servicecheck.files import report_file
    from servicecheck.files.assessment_file import AssessmentFile

    kind = _kind(path)
    if number is not None and kind != "assessment":
        what = "a groups file, which has no rounds" if kind == "groups" else "the report of one round"
        raise ServicecheckError(f"{path} is {what}, so no round of it can be chosen.")
    if kind == "report":
        side = report_file.read_side(path)
        return replace(side, title=path.stem) if side.is_counted else side
    if kind == "groups":
        return _side_of_group(path, group or EVERYBODY)
    with AssessmentFile.open(path, "read") as opened:
        rounds = opened.rounds()
        same = [one for one in rounds if one.questionnaire_id == questionnaire]
        return _record(opened, _numbered(path, rounds, number) if number else _newest(path, same or rounds))


def _kind(path: Path) -> str:
    """Whether *path* is an assessment file, a groups file or a report. Raises InvalidFile for anything else."""
    from servicecheck.files import report_file

    if not path.is_file():
        raise ServicecheckError(f"There is no file {path}.")
    with path.open("rb") as file:
        is_assessment = file.read(len(_SQLITE)) == _SQLITE
    if is_groups_file(path):
        return "groups"
    if not is_assessment and not report_file.is_report(path):
        message = "this is neither an assessment file nor a groups file, nor the PDF or JSON of a report."
        raise InvalidFile([Problem(message, Place(str(path)))])
    return "assessment" if is_assessment else "report"


def _side_of_group(path: Path, name: str) -> "Side":
    """One group as a round of its own, which is called after the file and the group."""
    from servicecheck.comparison import side_of
    from servicecheck.files import groups_file

    group = group_named(groups_file.read(path), path, name)
    called = path.stem.removesuffix(".groups")
    return replace(side_of(group.assessed()), title=called if name == EVERYBODY else f"{called}, {group.name}")


def _record(opened: "AssessmentFile", round_: "Round") -> "Record":
    from servicecheck.cli.rounds import assessed
    from servicecheck.comparison import Record

    return Record(assessed(opened, round_), opened.responses(round_))


def _questionnaire_of(source: "Record | Side") -> str:
    from servicecheck.comparison import Record

    side = source.side if isinstance(source, Record) else source
    return side.edition.id


def _numbered(path: Path, rounds: Sequence["Round"], number: int) -> "Round":
    found = next((round_ for round_ in rounds if round_.number == number), None)
    if found is None:
        known = ", ".join(str(round_.number) for round_ in rounds) or "none"
        raise ServicecheckError(f"{path} has no round {number}. Rounds in it: {known}.")
    return found


def _newest(path: Path, rounds: Sequence["Round"]) -> "Round":
    if not rounds:
        raise ServicecheckError(f"{path} has no round yet.")
    return max(rounds, key=lambda round_: round_.number)


def _with_earlier(path: Path, rounds: Sequence["Round"]) -> "Round":
    """The newest round that has an earlier one of the same questionnaire; the newest where none has."""
    followed = [round_ for round_ in rounds if _earlier(rounds, round_)]
    return _newest(path, followed or rounds)


def _earlier(rounds: Sequence["Round"], round_: "Round") -> "Round | None":
    same = [one for one in rounds if one.questionnaire_id == round_.questionnaire_id and one.number < round_.number]
    return max(same, key=lambda one: one.number, default=None)
