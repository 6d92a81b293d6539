"""Each role's own scores, where they may be shown (method 3.2, 3.10).

Roles are compared on what they all answered: where leaders answer one section and staff six, the score of either is
that of the one. In an anonymous round every section is a family of its own: the whole and the roles that answered it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import polars as pl

from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.findings import RoleFinding
from servicecheck.assessment.item_findings import NOTABLE
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.response import HAND
from servicecheck.scoring import grouped
from servicecheck.scoring.alike import without_sections
from servicecheck.scoring.columns import RESPONDENT, ROLE, of, people

_Role = str | None
_HiddenSections = Mapping[str, Collection[_Role]]


def role_findings(case: Case) -> tuple[RoleFinding, ...]:
    """One finding a role that somebody has, if more than one group of people answered; in the questionnaire's order."""
    sizes = _in_order(case, Counter(response.respondent.role for response in case.responses))
    if len(sizes) < 2 or not isinstance(case, PeopleCase):
        return ()
    secret = [one.respondent for one in case.responses if not one.respondent.code.startswith(HAND)]
    hidden = hidden_groups(_in_order(case, Counter(person.role for person in secret)), case.smallest_group)
    shown = [role for role in sizes if role not in hidden]
    standings = grouped(case.questionnaire, case.rows.lazy(), by=[ROLE]).collect()
    unseen = _hidden_sections(case, hidden)
    sections = _scores(case, standings, unseen)
    scores = _scores(case, standings, unseen, leave_out=_not_shared(case, sections, shown))
    names = [role for role in sizes if role is not None]
    return tuple(
        RoleFinding(role, None, hidden[role], None, {})
        if role in hidden
        else RoleFinding(role, sizes[role], None, scores[role].integer("score"), _by_section(case, sections[role]))
        for role in names
    )


def _in_order(case: Case, sizes: Counter[_Role]) -> dict[_Role, int]:
    """The groups in the questionnaire's order, so that no name decides which of two equal groups is hidden."""
    known = [role.id for role in case.questionnaire.roles]
    others = sorted(role for role in sizes if role is not None and role not in known)
    return {role: sizes[role] for role in (*known, *others, None) if sizes[role]}


def _hidden_sections(case: PeopleCase, hidden: Collection[_Role]) -> _HiddenSections:
    """In each section that people are scored in, the roles whose score there must not be shown.

    Hands that were counted hide nobody, since the room saw them: others without a role must be enough without them.
    """
    secret = case.rows.filter(~pl.col(RESPONDENT).str.starts_with(HAND))
    standings = grouped(case.questionnaire, secret.lazy(), by=[ROLE]).collect()
    roles = standings[ROLE].to_list()
    found = {}
    for unit in case.root.units:
        counted = _in_order(case, Counter(dict(zip(roles, standings[people(unit.id)].to_list(), strict=True))))
        found[unit.id] = hidden_groups(counted, case.smallest_group, hidden)
    return found


def _scores(
    case: Case, standings: pl.DataFrame, unseen: _HiddenSections, leave_out: Sequence[str] = ()
) -> dict[_Role, Figures]:
    """Each role's figures, from the sections that may be shown of it."""
    shown = standings.lazy().with_columns(
        expression for unit, roles in unseen.items() if roles for expression in _without(unit, roles)
    )
    rows = case.scores_of(without_sections(shown, leave_out)).iter_rows(named=True)
    return {row[ROLE]: Figures(row) for row in rows}


def _without(unit: str, roles: Collection[_Role]) -> tuple[pl.Expr, pl.Expr]:
    is_shown = ~pl.col(ROLE).is_in(list(roles), nulls_equal=True)
    score, rated = of("score", unit), of("rated", unit)
    return pl.when(is_shown).then(pl.col(score)).alias(score), (pl.col(rated) & is_shown).alias(rated)


def _not_shared(case: Case, sections: Mapping[_Role, Figures], shown: Sequence[_Role]) -> list[str]:
    """The sections that not every shown role has a score in."""
    names = {unit.id: of("score", unit.id) for unit in case.root.units}
    return [unit for unit, name in names.items() if any(sections[role].integer(name) is None for role in shown)]


def _by_section(case: Case, figures: Figures) -> dict[str, int | None]:
    return {node.id: figures.integer(of("score", node.id)) for node in case.root.walk() if node.id}


def largest_difference(case: Case, roles: Sequence[RoleFinding]) -> int:
    """How far apart two shown roles are, if it is an eighth of the range or more; else 0."""
    scores = [role.score for role in roles if role.score is not None]
    if len(scores) < 2:
        return 0
    difference = max(scores) - min(scores)
    range_ = (case.figures.integer("highest") or 0) - (case.figures.integer("lowest") or 0)
    return difference if NOTABLE * difference >= range_ else 0
