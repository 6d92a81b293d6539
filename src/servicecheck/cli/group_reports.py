"""The reports of a batch: one for each group that may be shown, or of those that are named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.cli.groups import ShownGroup, group_named, hidden_names, holds_groups, listed, shown_groups
from servicecheck.cli.report_places import require_folder, stem_of
from servicecheck.cli.report_run import Wanted
from servicecheck.errors import ServicecheckError
from servicecheck.files.file_names import FileNames, file_name

if TYPE_CHECKING:
    from servicecheck.files.groups_file import GroupsFile
    from servicecheck.terminal.screen import Screen


@dataclass(frozen=True)
class Batches:
    """The groups files among what reports are made of, and which groups are meant."""

    files: "Mapping[Path, GroupsFile]"
    names: Sequence[str]
    """All groups without any."""

    def single(self, file: Path, output: Path | None) -> Wanted | None:
        """The report of the one group that was named, beside the file if nothing else is said; else None."""
        if len(self.names) != 1:
            return None
        group = group_named(self.files[file], file, self.names[0])
        name = f"{file_name(f'{_base(file)} {_called(group)}')}-report"
        return Wanted(file, stem_of(file, name, output), group=group)

    def wanted(self, file: Path, output: Path | None, names: dict[Path, FileNames]) -> Iterator[Wanted]:
        """A report for each group, in a folder of their own beside the file; *names* were given out before.

        Raises ServicecheckError for a name that no shown group has, and where no group is shown.
        """
        groups = self._groups(file)
        folder = output or file.with_name(f"{_base(file)}-reports")
        require_folder(folder)
        own = names.setdefault(folder, FileNames())
        for group in groups:
            yield Wanted(file, folder / own.free(_called(group), "-report"), group=group)

    def _groups(self, file: Path) -> list[ShownGroup]:
        found = self.files[file]
        if self.names:
            return [group_named(found, file, name) for name in dict.fromkeys(self.names)]
        groups = shown_groups(found)
        if groups:
            return groups
        if hidden_names(found):
            raise ServicecheckError(f"No group of {file} may be shown: fewer than {found.k} people have answered.")
        raise ServicecheckError(f"Nobody has answered anything in {file}.")

    def tell_hidden(self, screen: "Screen") -> None:
        """Which groups have no report, because they may not be shown."""
        for found in self.files.values() if not self.names else ():
            hidden = hidden_names(found)
            if hidden:
                screen.paragraph(
                    f"Not shown: {len(hidden)} of {len(found.groups)} groups, because fewer than {found.k} people "
                    f"answered, or because such a group could be worked out from them: {listed(hidden)}."
                )


def batches_in(inputs: Sequence[Path], names: Sequence[str], round_number: int | None) -> Batches:
    """The groups files among *inputs*, read. Raises InvalidFile, and ServicecheckError for options that do not fit."""
    files = [one for one in inputs if holds_groups(one)]
    if names and not files:
        raise ServicecheckError("--group chooses a group of a groups file. 'score' makes one, with --by and --groups.")
    if files and round_number is not None:
        raise ServicecheckError(f"{files[0]} is a groups file, which has no rounds. Choose a group with --group.")
    if not files:
        return Batches({}, ())
    from servicecheck.files import groups_file

    return Batches({file: groups_file.read(file) for file in dict.fromkeys(files)}, names)


def _base(file: Path) -> str:
    """What the name of a batch's report begins with: spring, of spring.groups.json."""
    return file.stem.removesuffix(".groups") or file.stem


def _called(group: ShownGroup) -> str:
    return group.round.title.replace(" / ", " - ") or group.name
