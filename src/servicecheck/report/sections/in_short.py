"""Section 1: level, bar, a summary of at most eight sentences and 150 words in a fixed order, three actions.

The order is the method's (4.2): level and certainty; what carries it; what holds it back; what to do first; what is
uncertain and when to look again. Where that is too much, the last of these gives way first.
"""

from dataclasses import dataclass
from typing import Final

from servicecheck.assessment.certainty import FEWEST
from servicecheck.language import POINT
from servicecheck.report.charts.level_bar import LevelBar
from servicecheck.report.parts import FirstAction, Heading, InShort, Sentence
from servicecheck.report.printable import shortened
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cover import ended, who_answered
from servicecheck.report.sections.sentences import count, first_sentence, in_pieces, sentence
from servicecheck.telling.actions import Action, in_plan
from servicecheck.telling.agreeing import number_agreed, votes_alone
from servicecheck.telling.certainty import missing
from servicecheck.telling.gates import capped, capped_short
from servicecheck.telling.hindrance import hindrance, weakness

MOST_SENTENCES: Final = 8
MOST_WORDS: Final = 150
LONG: Final = 400
"""Characters beyond which the first page would not hold bar, summary and actions in the large size."""
LONG_LEVEL: Final = 16
SHORT_ACTION: Final = 110
LONGEST_REASON, LONGEST_ACTION, LONGEST_OWNER = 420, 200, 80
"""Characters of what is filled in, so that all that must be said stays within its words."""
MONTHS_TO_NEXT: Final = 6


@dataclass(frozen=True)
class _Said:
    """A sentence or two of the summary; those of a higher rank give way first, rank 0 never."""

    what: Sentence
    rank: int = 0


def in_short(reading: Reading, heading: Heading) -> InShort:
    """The first page's verdict."""
    assessment = reading.assessment
    overall, said = assessment.overall, summary(reading)
    plan = in_plan(reading)[:3]
    actions = tuple(
        FirstAction(str(number), _short(one.text), _agreed_by(reading, one)) for number, one in enumerate(plan, 1)
    )
    return InShort(
        heading=heading,
        level=reading.level_title(overall.standing.level) if overall and reading.questionnaire.levels else "",
        score=reading.of_highest(overall.standing) if overall else "",
        mark=" · ".join(marks(reading)),
        bar=_bar(reading),
        summary=said,
        is_long_level=overall is not None and len(reading.level_title(overall.standing.level)) > LONG_LEVEL,
        is_long=sum(len(str(one)) for one in said) > LONG,
        actions_title=reading.words("summary_three_first"),
        actions=actions,
    )


def summary(reading: Reading) -> tuple[Sentence, ...]:
    """The summary, cut to its measure."""
    said = _everything(reading)
    while _too_much(said) and any(one.rank for one in said):
        last = max(said, key=lambda one: one.rank)
        said = [one for one in said if one is not last]
    return tuple(one.what for one in said)


def _short(action: str) -> str:
    """An action whole where it is short, else its first sentence."""
    return action if len(action) <= SHORT_ACTION else f"{first_sentence(action)}."


def _agreed_by(reading: Reading, action: Action) -> str:
    """Who does it by when, or that this is not agreed."""
    if action.due is None or not action.is_agreed:
        return reading.words("status_not_agreed")
    return f"{action.owner}, {reading.words.date(action.due)}"


def _too_much(said: list[_Said]) -> bool:
    text = " ".join(str(one.what) for one in said)
    return count(text) > MOST_SENTENCES or len(text.split()) > MOST_WORDS


def _everything(reading: Reading) -> list[_Said]:
    assessment, words = reading.assessment, reading.words
    if not assessment.is_shown or assessment.overall is None:
        told = words("verdict_only_count", n=assessment.people, k=assessment.round.k)
        return [_Said(sentence_of(told)), _Said(sentence(words, "notice_min_group", k=assessment.round.k))]
    if assessment.overall.standing.score is None:
        return _not_rated(reading)
    few = [_Said(sentence(words, "summary_few"))] if assessment.people < FEWEST else []
    return [
        *few,
        _Said(_level(reading)),
        *_agreed(reading),
        *_carries(reading),
        *_holds_back(reading),
        *_start(reading),
        *_uncertain(reading),
    ]


def _not_rated(reading: Reading) -> list[_Said]:
    """Why there is no level, and where answers are missing."""
    said = [_Said(sentence(reading.words, "level_not_rated_why")), *_agreed(reading)]
    if reading.assessment.missing_sections:
        said.append(_Said(sentence_of(missing(reading))))
    return [*said, _Said(sentence_of(f"{who_answered(reading)}.")), *_carries(reading)]


def _level(reading: Reading) -> Sentence:
    """The level, the score and how sure it is."""
    words, overall = reading.words, reading.assessment.overall
    assert overall is not None
    standing, ends = overall.standing, reading.ends(overall.standing)
    values: dict[str, str] = {"who_answered": who_answered(reading), "score": reading.of_highest(standing)}
    if ends:
        values |= {"lo": ends[0], "hi": ends[1]}
    suffix = "" if ends else "_no_interval"
    if not reading.questionnaire.levels:
        return sentence(words, f"summary_score{suffix}", ("score",), **values)
    values["level"] = reading.level_name(standing.level)
    if not reading.is_own_model:
        return sentence(words, f"summary_other{suffix}", ("level",), **values)
    values["score"] = reading.score(standing.score, (standing.target,))
    if reading.assessment.people == 1 and reading.assessment.agreed is None:
        return sentence(words, "summary_level_one", ("level",), **values)
    if ends is None:
        return sentence(words, "summary_level_no_interval", ("level",), **values)
    word = overall.certainty.word
    if word == "border" and overall.certainty.other_level:
        values["other_level"] = reading.level_name(overall.certainty.other_level)
    key = (
        "summary_level"
        if word is None or (word == "border" and "other_level" not in values)
        else f"summary_level_{word}"
    )
    return sentence(words, key, ("level",), **values)


