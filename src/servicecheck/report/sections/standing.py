"""Section 2: the level, what it would be on points alone, how sure it is, and each area against its target."""

from servicecheck.assessment.findings import Overall, SectionFinding
from servicecheck.report.charts.legend import Key, LevelKey
from servicecheck.report.charts.radar import FEWEST, MOST, Axle, Radar
from servicecheck.report.charts.rows import ScoreRow
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.parts import Chart, Fact, Figure, Heading, Row, Sign, Standing
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cover import who_answered
from servicecheck.report.sections.sensitivity import sensitivity
from servicecheck.telling.agreeing import carries
from servicecheck.telling.certainty import certainty, interval, marks, response
from servicecheck.telling.gates import capped
from servicecheck.telling.telling import NO_FIGURE

TALL = 12.0
MOST_ROWS = 12
"""A longer chart may go on over a page; shorter ones stay in one piece."""


def standing(reading: Reading, heading: Heading) -> Standing | None:
    """The section; None where nothing may be shown or nothing is rated."""
    overall = reading.assessment.overall
    if overall is None:
        return None
    radar = _radar(reading)
    names = reading.words.join(reading.short[area.id] for area in _rated(reading))
    note = reading.words("chart_radar_note", areas=names) if radar else ""
    return Standing(
        heading=heading,
        facts=_facts(reading, overall),
        lead=_lead(reading, overall),
        sentences=tuple(filter(None, _paragraphs(reading, overall))),
        radar=radar,
        radar_note=note,
        areas=_areas(reading),
        how_title=reading.words("read_title"),
        how=_how(reading),
    )


def _facts(reading: Reading, overall: Overall) -> tuple[Fact, ...]:
    words, ends = reading.words, reading.ends(overall.standing)
    last = Fact(words("cover_who"), words("cover_answered_count", n=reading.assessment.people))
    if ends:
        last = Fact(words("interval_label"), words.join(ends))
    score = Fact(words("score"), reading.of_highest(overall.standing) or NO_FIGURE)
    if not reading.questionnaire.levels:
        return score, last
    return (
        Fact(words("level_final"), reading.level_title(overall.standing.level)),
        Fact(words("level_raw"), reading.level_title(overall.raw_level)),
        score,
        last,
    )


def _lead(reading: Reading, overall: Overall) -> str:
    words, said = reading.words, []
    if overall.standing.level is None:
        said.append(words("level_not_rated_why") if overall.standing.score is None else "")
    else:
        plain = words("certainty_none_sentence", level=reading.level_name(overall.standing.level))
        said.append(certainty(reading, overall) or plain)
    furthest = reading.by_gap(reading.areas)
    if len(furthest) > 1 and furthest[0].standing.gap > furthest[1].standing.gap:
        said.append(words("report_furthest", section=reading.title(furthest[0].id)))
    return " ".join(filter(None, said))


def _paragraphs(reading: Reading, overall: Overall) -> list[str]:
    words, held = reading.words, capped(reading)
    return [
        _agreed(reading),
        " ".join(filter(None, (interval(reading, overall), response(reading)))),
        f"{held} {words('capped_score_unchanged')}" if held else "",
        " ".join(marks(reading)),
        words("level_depends_on_dk") if overall.depends_on_unknown else "",
        sensitivity(reading),
    ]


def _agreed(reading: Reading) -> str:
    """What the level rests on, where a room has agreed, and why it has no interval."""
    told = carries(reading)
    return f"{told} {reading.words('agreed_no_interval')}" if told else ""


def _rated(reading: Reading) -> list[SectionFinding]:
    return [area for area in reading.areas if area.standing.score is not None]


def _radar(reading: Reading) -> Radar | None:
    rated = _rated(reading)
    if not FEWEST <= len(rated) <= MOST:
        return None
    axles = tuple(
        Axle(
            reading.short[area.id],
            reading.on_scale(area.standing.score or 0, area.standing.lowest, area.standing.highest),
            reading.on_scale(area.standing.target, area.standing.lowest, area.standing.highest),
        )
        for area in rated
    )
    figures = ", ".join(f"{reading.short[area.id]} {reading.score(area.standing.score)}" for area in rated)
    return Radar(reading.scale, reading.words("chart_alt_radar", n=len(axles), figures=figures), axles)


def _areas(reading: Reading) -> Chart:
    words = reading.words
    return Chart(
        caption=_finding(reading),
        heads=(words("label_area"), "", words("score"), words("label_interval") if _has_intervals(reading) else ""),
        axis=Axis(reading.scale),
        rows=tuple(section_row(reading, area) for area in reading.by_gap(reading.areas)),
        is_long=len(reading.areas) > MOST_ROWS,
    )


def _has_intervals(reading: Reading) -> bool:
    return any(area.standing.interval for area in reading.areas)


