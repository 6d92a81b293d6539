"""Everything that is known about one round."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from servicecheck.assessment.findings.agreed import Agreed
from servicecheck.assessment.findings.ambition import Ambition
from servicecheck.assessment.findings.parts import Agreement, Consistency, GateFinding, ItemFinding, SectionFinding
from servicecheck.assessment.findings.people import Comment, CustomerView, RoleFinding, RoleGap
from servicecheck.assessment.findings.registers import (
    AlwaysQuotes,
    CaseAudit,
    Frustrations,
    LightBulbs,
    LinkedFrustrations,
    Mistakes,
)
from servicecheck.assessment.findings.standings import Mark, Overall
from servicecheck.assessment.findings.work import Expected, Priority
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Round


@dataclass(frozen=True)
class Assessment:
    """Everything that is known about one round."""

    questionnaire: Questionnaire
    round: Round
    people: int
    """How many answered anything, customers not counted."""
    response_rate: Fraction | None
    is_shown: bool
    """False in an anonymous round with fewer than k people: then only `people` is known."""
    overall: Overall | None = None
    sections: tuple[SectionFinding, ...] = ()
    items: tuple[ItemFinding, ...] = ()
    gates: tuple[GateFinding, ...] = ()
    marks: tuple[Mark, ...] = ()
    missing_sections: tuple[str, ...] = ()
    consistency: Consistency | None = None
    agreement: Agreement | None = None
    roles: tuple[RoleFinding, ...] = ()
    roles_differ: int = 0
    """The largest difference between two shown roles, if it is 12.5 points or more of 100; else 0."""
    priorities: tuple[Priority, ...] = ()
    """Every item below its target, what to do first first."""
    plan: tuple[str, ...] = ()
    """The items of the action plan: agreed ones, else the first of the priorities."""
    expected: Expected | None = None
    basics_checked: bool | None = None
    """None when the questionnaire does not ask for it."""
    role_gaps: tuple[RoleGap, ...] = ()
    """Where two roles answered the same section and both may be shown."""
    customers: CustomerView | None = None
    cases: CaseAudit | None = None
    quotes: AlwaysQuotes | None = None
    frustrations: Frustrations | None = None
    mistakes: Mistakes | None = None
    bulbs: LightBulbs | None = None
    ambition: Ambition | None = None
    linked_frustrations: LinkedFrustrations = field(default_factory=dict)
    """From this round, else from the newest one in the same file in which some were written down."""
    comments: tuple[Comment, ...] = ()
    """What people wrote beside their answers, customers not; in the order of the questions."""
    last_answer: datetime | None = None
    """When the last answer was given; None in anonymous rounds, where no times are kept."""
    agreed: Agreed | None = None
    """What a room agreed on, where that carries the level; None where the answers do."""
    is_counted: bool = False
    """Whether it is of a group of a batch, known by counts and sums alone; the round's title says which."""

    @property
    def is_response_low(self) -> bool:
        """Fewer than 60 % of those invited answered: a convention."""
        return self.response_rate is not None and self.response_rate < Fraction(60, 100)

    def section(self, section_id: str) -> SectionFinding:
        """The finding on this section. Raises KeyError."""
        return {finding.id: finding for finding in self.sections}[section_id]

    def item(self, item_id: str) -> ItemFinding:
        """The finding on this item. Raises KeyError."""
        return {finding.id: finding for finding in self.items}[item_id]
