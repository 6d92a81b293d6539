"""The steps of a scale: what its values are called when they are counted 0, 1, 2 … from the fewest points up."""

from collections.abc import Sequence

from servicecheck.items import ByValue, Item


def steps_of(items: Sequence[Item]) -> tuple[str, ...] | None:
    """The values of the one ordered scale that *items* share, from the fewest points up; None without such a scale.

    Where two values are worth the same, or several can be picked at once, there are no steps to count.
    """
    scales = {_steps(item) for item in items}
    only = next(iter(scales)) if len(scales) == 1 else ()
    return only if len(only) >= 2 else None


def _steps(item: Item) -> tuple[str, ...]:
    worth = item.worth()
    if not isinstance(worth, ByValue) or len(set(worth.points.values())) < len(worth.points):
        return ()
    return tuple(sorted(worth.points, key=lambda value: worth.points[value]))
