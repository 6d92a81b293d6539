"""All that a report is about: a round of an assessment file with the one before and the others, or a batch's group."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.language import Language, preferred

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment
    from servicecheck.cli.groups import ShownGroup
    from servicecheck.report import Branding, Context, Extras
    from servicecheck.response import Brand, Organisation


@dataclass(frozen=True)
class Contents:
    """What was read."""

    assessment: "Assessment"
    organisation: "Organisation"
    extras: "Extras"

    def branding(self, brand: "Brand | None", language: Language) -> "Branding":
        """What the report looks like in *language*: as *brand* says, else as the file does."""
        from servicecheck import report

        return report.branding_of(brand or self.organisation.brand, language)

    def told(self, language: Language | None = None, brand: "Brand | None" = None) -> "Context":
        """The report's words and figures in *language*; in the organisation's own if not said."""
        from servicecheck import report

        chosen = language or preferred([self.organisation.language])
        branding = self.branding(brand, chosen)
        return report.build(self.assessment, self.organisation, chosen, branding, self.extras)


def of_group(group: "ShownGroup", *, with_steps: bool) -> Contents:
    """What a groups file says of one group: there is no organisation in it, and no other round."""
    from servicecheck import report
    from servicecheck.response import Organisation

    explanation = group.explained() if with_steps else None
    return Contents(group.assessed(), Organisation(), report.Extras(explanation=explanation))


def read(path: Path, round_number: int | None, *, with_steps: bool) -> Contents:
    """What the file at *path* says of a round; of the newest if not said."""
    from servicecheck import report
    from servicecheck.cli.comparison import with_earlier_round
    from servicecheck.cli.rounds import assessed, explained, others, round_of
    from servicecheck.files.assessment_file import AssessmentFile

    with AssessmentFile.open(path, "read") as opened:
        round_ = round_of(opened, path, round_number)
        assessment = assessed(opened, round_)
        compared = with_earlier_round(opened, round_, assessment)
        explanation = explained(opened, round_) if with_steps else None
        extras = report.Extras(compared, others=others(opened, round_), explanation=explanation)
        return Contents(assessment, opened.organisation, extras)
