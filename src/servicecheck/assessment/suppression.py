"""What may be shown of groups within a group, so that no published figure, and no difference of published figures,
covers 1 to k - 1 people (method 3.10).
"""

from collections.abc import Mapping
from typing import TypeVar

from servicecheck.assessment.findings import Hidden

_Group = TypeVar("_Group")


def hidden_groups(sizes: Mapping[_Group, int], k: int) -> dict[_Group, Hidden]:
    """Which of the groups that make up a published whole must be hidden, and why; empty groups are not there.

    A group below *k* is hidden. While the hidden ones together have fewer than *k* people, or only one is hidden, the
    next smallest follows: otherwise it could be worked out by subtraction.
    """
    present = sorted((size, str(group), group) for group, size in sizes.items() if size > 0)
    hidden: dict[_Group, Hidden] = {group: "too-few" for size, _, group in present if size < k}
    for _, _, group in present:
        together = sum(sizes[one] for one in hidden)
        if not hidden or (together >= k and len(hidden) > 1):
            break
        hidden.setdefault(group, "complement")
    return hidden
