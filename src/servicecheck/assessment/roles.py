"""Each role's own scores, where they may be shown (method 3.2, 3.10)."""

from collections import Counter
from collections.abc import Sequence

from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.findings import RoleFinding
from servicecheck.assessment.item_findings import NOTABLE
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.scoring import grouped
from servicecheck.scoring.columns import ROLE, of


def role_findings(case: Case) -> tuple[RoleFinding, ...]:
    """One finding a role that somebody has, if more than one group of people answered; in the questionnaire's order."""
    sizes = Counter(response.respondent.role for response in case.responses)
    if len(sizes) < 2:
        return ()
    hidden = hidden_groups(sizes, case.smallest_group)
    figures = _figures(case)
    found = []
    for role in case.questionnaire.roles:
        if not sizes.get(role.id):
            continue
        if role.id in hidden:
            found.append(RoleFinding(role.id, None, hidden[role.id], None, {}))
        else:
            own = figures[role.id]
            sections = {node.id: own.integer(of("score", node.id)) for node in case.root.walk() if node.id}
            found.append(RoleFinding(role.id, sizes[role.id], None, own.integer("score"), sections))
    return tuple(found)


def _figures(case: Case) -> dict[str | None, Figures]:
    standings = case.without_small_groups(grouped(case.questionnaire, case.rows.lazy(), by=[ROLE])).collect()
    return {figures.text(ROLE): figures for figures in case.concluded(standings)}


def largest_difference(case: Case, roles: Sequence[RoleFinding]) -> int:
    """How far apart two shown roles are, if it is an eighth of the range or more; else 0."""
    scores = [role.score for role in roles if role.score is not None]
    if len(scores) < 2:
        return 0
    difference = max(scores) - min(scores)
    range_ = (case.figures.integer("highest") or 0) - (case.figures.integer("lowest") or 0)
    return difference if NOTABLE * difference >= range_ else 0
