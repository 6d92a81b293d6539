"""The votes and the agreed answers: which carries the level, and both beside each other."""

from itertools import groupby
from typing import Final

from servicecheck.assessment.findings import Agreed, AgreedItem, Standing
from servicecheck.assessment.item_findings import NOTABLE
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up
from servicecheck.report import parts
from servicecheck.report.charts.agreed import AgreedScoreRow
from servicecheck.report.charts.legend import Key
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.parts import AgreedGroup, AgreedRow, AgreedTable, Chart, Figure, Heading, Row, Sign, SplitRow
from servicecheck.report.reading import Reading, written
from servicecheck.report.sections.standing import MOST_ROWS, hidden_words
from servicecheck.telling.agreeing import carries, votes_alone
from servicecheck.telling.telling import NO_FIGURE

MOST_SPLIT: Final = 8
HEIGHT: Final = 15.0


def agreed(reading: Reading, heading: Heading) -> parts.Agreed | None:
    """The section; None where no room has agreed on anything that is worth points."""
    found, words = reading.assessment.agreed, reading.words
    if found is None or reading.assessment.overall is None:
        return None
    split = tuple(_split(reading, item) for item in found.split[:MOST_SPLIT])
    return parts.Agreed(
        heading=heading,
        lead=carries(reading),
        sentences=tuple(filter(None, (votes_alone(reading, found),))),
        view=_view(reading, found),
        answers=_table(reading, found),
        split_name=words("agreed_split_title") if split else "",
        split=split,
        split_note=words("agreed_split_note") if split else "",
    )


# The whole and its areas


def _view(reading: Reading, found: Agreed) -> Chart:
    words, overall = reading.words, reading.assessment.overall
    assert overall is not None
    votes = found.votes.standing if found.votes else None
    whole = _row(reading, "", words("label_overall"), overall.standing, votes)
    areas = [
        _row(reading, reading.short[area.id], reading.full_title(area.id), area.standing, found.sections.get(area.id))
        for area in reading.areas
    ]
    has_votes, has_band = votes is not None, any(one.interval for one in (votes, *found.sections.values()) if one)
    signs = [Sign(Key("question", words("agreed_head")), words("agreed_dot"))]
    signs += [Sign(Key("role", words("votes_head")), words("agreed_ring"))] if has_votes else []
    return Chart(
        caption=_finding(reading, overall.standing, votes),
        heads=(words("label_area"), "", words("agreed_head"), words("votes_head") if has_votes else ""),
        axis=Axis(reading.scale),
        rows=(whole,),
        last=tuple(areas),
        signs=tuple(signs),
        notes=(words("agreed_band"),) if has_band else (),
        is_long=len(areas) > MOST_ROWS,
    )


def _finding(reading: Reading, ours: Standing, votes: Standing | None) -> str:
    words = reading.words
    if votes is None or votes.score is None or ours.score is None:
        return words("agreed_title_areas")
    shown = {"agreed": reading.score(ours.score), "votes": reading.score(votes.score)}
    if shown["agreed"] == shown["votes"]:
        return words("agreed_title_same")
    return words("agreed_title_higher" if ours.score > votes.score else "agreed_title_lower", **shown)


def _row(reading: Reading, letter: str, name: str, ours: Standing, votes: Standing | None) -> Row:
    words, place = reading.words, (ours.lowest, ours.highest)
    score = reading.score(ours.score, (ours.target,))
    theirs = reading.score(votes.score, (ours.target,)) if votes else ""
    figures = f"{words('agreed_head')} {score}" + (f", {words('votes_head')} {theirs}" if votes else "")
    drawing = AgreedScoreRow(
        scale=reading.scale,
        words=words("chart_alt_strip", section=name, figures=figures),
        agreed=None if ours.score is None else reading.on_scale(ours.score, *place),
        votes=None if votes is None or votes.score is None else reading.on_scale(votes.score, *place),
        interval=reading.drawn_interval(votes) if votes else None,
        height=row_height(name, HEIGHT),
    )
    return Row(letter, name, drawing, Figure(score, theirs, tuple(_remarks(reading, ours, votes))))


def _remarks(reading: Reading, ours: Standing, votes: Standing | None) -> list[str]:
    """How far apart the two are, and where the votes' score most likely lies."""
    if votes is None or votes.score is None or ours.score is None:
        return []
    ends = reading.ends(votes)
    apart = reading.words("pair_difference_only", points=_points(reading, ours.score - votes.score))
    between = reading.words("agreed_votes_between", lo=ends[0], hi=ends[1]) if ends else ""
    return [one for one in (apart, between) if one]


def _points(reading: Reading, value: int) -> str:
    """A difference with the decimals that scores have here."""
    unit = POINT // 10**reading.decimals
    return reading.words.number(round_half_up(value, unit) / 10**reading.decimals, reading.decimals)


# The agreed answers


def _table(reading: Reading, found: Agreed) -> AgreedTable:
    words = reading.words
    groups = tuple(
        AgreedGroup(
            reading.short.get(section, ""), reading.full_title(section), tuple(_answer(reading, i) for i in own)
        )
        for section, own in groupby(found.items, key=lambda one: one.section)
    )
    heads = ("label_question", "agreed_answer", "agreed_points", "agreed_votes_mean", "label_median", "label_distance")
    return AgreedTable(
        caption=_answers_finding(reading, found),
        heads=(*map(words, heads), words("agreed_votes_number")),
        groups=groups,
        note=" ".join((words("agreed_note"), *_hidden(reading, found))),
    )


def _hidden(reading: Reading, found: Agreed) -> list[str]:
    """Why some votes have no figures."""
    why = dict.fromkeys(one.hidden for one in found.items if one.hidden)
    return [f"{NO_FIGURE}: {hidden_words(reading, one)}." for one in why]


def _answers_finding(reading: Reading, found: Agreed) -> str:
    """Where the room moved furthest from its votes, if that is an eighth of the range or more."""
    words = reading.words
    moved = [(abs(one.difference), one.item) for one in found.items if one.difference is not None]
    if not moved:
        return words("agreed_answers_title")
    far, item = max(moved, key=lambda pair: pair[0])
    asked = reading.questionnaire.item(item)
    if NOTABLE * far < asked.highest - asked.lowest:
        return words("agreed_answers_title_near")
    return words("agreed_answers_title_far", item=reading.question(item))


def _answer(reading: Reading, one: AgreedItem) -> AgreedRow:
    steps = one.average_deviation
    return AgreedRow(
        letter=reading.short.get(one.item, ""),
        text=reading.question(one.item),
        answer=answer_name(reading, one),
        points=reading.score(one.points),
        mean=reading.score(one.mean),
        median=reading.score(one.median),
        steps=NO_FIGURE if steps is None else reading.words.number(steps, 2),
        number=str(one.answered) if one.answered else NO_FIGURE,
        reason=reading.words("explain_agreed_why", reason=reading.words.typeset(one.reason)) if one.reason else "",
    )


def answer_name(reading: Reading, one: AgreedItem) -> str:
    """The agreed answer as people write it."""
    if one.value in ("na", "dk"):
        return reading.words(f"short_{one.value}")
    names = {choice.value: reading.step_name(choice) for choice in reading.choices(one.item)}
    return ", ".join(names.get(value) or written(value, reading.words) for value in one.value.split("|"))


def _split(reading: Reading, item: str) -> SplitRow:
    far = reading.assessment.item(item).average_deviation or 0
    steps = reading.words("agree_steps", steps=reading.words.number(far, 2))
    return SplitRow(reading.short[item], reading.question(item), steps)
