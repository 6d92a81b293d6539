"""What a room agreed on, item by item, and what the votes alone would come to."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.assessment.agreement import agreement_word
from servicecheck.assessment.findings import Agreed, AgreedItem, ItemFinding, Overall, Standing
from servicecheck.items import Item
from servicecheck.response import AgreedAnswer
from servicecheck.scoring.steps import steps_of


def agreed_findings(
    case: AgreedCase, items: Sequence[ItemFinding], votes: Overall | None, sections: Mapping[str, Standing]
) -> Agreed:
    """What was agreed in the round; *votes* and *sections* are what the votes come to, where that may be shown."""
    findings = {finding.id: finding for finding in items}
    ours = case.agreed
    alone = [finding for finding in items if finding.id not in ours]
    return Agreed(
        items=tuple(
            _agreed_item(case, case.questionnaire.item(item), answer, findings.get(item))
            for item, answer in ours.items()
        ),
        voted=tuple(finding.id for finding in alone if finding.mean is not None),
        split=_split(case, alone),
        votes=votes,
        sections=sections,
    )


def _agreed_item(case: AgreedCase, item: Item, answer: AgreedAnswer, finding: ItemFinding | None) -> AgreedItem:
    return AgreedItem(
        item=item.id,
        section=case.questionnaire.home(item.id).id,
        value=answer.value,
        points=item.points(answer.value),
        reason=answer.reason,
        answered=finding.answered if finding and not finding.hidden else 0,
        mean=case.answered_mean(item) if finding else None,
        median=finding.median if finding else None,
        average_deviation=finding.average_deviation if finding else None,
        hidden=finding.hidden if finding else None,
    )


def _split(case: AgreedCase, alone: Sequence[ItemFinding]) -> tuple[str, ...]:
    """Those on which people are far apart; of equal ones, in the questionnaire's order."""
    apart = [(finding.average_deviation, finding.id) for finding in alone if finding.average_deviation is not None]
    far = [
        (deviation, item)
        for deviation, item in apart
        if agreement_word(deviation, len(steps_of([case.questionnaire.item(item)]) or ())) == "low"
    ]
    return tuple(item for _, item in sorted(far, key=itemgetter(0), reverse=True))
