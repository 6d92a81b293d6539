"""plan: the plan of action of a round, made at a terminal, or changed by options and shown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language
from servicecheck.response import MOST_ACTIONS, Status

if TYPE_CHECKING:
    from servicecheck.cli.plan_changes import Changes
    from servicecheck.cli.planning import Planning

RoundNumber = Annotated[
    int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest if not said.")
]
PlanLanguage = Annotated[
    Language | None, typer.Option(metavar="en|da|sv", help="Of the plan; the terminal's or the file's if not said.")
]
ItemToSet = Annotated[
    str | None, typer.Option("--set", metavar="CODE", help="The question whose action is added or changed.")
]
What = Annotated[str | None, typer.Option(metavar="TEXT", help="What is done; the proposal if not said.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Who does it: a name, not a department.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="By when, such as 2027-03-31.")]
FirstStep = Annotated[str | None, typer.Option(metavar="TEXT", help="What is done this week.")]
Measure = Annotated[str | None, typer.Option(metavar="TEXT", help="How it will be seen.")]
Today = Annotated[str | None, typer.Option(metavar="FIGURE", help="The measure's figure today, such as 2/10.")]
Goal = Annotated[str | None, typer.Option(metavar="FIGURE", help="The figure that is wanted.")]
Result = Annotated[str | None, typer.Option(metavar="FIGURE", help="The figure afterwards.")]
HowFar = Annotated[
    Status | None, typer.Option(metavar="agreed|under-way|done|stuck|dropped", help="How far the action is.")
]
ItemToRemove = Annotated[
    str | None, typer.Option("--remove", metavar="CODE", help="The question whose action is taken out.")
]
TableToWrite = Annotated[
    Path | None, typer.Option("--export", metavar="XLSX", help="Write the plan as a table to fill in.")
]
TableToRead = Annotated[Path | None, typer.Option("--import", metavar="XLSX", help="Take the plan from such a table.")]


def plan(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An assessment file.")],
    round_: RoundNumber = None,
    language: PlanLanguage = None,
    item: ItemToSet = None,
    what: What = None,
    owner: Owner = None,
    due: Due = None,
    first_step: FirstStep = None,
    measure: Measure = None,
    today: Today = None,
    goal: Goal = None,
    status: HowFar = None,
    result: Result = None,
    remove: ItemToRemove = None,
    export: TableToWrite = None,
    import_: TableToRead = None,
    force: Annotated[bool, typer.Option("--force", help="Write the table over one that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")] = False,
) -> None:
    """Make the plan of action: what, who, by when, how far."""
    from servicecheck.cli.plan_changes import Changes

    surroundings: Surroundings = context.obj
    fields = {
        "text": what, "owner": owner, "due": due, "first_step": first_step, "measure": measure, "today": today,
        "goal": goal, "result": result, "status": status,
    }  # fmt: skip
    changes = Changes(item, {name: value for name, value in fields.items() if value is not None}, remove, import_)
    if not (changes or as_json or export) and surroundings.can_ask:
        _at_the_terminal(file, round_, language, surroundings)
        return
    planning = _changed(file, round_, language, changes, surroundings)
    if export:
        surroundings.out.line(str(planning.export(export, force=force)))
    elif as_json:
        surroundings.print_json(planning.as_json())
    else:
        planning.show(surroundings.out)


def _at_the_terminal(file: Path, number: int | None, language: Language | None, surroundings: Surroundings) -> None:
    from servicecheck.cli.plan_session import PlanSession

    PlanSession(file, number, language, surroundings).run()


def _changed(
    file: Path, number: int | None, language: Language | None, changes: "Changes", surroundings: Surroundings
) -> "Planning":
    """The plan after *changes*, which are all on the disk or none of them."""
    from servicecheck.cli.planning import Planning
    from servicecheck.files.assessment_file import AssessmentFile, Holder

    now = surroundings.now()
    if not changes:
        with AssessmentFile.open(file, "read") as opened:
            return Planning.of(opened, number, language, now.date())
    with AssessmentFile.open(file, holder=Holder("servicecheck plan", since=now)) as opened:
        planning = Planning.of(opened, number, language, now.date())
        plan = changes.applied(planning)
        if len(plan) > MOST_ACTIONS:
            raise ServicecheckError(f"A plan holds {MOST_ACTIONS} actions at most. Take some out first.")
        saved = planning.save(opened, plan)
        # Where nothing is planned any longer, what is proposed is another.
        return saved if plan else Planning.of(opened, number, language, now.date())
