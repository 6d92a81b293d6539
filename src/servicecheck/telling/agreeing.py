"""What carries the level, where a room has agreed: the agreed answers, with what the votes alone give beside them."""

from servicecheck.assessment.findings import Agreed, Overall
from servicecheck.telling.telling import Telling


def carries(telling: Telling) -> str:
    """That the level rests on what was agreed, and how the other questions count; empty where the answers carry it."""
    words, agreed = telling.words, telling.assessment.agreed
    if agreed is None:
        return ""
    scored = telling.questionnaire.scored_items
    number, what = number_agreed(telling), words("agreed_level" if telling.questionnaire.levels else "agreed_score")
    if number == len(scored):
        return words("agreed_carries_all", what=what, n=number)
    key = "agreed_carries" if agreed.voted else "agreed_carries_alone"
    return words(key, what=what, n=number, total=len(scored))


def number_agreed(telling: Telling) -> int:
    """How many questions that are worth points have an agreed answer."""
    agreed, scored = telling.assessment.agreed, {item.id for item in telling.questionnaire.scored_items}
    return sum(one.item in scored for one in agreed.items) if agreed else 0


def votes_alone(telling: Telling, agreed: Agreed) -> str:
    """What score and level the votes alone give, or why that is not said."""
    words = telling.words
    if agreed.votes is None:
        is_few = telling.assessment.people > 0
        return words("agreed_votes_hidden", k=telling.assessment.round.k) if is_few else ""
    if agreed.votes.standing.score is None:
        return words("agreed_votes_unrated")
    return _votes(telling, agreed.votes)


def _votes(telling: Telling, votes: Overall) -> str:
    ends, standing = telling.ends(votes.standing), votes.standing
    key = f"agreed_votes_{'level' if standing.level else 'score'}{'' if ends else '_no_interval'}"
    between = {"lo": ends[0], "hi": ends[1]} if ends else {}
    score, level = telling.of_highest(standing), telling.level_name(standing.level)
    return telling.words(key, score=score, level=level, **between)


def beside_the_level(telling: Telling) -> str:
    """Everything that a reader of the level must know of what was agreed."""
    agreed = telling.assessment.agreed
    if agreed is None:
        return ""
    no_interval = telling.words("agreed_no_interval")
    return " ".join(filter(None, (carries(telling), votes_alone(telling, agreed), no_interval)))
