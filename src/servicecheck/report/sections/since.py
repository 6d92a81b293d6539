"""Section 11: since last time. What was counted comes before what was judged, and a change before its cautions."""

from servicecheck.comparison import Comparison
from servicecheck.comparison.changes import Change
from servicecheck.comparison.follow_up import Counted, Measure
from servicecheck.language import NO_BREAK_SPACE
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.charts.slope import Mark, Slope, SlopeKey
from servicecheck.report.parts import Chart, Fact, Figure, Heading, Row, Sign
from servicecheck.report.parts.since import MeasureRow, MeasureTable, Since
from servicecheck.report.reading import Reading
from servicecheck.report.sections.standing import MOST_ROWS
from servicecheck.statistics import Interval
from servicecheck.telling.changes import ChangeTelling

MOST_FACTS = 4
ROW = 10.0


def since(reading: Reading, heading: Heading, comparison: Comparison | None) -> Since | None:
    """The section; None where there is nothing to compare with."""
    if comparison is None:
        return None
    telling = ChangeTelling(comparison, reading.words)
    if not comparison.is_shown:
        return Since(heading, telling.too_few(), (), None, None, (), "", (), "", ())
    words = reading.words
    cautions, stops = (*telling.left_out(), *telling.cautions()), tuple(telling.stops())
    return Since(
        heading=heading,
        lead=_lead(telling),
        facts=_facts(telling),
        measures=_measures(telling),
        chart=_chart(reading, telling),
        sentences=_sentences(telling),
        cautions_title=words("follow_cautions") if cautions else "",
        cautions=cautions,
        stop_title=words("follow_stop") if stops else "",
        stops=stops,
    )


def _lead(telling: ChangeTelling) -> str:
    """The measures that moved, else what became of the whole."""
    moved = telling.comparison.follow_up.moved
    if moved:
        return " ".join([telling.figures(moved[0]), telling.words("follow_measures_first")])
    whole = telling.comparison.whole
    return telling.words("compare_nothing") if whole is None else telling.sentence(whole)


def _facts(telling: ChangeTelling) -> tuple[Fact, ...]:
    words, found = telling.words, telling.comparison
    people = found.before.people, found.after.people
    facts = [Fact(words("compare_who_answered"), f"{people[0]} → {people[1]}".replace(" ", NO_BREAK_SPACE))]
    if found.both is not None and found.is_paired:
        both = words("count_of_total", n=found.both, total=found.after.people)
        facts = [Fact(words("compare_answered_both"), both.replace(" ", NO_BREAK_SPACE))]
    if found.after.levels:
        levels = [telling.level_title(side) for side in (found.before, found.after)]
        facts = [Fact(words("follow_level_then"), levels[0]), Fact(words("follow_level_now"), levels[1]), *facts]
    if found.follow_up.agreed:
        done = words("count_of_total", n=found.follow_up.done, total=found.follow_up.agreed)
        facts.append(Fact(words("follow_done"), done.replace(" ", NO_BREAK_SPACE)))
    return tuple(facts[:MOST_FACTS])


def _measures(telling: ChangeTelling) -> MeasureTable | None:
    found, words = telling.comparison.follow_up.measures, telling.words
    if not found:
        return None
    moved = len(telling.comparison.follow_up.moved)
    heads = ("plan_measure", "label_then", "label_now")
    return MeasureTable(
        caption=words("follow_measures_title", n=moved, total=len(found)),
        heads=(words(heads[0]), words(heads[1]), words(heads[2]), ""),
        rows=tuple(_measure(telling, measure) for measure in found),
    )


def _measure(telling: ChangeTelling, measure: Measure) -> MeasureRow:
    verdict = ""
    if measure.difference is not None:
        verdict = telling.words("compare_real" if measure.has_moved else "legend_cannot_tell")
    before, after = measure.before, measure.after
    return MeasureRow(
        name=telling.words.phrase(measure.name),
        before=telling.text(before.text),
        before_interval=_interval(telling, before),
        after=telling.text(after.text),
        after_interval=_interval(telling, after),
        verdict=verdict,
    )


