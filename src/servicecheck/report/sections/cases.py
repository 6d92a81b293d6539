"""The case audit in section 6: how often each step was done, beside your own rating of it (method 2.1)."""

from fractions import Fraction

from servicecheck.assessment.findings import CaseAudit, CaseStep
from servicecheck.assessment.register_rows import CASES
from servicecheck.report.charts.legend import Key
from servicecheck.report.parts import Cases, Chart, Row, Sign
from servicecheck.report.reading import Reading
from servicecheck.report.sections.figures import (
    amount,
    column_title,
    share_axis,
    share_of_range,
    share_row,
)

USUAL_STEPS = 5
"""The steps of the shipped case audit; the catalogue has sentences for five."""


def cases(reading: Reading) -> Cases | None:
    """The case audit; None where no case was looked at."""
    audit = reading.assessment.cases
    if audit is None or not any(step.done for step in audit.steps):
        return None
    return Cases(reading.words("audit_title"), _chart(reading, audit), tuple(_sentences(reading, audit)))


def _chart(reading: Reading, audit: CaseAudit) -> Chart:
    words, has_own = reading.words, any(_own(reading, step) is not None for step in audit.steps)
    signs = [Sign(Key("whiskers", words("share_whiskers")), words("share_whiskers_are"))]
    if has_own:
        signs.insert(0, Sign(Key("question", words("self_view")), words("audit_own")))
    is_usual = len(audit.steps) == USUAL_STEPS
    whole = words("audit_all_five_label" if is_usual else "audit_all_label")
    return Chart(
        caption=_finding(reading, audit),
        heads=(words("audit_step"), "", words("label_share"), words("audit_cases")),
        axis=share_axis(reading),
        rows=tuple(row for step in audit.steps if (row := _row(reading, step)) is not None),
        last=(share_row(reading, whole, audit.complete, is_whole=True),) if audit.complete else (),
        signs=tuple(signs),
        notes=(words("audit_multiplies"),) if is_usual and audit.complete else (),
    )


def _finding(reading: Reading, audit: CaseAudit) -> str:
    words = reading.words
    if audit.complete is None:
        return words("audit_title")
    key = "audit_all_five" if len(audit.steps) == USUAL_STEPS else "audit_all"
    return words.phrase(words(key, n=audit.complete.count, total=audit.complete.total))


def _row(reading: Reading, step: CaseStep) -> Row | None:
    if step.done is None:
        return None
    words, own = reading.words, _own(reading, step)
    remarks = [words("audit_partly", n=step.partly)] if step.partly else []
    if own is not None:
        remarks.append(words("audit_own_score", score=reading.score(step.self_score)))
    return share_row(reading, column_title(reading, CASES, step.column), step.done, tuple(remarks), own)


def _own(reading: Reading, step: CaseStep) -> float | None:
    """Your own rating of the step from 0 to 1; None where there is none."""
    if step.section is None or step.self_score is None:
        return None
    return share_of_range(reading.assessment.section(step.section), step.self_score)


def _sentences(reading: Reading, audit: CaseAudit) -> list[str]:
    words, said = reading.words, []
    for step in audit.steps:
        if step.contrast is not None and step.done is not None and reading.has_hundred:
            told = {"self": reading.score(step.self_score), "share": words.percent(step.done.share)}
            name = words.quote(column_title(reading, CASES, step.column))
            said.append(f"{name}: {words('audit_vs_self', **told)}")
    medians = (("audit_hours", audit.median_hours_to_reply), ("audit_days", audit.median_days_to_solution))
    facts = [words(key, time=amount(reading, Fraction(value))) for key, value in medians if value is not None]
    if audit.reopened is not None:
        facts.append(words("audit_reopened", n=audit.reopened.count, total=audit.reopened.total))
    return [*said, " ".join(facts)] if facts else said
