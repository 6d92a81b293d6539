"""A group of a batch, found by name in a groups file, and what it says: as an assessment, or step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.errors import ServicecheckError, did_you_mean

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment
    from servicecheck.assessment.group_sums import GroupSums
    from servicecheck.assessment.published_groups import Group
    from servicecheck.explanation import Explanation
    from servicecheck.files.groups_file import GroupsFile
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Round

EVERYBODY = "everybody"
"""What all of a batch is called where somebody types it."""

NO_VALUE = "–"
MOST_NAMED = 20


@dataclass(frozen=True)
class ShownGroup:
    """One group that may be shown, with all that is needed to assess it; small enough to be handed to a child."""

    questionnaire: "Questionnaire"
    round: "Round"
    name: str
    sums: "GroupSums"

    def assessed(self) -> "Assessment":
        """What its counts mean."""
        from servicecheck.assessment import assess_group

        return assess_group(self.questionnaire, self.round, self.sums)

    def explained(self, *, with_change: bool = True) -> "Explanation":
        """How its figures came about."""
        from servicecheck.explanation import explain_group

        return explain_group(self.questionnaire, self.round, self.sums, with_change=with_change)

    @property
    def digest(self) -> str:
        """A sum over all that is known of it."""
        return sha256(repr((self.questionnaire.content_hash, self.round, self.sums)).encode()).hexdigest()


def is_groups_file(path: Path) -> bool:
    """Whether *path* is a file that begins like a groups file."""
    from servicecheck.files import groups_file

    return path.is_file() and groups_file.is_groups_file(path)


def holds_groups(path: Path) -> bool:
    """Whether *path* is to be read as a groups file: it begins like a JSON document, as no assessment file does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def shown_groups(found: "GroupsFile") -> list[ShownGroup]:
    """Every group that may be shown and in which somebody answered; everybody first."""
    return [_shown(found, group) for group in found.groups if group.sums is not None and group.people]


def hidden_names(found: "GroupsFile") -> list[str]:
    """The groups that may not be shown."""
    return [name_of(group) for group in found.groups if group.sums is None]


def group_named(found: "GroupsFile", path: Path, given: str) -> ShownGroup:
    """The group that is called *given*. Raises ServicecheckError where there is none, or where it is not shown."""
    names = {name_of(group): group for group in reversed(found.groups)}
    folded = {_folded(name): name for name in names}
    name = given if given in names else folded.get(_folded(given))
    if name is None:
        raise ServicecheckError(f"{path} has no group '{given}'.{_which(given, found)}")
    group = names[name]
    if group.sums is None:
        raise ServicecheckError(
            f"The group '{name}' is not shown: it has fewer than {found.k} people, or others that have could be "
            f"worked out from it. {path} holds no figures of it."
        )
    if not group.people:
        raise ServicecheckError(f"Nobody has answered anything in the group '{name}' of {path}.")
    return _shown(found, group)


def name_of(group: "Group") -> str:
    """A group as somebody types it: North/Team 3."""
    return "/".join(name if name is not None else NO_VALUE for name in group.path) or EVERYBODY


def listed(names: Sequence[str]) -> str:
    """The first of *names*, and how many more there are."""
    said = ", ".join(names[:MOST_NAMED])
    return said if len(names) <= MOST_NAMED else f"{said} and {len(names) - MOST_NAMED} more"


def _which(given: str, found: "GroupsFile") -> str:
    names: Iterable[str] = [name_of(group) for group in found.groups]
    near = did_you_mean(given, names)
    return f"{near if 'Did you mean' in near else ''} Groups in it: {listed(list(names))}."


def _folded(name: str) -> str:
    return "/".join(part.strip() for part in name.casefold().split("/"))


def _shown(found: "GroupsFile", group: "Group") -> ShownGroup:
    from servicecheck.response import Round

    assert group.sums is not None
    round_ = Round(
        found.questionnaire.id,
        found.questionnaire.version,
        title=" / ".join(name if name is not None else NO_VALUE for name in group.path),
        mode=found.mode,
        k=found.k,
        k_reason=found.k_reason,
    )
    return ShownGroup(found.questionnaire, round_, name_of(group), group.sums)
