"""report: the reports of rounds as PDF, HTML and more; of one file, or of whole folders."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from servicecheck.cli import report_options as options
from servicecheck.cli.group_reports import Batches, batches_in
from servicecheck.cli.groups import holds_groups
from servicecheck.cli.report_order import USUAL, Format, Order
from servicecheck.cli.report_places import require_folder, stem_of
from servicecheck.cli.report_run import Made, ReportRun, Wanted
from servicecheck.cli.rounds import assessed, evidence, round_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX
from servicecheck.errors import InvalidFile, MissingPart, ServicecheckError
from servicecheck.files.file_names import FileNames

if TYPE_CHECKING:
    from servicecheck.response import Brand

__all__ = ["Format", "Order", "Wanted", "assessed", "evidence", "make", "report", "round_of"]

_MOST_SAID = 200


def report(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    inputs: options.Inputs,
    round_number: options.RoundNumber = None,
    groups: options.GroupNames = None,
    language: options.InLanguage = None,
    formats: options.Formats = None,
    output: options.Output = None,
    template: options.Template = "full",
    force: options.Force = False,
    require_pdf: options.RequirePdf = False,
    steps: options.Steps = False,
    branding: options.BrandingFile = None,
    keep: options.Keep = False,
    jobs: options.Jobs = None,
) -> None:
    """Make the report of a round as PDF and HTML. A folder, several files, or a batch's groups: one report each."""
    surroundings: Surroundings = context.obj
    order = Order(
        language=language,
        formats=tuple(formats) if formats else _formats_of(output),
        template=template,
        force=force,
        require_pdf=require_pdf,
        with_steps=steps,
        brand=_brand(branding),
    )
    if keep:
        _keep(order.brand, inputs, surroundings)
    batches = batches_in(inputs, groups or (), round_number)
    single = _single(inputs, batches, output, round_number)
    if single is not None:
        _show(make(single, order, surroundings), surroundings)
        return
    wanted = list(_all_wanted(inputs, batches, output, round_number))
    made = ReportRun(order, surroundings, jobs).many(wanted)
    batches.tell_hidden(surroundings.err)
    _conclude(made, wanted, order, surroundings)


def make(wanted: Wanted, order: Order, surroundings: Surroundings) -> list[Path]:
    """Write the report of one round in every format of *order*, and return the paths; raises what is in the way."""
    return ReportRun(order, surroundings).one(wanted)


def _brand(path: Path | None) -> "Brand | None":
    from servicecheck.files import branding_file

    return branding_file.read(path) if path else None


def _keep(brand: "Brand | None", inputs: Sequence[Path], surroundings: Surroundings) -> None:
    """Let the assessment files hold what their reports look like. Raises what AssessmentFile raises."""
    from servicecheck.files.assessment_file import AssessmentFile, Holder

    if brand is None:
        raise ServicecheckError("Say what to keep: --branding and a file.")
    if any(holds_groups(one) for one in inputs):
        raise ServicecheckError("A groups file keeps no branding. Leave --keep out, and name the file each time.")
    for path in dict.fromkeys(file for one in inputs for file in _files(one)):
        with AssessmentFile.open(path, holder=Holder("servicecheck report", since=surroundings.now())) as file:
            file.save_organisation(replace(file.organisation, brand=brand))


def _single(inputs: Sequence[Path], batches: Batches, output: Path | None, round_number: int | None) -> Wanted | None:
    """The one report that is wanted; None where there may be several."""
    if len(inputs) > 1 or inputs[0].is_dir():
        return None
    (file,) = inputs
    if file in batches.files:
        return batches.single(file, output)
    return Wanted(file, stem_of(file, f"{file.stem}-report", output), round_number)


def _all_wanted(
    inputs: Sequence[Path], batches: Batches, output: Path | None, round_number: int | None
) -> Iterator[Wanted]:
    """A report for every group and file, and for every assessment file of each folder, under names that differ."""
    if output is not None:
        require_folder(output)
    names: dict[Path, FileNames] = {}
    for file in dict.fromkeys(file for one in inputs for file in _files(one)):
        if file in batches.files:
            yield from batches.wanted(file, output, names)
            continue
        folder = output or file.parent
        name = names.setdefault(folder, FileNames()).free(file.stem, "-report")
        yield Wanted(file, folder / name, round_number)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(one for one in path.glob(f"*{SUFFIX}") if one.is_file())
    if not files:
        raise ServicecheckError(f"There is no assessment file in the folder {path}: none ends in {SUFFIX}.")
    return files


def _conclude(made: Made, wanted: Sequence[Wanted], order: Order, surroundings: Surroundings) -> None:
    """Say what was left out and why, then what is there; the exit code says the same."""
    screen = surroundings.err
    if made.left_out:
        screen.gap()
        screen.paragraph(f"Left out: {len(wanted) - len(made.paths)} of {len(wanted)}.")
    for number, error in sorted(made.left_out.items())[:_MOST_SAID]:
        screen.line((wanted[number].name, "bold"))
        problems = error.problems if isinstance(error, InvalidFile) else []
        for sentence in [problem.message for problem in problems] or str(error).split("\n"):
            screen.paragraph(sentence, indent="  ")
    _show([path for number in sorted(made.paths) for path in made.paths[number]], surroundings)
    if made.exit_code:
        raise typer.Exit(made.exit_code)
    if made.missing and order.require_pdf:
        raise MissingPart(made.missing)


def _show(paths: Sequence[Path], surroundings: Surroundings) -> None:
    for path in paths:
        surroundings.out.line(str(path))


def _formats_of(output: Path | None) -> tuple[Format, ...]:
    """What the name of the file to write asks for; both without one."""
    named = tuple(kind for kind in Format if output is not None and output.suffix == f".{kind}")
    return named or USUAL
