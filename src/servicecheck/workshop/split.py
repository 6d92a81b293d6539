"""On which items the room is furthest apart, as far as it may see them."""

from dataclasses import dataclass

from servicecheck.assessment.findings import AgreementWord
from servicecheck.workshop.result import results_of
from servicecheck.workshop.workshop import Workshop


@dataclass(frozen=True)
class SplitItem:
    """An item, and how far the room is apart on it."""

    item: str
    deviation: float
    """In steps of its scale."""
    word: AgreementWord
    is_agreed: bool
    """Whether there is an agreed answer."""


def split_items(workshop: Workshop) -> tuple[SplitItem, ...]:
    """The items whose votes were seen, the most split first; equal ones in the order of the questionnaire."""
    found = [one for item in workshop.items if (one := _split(workshop, item.id))]
    return tuple(sorted(found, key=lambda one: -one.deviation))


def _split(workshop: Workshop, item: str) -> SplitItem | None:
    visible = [result for result in results_of(workshop, item) if not result.hidden]
    if not visible or visible[-1].deviation is None or visible[-1].word is None:
        return None
    return SplitItem(item, visible[-1].deviation, visible[-1].word, item in workshop.agreed)