def _agreed(reading: Reading) -> list[_Said]:
    """What the level rests on, where a room has agreed, and what the votes alone give."""
    agreed, words = reading.assessment.agreed, reading.words
    if agreed is None:
        return []
    told = {"n": number_agreed(reading), "total": len(reading.questionnaire.scored_items)}
    return [_Said(sentence_of(words("summary_agreed", votes=votes_alone(reading, agreed), **told).strip()))]


def _carries(reading: Reading) -> list[_Said]:
    rated = [area for area in reading.areas if area.standing.score is not None]
    if len({area.standing.score for area in rated}) < 2:
        return []
    best = max(rated, key=lambda area: area.standing.score or 0)
    return [_Said(sentence(reading.words, "summary_strongest", ("section",), section=reading.title(best.id)), 3)]


def _holds_back(reading: Reading) -> list[_Said]:
    held = capped(reading)
    if held:
        # A long list of what does not hold stands in section 3; here it would be all that there is room for.
        return [_Said(sentence_of(held if len(held) <= LONGEST_REASON else f"{capped_short(reading)}."))]
    worst = hindrance(reading)
    if worst is None:
        return []
    title, anchor = reading.title(worst.id), first_sentence(weakness(reading, worst))
    if not anchor:
        return [_Said(sentence(reading.words, "summary_holds_back_short", ("section",), section=title))]
    return [_Said(sentence(reading.words, "summary_holds_back", ("section",), section=title, anchor=anchor))]


def _start(reading: Reading) -> list[_Said]:
    plan = in_plan(reading)
    if not plan or not plan[0].text:
        return []
    first, words = plan[0], reading.words
    action = shortened(first_sentence(first.text), LONGEST_ACTION)
    said = [_Said(sentence(words, "summary_start", action=action))]
    if first.owner and first.due:
        owner = shortened(first.owner, LONGEST_OWNER)
        return [*said, _Said(sentence(words, "summary_owner", owner=owner, date=words.date(first.due)))]
    return [*said, _Said(sentence(words, "summary_no_owner"), 2)]


def _uncertain(reading: Reading) -> list[_Said]:
    said = []
    differ = [item for item in reading.assessment.items if reading.is_divided(item)]
    if differ:
        worst = max(differ, key=lambda item: item.average_deviation or 0)
        said.append(_Said(sentence(reading.words, "summary_differ_item", item=reading.question(worst.id)), 5))
    day = ended(reading)
    if day is not None:
        month = day.replace(day=1, month=(day.month - 1 + MONTHS_TO_NEXT) % 12 + 1)
        said.append(_Said(sentence(reading.words, "summary_again", month=reading.words.month(month)), 4))
    return said


def _bar(reading: Reading) -> LevelBar | None:
    overall = reading.assessment.overall
    if overall is None or overall.standing.score is None or not reading.questionnaire.levels:
        return None
    standing, words = overall.standing, reading.words
    score, target = reading.score(standing.score, (standing.target,)), reading.target(standing.target)
    ends = reading.ends(standing)
    lowest, highest = (reading.plain_points(end) for end in reading.bounds)
    told = {
        "lowest": lowest,
        "highest": highest,
        "score": score,
        "target": target,
        "limits": words.join(reading.plain_points(limit) for limit in reading.limits),
    }
    key = "chart_alt_score_bar" if ends else "chart_alt_score_bar_no_interval"
    between = {"lo": ends[0], "hi": ends[1]} if ends else {}
    return LevelBar(
        scale=reading.scale,
        words=words(key, **told, **between),
        score=(standing.score or 0) / POINT,
        score_text=score,
        interval=reading.drawn_interval(standing),
        interval_texts=ends or ("", ""),
        target=standing.target / POINT,
        target_text=words("label_target_mark", target=target),
        level=_place(reading, standing.level),
    )


def _place(reading: Reading, level_id: str | None) -> int | None:
    ids = [level.id for level in reading.questionnaire.levels]
    return ids.index(level_id) if level_id in ids else None


def marks(reading: Reading) -> list[str]:
    """What stands beside the level without being the level."""
    words, overall = reading.words, reading.assessment.overall
    if overall is None:
        return []
    level = reading.level_title(overall.standing.level)
    keys = {
        "partial": "level_partial",
        "provisional": "provisional",
        "provisional-old": "provisional",
        "claimed": "claimed",
    }
    said = [capped_short(reading)]
    said += [words(keys[mark], level=level) for mark in reading.assessment.marks if mark in keys]
    if "indicative" in reading.assessment.marks:
        said.append(words("interval_indicative", n=reading.assessment.people).removesuffix("."))
    return [one for one in said if one]


def sentence_of(text: str) -> Sentence:
    """A sentence without bold."""
    return in_pieces(text)
