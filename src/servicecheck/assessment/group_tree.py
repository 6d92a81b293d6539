"""What may be shown of groups within groups that are published together (method 3.10).

Every group is published beside the one around it, so each family of a parent and its children is one that can be
subtracted. The rule is that of `suppression.hidden_groups`, from the top, level by level: while the hidden children
together have fewer than k people, or only one is hidden, the next smallest follows. Below a hidden group nothing is
shown, because its parts would add up to it.

The same rule is applied to every figure by itself, with the people it rests on: a section or an item that few in one
team answered could otherwise be worked out from the whole and the other teams.

Why nothing can be worked out: of one figure, the published groups lie within or beside each other, so that whatever can
be had by adding and subtracting is made up of what is left of each published group without the published ones right
below it. That is what the hidden ones among them have together: nobody, or k and more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.suppression import hidden_groups

Path = tuple[str | None, ...]
"""Where a group is: () is everybody, (team,) a team, (team, period) a part of it. None is no value."""

Sizes = Mapping[Path, int]


def hidden_in_tree(sizes: Sequence[Sizes], k: int, absent: Collection[Path] = ()) -> dict[Path, Hidden]:
    """The groups in which a figure must not be shown, and why; *absent* ones do not show it whatever their size.

    *sizes* are the people it rests on, in one or more ways of counting them: each of these must be nobody, or at least
    *k*, in whatever can be worked out. All of them name the same groups, with every group around a group.
    """
    tree = _Tree(sizes, k, absent)
    tree.look_at((), is_below_shown=False)
    return tree.hidden


class _Tree:
    """A tree of groups on the way down."""

    def __init__(self, sizes: Sequence[Sizes], k: int, absent: Collection[Path]) -> None:
        self.sizes, self.k, self.absent = sizes, k, frozenset(absent)
        self.hidden: dict[Path, Hidden] = {}
        self._children: dict[Path, list[Path]] = {}
        for path in sorted((path for path in sizes[0] if path), key=_by_name):
            self._children.setdefault(path[:-1], []).append(path)

    def look_at(self, path: Path, *, is_below_shown: bool) -> None:
        """Settle what is below *path*, which is settled itself unless it stands at the top."""
        if path not in self.absent and path not in self.hidden and self._is_few(path):
            self.hidden[path] = "too-few"
        is_shown = path not in self.hidden and path not in self.absent
        children = self._children.get(path, [])
        if is_shown:
            self._settle(children)
        elif is_below_shown or path in self.hidden:
            # What is below would add up to what is hidden here.
            self.hidden |= {child: self._reason(child) for child in children}
        for child in children:
            self.look_at(child, is_below_shown=is_below_shown or is_shown)

    def _settle(self, family: Sequence[Path]) -> None:
        """Hide among the children of a shown group until no way of counting leaves less than k of them."""
        gone: set[Path] = {child for child in family if child in self.absent}
        while True:
            found = {path for sizes in self.sizes for path in self._hidden_by(sizes, family, gone)}
            if found <= gone:
                break
            gone |= found
        self.hidden |= {path: self._reason(path) for path in gone if path not in self.absent}

    def _hidden_by(self, sizes: Sizes, family: Sequence[Path], gone: Collection[Path]) -> Iterator[Path]:
        yield from hidden_groups({path: sizes[path] for path in family}, self.k, gone)

    def _reason(self, path: Path) -> Hidden:
        return "too-few" if self._is_few(path) else "complement"

    def _is_few(self, path: Path) -> bool:
        return any(0 < sizes[path] < self.k for sizes in self.sizes)


def _by_name(path: Path) -> list[tuple[bool, str]]:
    """An order of paths: no value comes last."""
    return [(name is None, name or "") for name in path]