def _finding(reading: Reading) -> str:
    words, rated = reading.words, _rated(reading)
    below = [area for area in reading.by_gap(reading.areas) if _is_below(area)]
    if not rated:
        return words("level_not_rated")
    if not below:
        on_target = all(area.standing.gap == 0 for area in rated)
        return words("chart_title_all_on") if on_target else words("chart_title_none_clear")
    if len(below) == len(rated) > 1:
        return words("chart_title_all_below")
    if len(below) > 1:
        return words("chart_title_several", n=len(below), total=len(rated))
    rest_is_on = all(area.standing.gap == 0 for area in rated if area is not below[0])
    key = "chart_title_below" if rest_is_on and len(rated) > 1 else "chart_title_one_below"
    return words(key, section=reading.title(below[0].id))


def _is_below(area: SectionFinding) -> bool:
    """Below its target beyond chance; by the score alone where one person answered."""
    if area.standing.gap_word is None:
        return area.standing.gap > 0
    return area.standing.gap_word == "clear"


def section_row(reading: Reading, finding: SectionFinding, height: float = TALL, *, with_customers: bool = True) -> Row:
    """A section as dot, interval and target, beside the customers' score, with its figures and what they say."""
    standing, words = finding.standing, reading.words
    title = reading.full_title(finding.id)
    score, ends = reading.score(standing.score, (standing.target,)), reading.ends(standing)
    target = reading.target(standing.target)
    told = {"section": title, "score": score, "target": target}
    if ends:
        alternative = words("chart_alt_score", lo=ends[0], hi=ends[1], **told)
    else:
        alternative = words("chart_alt_score_no_interval", **told)
    place = (standing.lowest, standing.highest)
    theirs = customer_scores(reading).get(finding.id) if with_customers else None
    if theirs is not None:
        alternative += f" {words('chart_alt_customers', score=reading.score(theirs))}"
    drawing = ScoreRow(
        scale=reading.scale,
        words=alternative,
        score=None if standing.score is None else reading.on_scale(standing.score, *place),
        interval=reading.drawn_interval(standing),
        target=reading.on_scale(standing.target, *place),
        customers=None if theirs is None else reading.on_scale(theirs, *place),
        height=row_height(title, height),
    )
    figure = Figure(
        _own_range(reading, finding, score), "–".join(ends) if ends else "", tuple(_remarks(reading, finding))
    )
    return Row(reading.short[finding.id], title, drawing, figure)


def customer_scores(reading: Reading) -> dict[str, int]:
    """The customers' score of each section, where it may be shown."""
    view = reading.assessment.customers
    return {one.section: one.score for one in view.sections if one.score is not None} if view else {}


def _own_range(reading: Reading, finding: SectionFinding, score: str) -> str:
    """A score on its own, or with its highest where sections run to different ends."""
    standing = finding.standing
    if standing.score is None or (standing.lowest, standing.highest) == reading.bounds:
        return score
    return f"{score}/{reading.plain_points(standing.highest)}"


def _remarks(reading: Reading, finding: SectionFinding) -> list[str]:
    words, standing = reading.words, finding.standing
    if finding.hidden is not None:
        return [hidden_words(reading, finding.hidden)]
    if standing.score is None:
        return [words("level_not_rated")]
    keys = {"clear": "gap_clear", "reached": "gap_reached", "unclear": "gap_unclear"}
    return [words(keys[standing.gap_word])] if standing.gap_word else []


def hidden_words(reading: Reading, why: str) -> str:
    """Why something is not shown."""
    if why == "too-few":
        return reading.words("hidden_too_few", k=reading.assessment.round.k)
    return reading.words("hidden_complement")


def _how(reading: Reading) -> tuple[Sign, ...]:
    words, scale = reading.words, reading.scale
    lowest, highest = (reading.plain_points(end) for end in reading.bounds)
    targets = {area.standing.target for area in reading.areas}
    line = words("read_line_is")
    if len(targets) == 1:
        line += " " + words("read_target_same", target=reading.target(targets.pop()))
    signs = [Sign(Key("dot", words("read_dot")), words("read_dot_is", lowest=lowest, highest=highest))]
    if _has_intervals(reading):
        signs.append(Sign(Key("band", words("read_band")), words("read_band_is")))
    signs.append(Sign(Key("target", words("read_line")), line))
    if customer_scores(reading):
        signs.append(Sign(Key("customers", words("read_diamond")), words("read_diamond_is")))
    if reading.levels_in_words:
        signs.append(Sign(LevelKey(scale, words("read_marks")), f"{reading.levels_in_words}."))
    return tuple(signs)


def response_words(reading: Reading) -> str:
    """9 of 12 have answered (75 %), or how many did."""
    assessment, words = reading.assessment, reading.words
    if assessment.response_rate is None:
        return f"{who_answered(reading)}."
    told = {"answered": assessment.people, "invited": assessment.round.invited}
    return words("report_response_share", share=words.percent(assessment.response_rate), **told)
