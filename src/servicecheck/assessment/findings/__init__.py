"""What an assessment says, as frozen values: scores in whole ten-thousandths of a point, intervals in floats of them.

What may not be shown (method 3.10) is not there: None, or an empty tuple, with the reason beside it.

- `round`: the whole of it. `standings`: scores and levels. `parts`: items, sections, gates, agreement.
- `people`: roles and customers. `agreed`: what a room agreed on. `registers`: what was counted. `ambition`: targets.
- `work`: what to do first.
"""

from servicecheck.assessment.findings.agreed import Agreed, AgreedItem
from servicecheck.assessment.findings.ambition import (
    Ambition,
    AreaDecision,
    AreaTarget,
    Extra,
    GuardRail,
    Reply,
    Source,
)
from servicecheck.assessment.findings.parts import (
    Agreement,
    AgreementWord,
    Consistency,
    Field,
    GateFinding,
    GateKind,
    ItemFinding,
    SectionFinding,
)
from servicecheck.assessment.findings.people import Comment, CustomerFinding, CustomerView, RoleFinding, RoleGap
from servicecheck.assessment.findings.registers import (
    AlwaysQuotes,
    CaseAudit,
    CaseStep,
    Frustration,
    Frustrations,
    LightBulb,
    LightBulbs,
    LinkedFrustrations,
    Mistakes,
    Proportion,
    Quote,
)
from servicecheck.assessment.findings.round import Assessment
from servicecheck.assessment.findings.standings import (
    Certainty,
    CertaintyWord,
    GapWord,
    Hidden,
    IntervalBasis,
    Mark,
    Overall,
    Standing,
)
from servicecheck.assessment.findings.work import Expected, Priority

__all__ = [
    "Agreed",
    "AgreedItem",
    "Agreement",
    "AgreementWord",
    "AlwaysQuotes",
    "Ambition",
    "AreaDecision",
    "AreaTarget",
    "Assessment",
    "CaseAudit",
    "CaseStep",
    "Certainty",
    "CertaintyWord",
    "Comment",
    "Consistency",
    "CustomerFinding",
    "CustomerView",
    "Expected",
    "Extra",
    "Field",
    "Frustration",
    "Frustrations",
    "GapWord",
    "GateFinding",
    "GateKind",
    "GuardRail",
    "Hidden",
    "IntervalBasis",
    "ItemFinding",
    "LightBulb",
    "LightBulbs",
    "LinkedFrustrations",
    "Mark",
    "Mistakes",
    "Overall",
    "Priority",
    "Proportion",
    "Quote",
    "Reply",
    "RoleFinding",
    "RoleGap",
    "SectionFinding",
    "Source",
    "Standing",
]
