"""Whether the basics hold, checked by another questionnaire: its critical items count in this one's requirements."""

from dataclasses import dataclass

from servicecheck.assessment.elsewhere import OtherRound
from servicecheck.items import Item
from servicecheck.scoring.columns import of


@dataclass(frozen=True)
class Basics(OtherRound):
    """The newest closed round of the questionnaire that `basics_from` names."""

    def means(self) -> tuple[tuple[Item, int], ...]:
        """Its critical items with their means, where relevant and answered by enough people."""
        case = self.case
        if not case.is_shown:
            return ()
        relevant = [i for i in self.questionnaire.critical_items if case.figures.flag(of("relevant", i.id))]
        means = [(item, case.figures.integer(of("item", item.id))) for item in relevant]
        return tuple((item, mean) for item, mean in means if mean is not None)
