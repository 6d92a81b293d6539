"""The groups that `score` was asked for: what sums them up, where they are written, and what is said of them."""

from collections.abc import Callable
from pathlib import Path

from servicecheck import __version__
from servicecheck.assessment.published_groups import Group
from servicecheck.batch.assignment import KEPT, ROUND
from servicecheck.batch.draws import lacks_draws
from servicecheck.batch.groups import Groups
from servicecheck.batch.groups_table import table
from servicecheck.batch.sinks import SUFFIXES, write
from servicecheck.cli.reception import Source
from servicecheck.cli.score_order import Grouping
from servicecheck.files import groups_file, output, text_file
from servicecheck.files.groups_file import GroupsFile
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring.columns import ROLE
from servicecheck.terminal.additions import counted


def summing(questionnaire: Questionnaire, wanted: Grouping) -> Callable[[], Groups]:
    """What makes an empty sum of the groups."""
    columns = [{"role": ROLE, "round": ROUND}.get(name, f"{KEPT}{name}") for name in wanted.by]
    return lambda: Groups(questionnaire, wanted.by, columns)


def write_groups(path: Path, source: Source, wanted: Grouping, groups: Groups, *, replace: bool) -> str:
    """Write the groups file, or a table of the groups if *path* is called so; what is to be said of them."""
    found = groups.published(wanted.smallest)
    format_ = SUFFIXES.get(path.suffix.casefold())
    if format_ is None:
        text = text_file.decode(source.content, source.name)
        made = GroupsFile(
            source.questionnaire, text, wanted.by, wanted.mode, wanted.k, wanted.k_reason, __version__, found
        )
        output.write(path, groups_file.written(made), replace=replace)
    else:
        frame = table(source.questionnaire, wanted.by, wanted.mode, wanted.k, found)
        with output.writing(path, replace=replace) as file:
            write(format_, frame.lazy(), file, wanted.by)
    return _told(source.questionnaire, found, wanted)


def _told(questionnaire: Questionnaire, found: tuple[Group, ...], wanted: Grouping) -> str:
    hidden = sum(group.sums is None for group in found)
    said = f"{counted(len(found), 'group')}, everybody counted as one: {len(found) - hidden} shown, {hidden} hidden."
    if hidden:
        said += f" Those have fewer than {wanted.k} people, or could be worked out from the others."
    if lacks_draws(questionnaire, found):
        said += " So many people are not drawn again: how sure a level is, is said by its interval."
    return said
