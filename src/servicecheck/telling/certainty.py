"""How sure the level is, and what stands beside it without being it, in whole sentences."""

from servicecheck.assessment.findings import Overall
from servicecheck.language import POINT
from servicecheck.telling.telling import Telling


def certainty(telling: Telling, overall: Overall) -> str:
    """Clearly, probably or on the border; empty where people are too few for any of these words."""
    word, other, level = overall.certainty.word, overall.certainty.other_level, overall.standing.level
    if word is None or level is None:
        return ""
    if word != "border":
        return telling.words(f"certainty_{word}_sentence", level=telling.level_name(level))
    if other is None:
        return ""
    order = [known.id for known in telling.questionnaire.levels]
    low, high = (telling.level_name(one) for one in sorted((level, other), key=order.index))
    return telling.words("certainty_border_sentence", level_low=low, level_high=high)


def interval(telling: Telling, overall: Overall) -> str:
    """Where the score would lie if others had answered; for one person, what rounding alone can do; else empty."""
    words, people = telling.words, telling.assessment.people
    ends = telling.ends(overall.standing)
    said = [words("interval_indicative", n=people)] if "indicative" in telling.assessment.marks else []
    if ends is None:
        return " ".join([*said, *_rounding(telling, overall)])
    if overall.standing.interval_basis == "all-alike":
        said.append(words("interval_all_alike"))
    elif telling.assessment.round.invited == people:
        said.append(words("interval_everyone"))
    else:
        said.append(words("interval_meaning", lo=ends[0], hi=ends[1]))
    return " ".join(said)


def _rounding(telling: Telling, overall: Overall) -> list[str]:
    if overall.rounding_margin is None:
        return []
    items = sum(item.answered > 0 for item in telling.assessment.items)
    margin = telling.words.number(overall.rounding_margin / POINT, telling.decimals)
    return [telling.words("interval_one_person", points=margin, items=items)]


def response(telling: Telling) -> str:
    """That few of those invited have answered; empty where enough did."""
    return telling.words("response_low") if telling.assessment.is_response_low else ""


def marks(telling: Telling) -> list[str]:
    """What each mark beside the level means, and what is missing."""
    words, given = telling.words, telling.assessment.marks
    said = [missing(telling)] if telling.assessment.missing_sections else []
    said += [words("provisional_why")] if "provisional" in given else []
    said += [words("provisional_old")] if "provisional-old" in given else []
    if "claimed" in given and telling.is_own_model:
        said.append(words("claimed_why", limit_level=telling.level_name("good")))
    return said


def missing(telling: Telling) -> str:
    """Which sections have too few answers, and how much they count for."""
    gaps = telling.assessment.missing_sections
    share = sum(telling.assessment.section(one).weight_share for one in gaps)
    names = telling.words.join(telling.words.quote(telling.title(one)) for one in gaps)
    return telling.words("level_partial_why", sections=names, share=telling.words.percent(share))
