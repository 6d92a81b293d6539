"""Section 8: frustrations by customer hours, mistakes and light bulbs; counted, never scored (method 2.1)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from servicecheck.assessment.findings import LightBulb, LightBulbs, Mistakes, Proportion
from servicecheck.report.charts.legend import Key
from servicecheck.report.parts import Chart, Counted, Heading, Registers, Row, Sign
from servicecheck.report.printable import shortened
from servicecheck.report.reading import Reading
from servicecheck.report.sections.figures import amount, share_axis, share_row
from servicecheck.report.sections.frustrations import frustrations

MOST_NAMED: Final = 5
LONGEST_NAME: Final = 80


def registers(reading: Reading, heading: Heading) -> Registers | None:
    """The section, called after the light bulbs where they are all there is; None where no register was filled in."""
    listed, wrong, bulbs = frustrations(reading), _mistakes(reading), _bulbs(reading)
    if listed is None and wrong is None:
        return (
            None if bulbs is None else Registers(replace(heading, name=bulbs.name), None, None, replace(bulbs, name=""))
        )
    return Registers(heading, listed, wrong, bulbs)


def _mistakes(reading: Reading) -> Counted | None:
    found, words = reading.assessment.mistakes, reading.words
    if found is None:
        return None
    shares = (
        ("mistakes_found_by_us", found.found_by_us),
        ("mistakes_first_time", found.first_time),
        ("mistakes_made_good", found.made_good),
    )
    rows = [share_row(reading, words(key), share) for key, share in shares if share is not None]
    return Counted(
        name=words("mistakes_title"),
        chart=_shares(reading, _mistakes_finding(reading, found), "mistakes_count", rows),
        sentences=tuple(_mistakes_said(reading, found)),
    )


def _mistakes_finding(reading: Reading, found: Mistakes) -> str:
    own = found.found_by_us
    if own is None:
        return reading.words("mistakes_title_any", n=found.total)
    return reading.words("mistakes_title_found", n=own.count, total=own.total)


def _mistakes_said(reading: Reading, found: Mistakes) -> list[str]:
    words, said = reading.words, [reading.words("mistakes_noted", n=found.total)]
    if found.median_hours_to_fix is not None:
        said.append(words("mistakes_hours", time=amount(reading, found.median_hours_to_fix)))
    if found.minutes_lost is not None:
        said.append(words("mistakes_lost", time=amount(reading, found.minutes_lost / 60)))
    return [" ".join(said)]


def _bulbs(reading: Reading) -> Counted | None:
    found, words = reading.assessment.bulbs, reading.words
    if found is None or not found.total:
        return None
    rows = [share_row(reading, words("bulbs_working"), found.working)] if found.working else []
    finding = _bulbs_finding(reading, found.working) if found.working else ""
    return Counted(
        name=words("bulbs_title"),
        chart=_shares(reading, finding, "bulbs_checked", rows),
        sentences=tuple(_bulbs_said(reading, found)),
    )


def _bulbs_finding(reading: Reading, working: Proportion) -> str:
    return reading.words("bulbs_title_working", n=working.count, total=working.total)


def _bulbs_said(reading: Reading, found: LightBulbs) -> list[str]:
    words, said = reading.words, []
    if found.failing:
        said.append(words("bulbs_failing", bulbs=_named(reading, found.failing)))
    if found.overdue:
        said.append(words("bulbs_overdue", bulbs=_named(reading, found.overdue)))
    elif found.working is not None:
        said.append(words("bulbs_none_overdue"))
    if found.median_days_to_fix is not None:
        said.append(words("bulbs_days", time=amount(reading, Fraction(found.median_days_to_fix))))
    return said


def _named(reading: Reading, bulbs: Sequence[LightBulb]) -> str:
    """The first few by name, with their place, and how many there are besides."""
    words = reading.words
    named = [
        shortened(reading.text(bulb.bulb), LONGEST_NAME) + (f" ({reading.text(bulb.place)})" if bulb.place else "")
        for bulb in bulbs[:MOST_NAMED]
    ]
    if len(bulbs) > MOST_NAMED:
        named.append(words("quotation_more", n=len(bulbs) - MOST_NAMED))
    return "; ".join(named)


def _shares(reading: Reading, caption: str, head: str, rows: Sequence[Row]) -> Chart | None:
    words = reading.words
    if not rows:
        return None
    return Chart(
        caption=caption,
        heads=("", "", words("label_share"), words(head)),
        axis=share_axis(reading),
        rows=tuple(rows),
        signs=(Sign(Key("whiskers", words("share_whiskers")), words("share_whiskers_are")),),
    )