def _interval(telling: ChangeTelling, counted: Counted) -> str:
    if counted.interval is None:
        return ""
    low, high = (telling.words.percent(end) for end in (counted.interval.low, counted.interval.high))
    return telling.words("compare_range", lo=low, hi=high)


def _chart(reading: Reading, telling: ChangeTelling) -> Chart | None:
    words, found = reading.words, telling.comparison
    if not found.changes:
        return None
    return Chart(
        caption=_finding(telling),
        heads=(words("label_area"), "", words("follow_then_now"), ""),
        axis=Axis(reading.scale),
        rows=tuple(_row(reading, telling, change) for change in found.areas),
        last=(_row(reading, telling, found.whole),) if found.whole else (),
        signs=_signs(telling),
        notes=(words("compare_explained"),) if telling.has_intervals else (),
        is_long=len(found.areas) > MOST_ROWS,
    )


def _signs(telling: ChangeTelling) -> tuple[Sign, ...]:
    keys: list[tuple[Mark, str]] = [("then", "legend_then"), ("now", "legend_now")]
    keys += [("band", "legend_cannot_tell")] if telling.has_intervals else []
    return tuple(Sign(SlopeKey(mark, telling.words(key)), telling.words(key)) for mark, key in keys)


def _finding(telling: ChangeTelling) -> str:
    real = [change for change in telling.comparison.areas if change.direction != "unclear"]
    if not real:
        return telling.words("follow_title_unclear")
    most = max(real, key=lambda change: abs(change.points))
    return telling.words("chart_title_change", section=telling.title(most))


def _row(reading: Reading, telling: ChangeTelling, change: Change) -> Row:
    before, after, verdict = telling.score(change.before), telling.score(change.after), telling.verdict(change)
    name = telling.words("label_overall") if change.depth < 0 else telling.title(change)
    ends = telling.ends(change)
    told = {"section": name, "before": before, "after": after, "verdict": verdict}
    place = (change.lowest, change.highest)
    drawing = Slope(
        reading.scale,
        telling.words("follow_alt", **told),
        before=reading.on_scale(change.before, *place),
        after=reading.on_scale(change.after, *place),
        cannot_tell=_band(reading, change),
        target=reading.on_scale(change.target, *place),
        height=row_height(name, ROW),
    )
    between = f"{telling.words('compare_range', lo=ends[0], hi=ends[1])}: " if ends else ""
    shown = f"{before} → {after}".replace(" ", NO_BREAK_SPACE)
    figure = Figure(shown, telling.signed(change.points), (f"{between}{verdict}",))
    return Row(reading.short.get(change.id, "") if change.id else "", name, drawing, figure)


def _band(reading: Reading, change: Change) -> Interval | None:
    """Where the second score could lie without telling of a change."""
    if change.detectable is None:
        return None
    ends = (change.before - change.detectable, change.before + change.detectable)
    inside = (min(max(end, change.lowest), change.highest) for end in ends)
    return Interval(*(reading.on_scale(end, change.lowest, change.highest) for end in inside))


def _sentences(telling: ChangeTelling) -> tuple[str, ...]:
    """The whole, every fall, and what cannot be told; the chart's caption says what moved most."""
    found, words = telling.comparison, telling.words
    whole = [found.whole] if found.whole and found.follow_up.moved else []
    fell = [change for change in found.areas if change.direction == "fell"]
    unclear = [change for change in found.areas if change.direction == "unclear"]
    said = [telling.sentence(change) for change in (*whole, *fell)]
    if len(unclear) == 1:
        said.append(telling.sentence(unclear[0]))
    elif unclear:
        said.append(words("follow_unclear_rest", sections=words.join(map(telling.named, unclear))))
    rest = (telling.raw_levels(), *telling.gates(), telling.removed(), *telling.customers())
    return tuple(filter(None, (" ".join(said), " ".join(filter(None, rest)))))
