"""Section 7: what was answered about the ambition, the targets and what speaks against them (method 3.7, 4.5)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from servicecheck.assessment import findings
from servicecheck.assessment.findings import Reply
from servicecheck.language import POINT
from servicecheck.report.parts import Ambition, Fact, Heading, TargetRow, Targets
from servicecheck.report.reading import Reading
from servicecheck.report.sections.tension import tension

BESIDE: Final = 4
"""So many answers stand beside each other."""

_NAMES: Final = {50: "target_keep", 75: "target_above", 90: "target_known"}


def ambition(reading: Reading, heading: Heading) -> Ambition | None:
    """The section; None where nothing was answered or decided, and the little extra is not asked about."""
    found = reading.assessment.ambition
    if found is None or not has_ambition(reading):
        return None
    facts, decisions = [_fact(reading, reply) for reply in found.replies], _decisions(reading, found)
    return Ambition(
        heading=heading,
        replies_caption=_replies_caption(reading, found) if facts else "",
        replies=tuple(_rows(facts)),
        decisions=decisions,
        targets=None if decisions else _targets(reading, found),
        warnings=tuple(_warnings(reading, found)),
        tension=tension(reading, found),
    )


def has_ambition(reading: Reading) -> bool:
    """Whether there is anything to say beyond the targets that the questionnaire comes with."""
    found = reading.assessment.ambition
    if found is None or reading.assessment.overall is None:
        return False
    is_decided = any(target.is_decided for target in found.targets)
    asks = any(section.area == "extra" for section in reading.questionnaire.walk())
    return bool(found.replies or found.decisions or is_decided or found.guard_rails or asks)


# Answers


def _fact(reading: Reading, reply: Reply) -> Fact:
    """A question and what was answered to it: what most said, else how many said what."""
    names = {choice.value: reading.step_name(choice) for choice in reply.item.choices()}
    if reply.agreed is not None:
        answer = names.get(reply.agreed, reading.text(reply.agreed))
    else:
        given = [(names.get(value, value), count) for value, count in reply.counts.items() if count]
        answer = ", ".join(f"{name}: {count}" for name, count in given)
    return Fact(reading.words.phrase(reply.item.text), answer)


def _rows(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    return [tuple(facts[start : start + BESIDE]) for start in range(0, len(facts), BESIDE)]


def _replies_caption(reading: Reading, found: findings.Ambition) -> str:
    words, source = reading.words, found.source
    if source is None or source.is_this_round:
        return words("ambition_answered")
    questionnaire = words.phrase(source.title)
    if source.ended is None:
        return words("ambition_answered_in", questionnaire=questionnaire)
    day = words.date(source.ended, year=True)
    return words("ambition_answered_on", questionnaire=questionnaire, date=day)


# Targets


def _decisions(reading: Reading, found: findings.Ambition) -> Targets | None:
    """What was decided for each area; where the areas are not those of this questionnaire."""
    if not found.decisions or any(target.is_decided for target in found.targets):
        return None
    rows = [
        TargetRow(
            name=reading.text(one.title) if one.title is not None else one.area,
            target=reading.plain_points(one.points),
            word=_word(reading, one.points),
            reason=reading.text(one.reason),
            decided=_decided(reading, one.who, one.agreed_on),
        )
        for one in found.decisions
    ]
    return _table(reading, reading.words("target_decided"), rows)


def _targets(reading: Reading, found: findings.Ambition) -> Targets | None:
    """The target of each section; sections with one and the same decision share a row."""
    groups: dict[tuple[int, str, str, date | None, bool], list[str]] = {}
    for one in found.targets:
        key = (one.points, one.reason, one.who, one.agreed_on, one.is_decided)
        groups.setdefault(key, []).append(one.section)
    if not groups:
        return None
    words, is_one = reading.words, len(groups) == 1
    rows = []
    for (points, reason, who, day, is_decided), sections in groups.items():
        why = reading.text(reason) if is_decided else _undecided(reading, found)
        name = words("target_all_areas") if is_one and len(sections) > 1 else _named(reading, sections)
        rows.append(TargetRow(name, reading.target(points), _word(reading, points), why, _decided(reading, who, day)))
    points = next(iter(groups))[0]
    same = words("target_title_all", target=reading.target(points))
    return _table(reading, same if is_one else words("target_title_differ"), rows)


def _table(reading: Reading, caption: str, rows: Sequence[TargetRow]) -> Targets:
    words = reading.words
    heads = (words("label_area"), words("target"), words("plan_why"), words("target_who"))
    return Targets(caption, heads, tuple(rows))


def _undecided(reading: Reading, found: findings.Ambition) -> str:
    """A target nobody decided is the questionnaire's own."""
    return reading.words("target_own" if found.replies or found.decisions else "target_default")


def _named(reading: Reading, sections: Sequence[str]) -> str:
    return ", ".join(f"{reading.short[one]} {reading.title(one)}" for one in sections)


def _word(reading: Reading, points: int) -> str:
    key = _NAMES.get(points // POINT) if points % POINT == 0 and reading.has_hundred else None
    return reading.words(key) if key else ""


def _decided(reading: Reading, who: str, day: date | None) -> str:
    return ", ".join(filter(None, (who, reading.words.date(day, year=True) if day else "")))


# What speaks against it


def _warnings(reading: Reading, found: findings.Ambition) -> list[str]:
    points = [target.points for target in found.targets if target.is_decided]
    points += [decision.points for decision in found.decisions]
    highest = reading.plain_points(max(points)) if points else ""
    keys = {"price": "guard_price", "capacity": "guard_capacity", "basics-first": "guard_basics_first"}
    return [
        reading.words(keys[rail], **({} if rail == "basics-first" else {"target": highest}))
        for rail in found.guard_rails
    ]
