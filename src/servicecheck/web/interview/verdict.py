"""What stands on the page after handing in: the verdict as far as it may be shown, or how many have answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Overall, SectionFinding
from servicecheck.language import Words
from servicecheck.telling import Telling
from servicecheck.telling.actions import in_plan
from servicecheck.telling.hindrance import hindrance, weakness
from servicecheck.telling.reasons import limits, reasons
from servicecheck.web.level_bar import level_bar
from servicecheck.web.level_look import level_look
from servicecheck.web.questions import Look

MOST_ACTIONS = 3


@dataclass(frozen=True)
class Area:
    """One area with its level and score, or why neither is shown."""

    title: str
    level: str
    look: Look
    score: str


def view(assessment: Assessment, words: Words) -> Mapping[str, object]:
    """All that the page of a verdict shows."""
    telling, overall = Telling(assessment, words), assessment.overall
    if not assessment.is_shown or overall is None:
        return {"count": words("verdict_only_count", n=assessment.people, k=assessment.round.k)}
    level, worst = overall.standing.level, hindrance(telling)
    return {
        "level": telling.level_title(level),
        "look": level_look(telling.questionnaire, level) if level else "plain",
        "is_rated": overall.standing.score is not None,
        "score": telling.of_highest(overall.standing),
        "reasons": list(reasons(telling, overall)),
        "bar": level_bar(telling, overall.standing) if overall.standing.score is not None and telling.limits else None,
        "areas": [_area(telling, area) for area in telling.areas],
        "limits": _limits(telling, overall),
        "holds_back": telling.title(worst.id) if worst else "",
        "today": weakness(telling, worst) if worst else "",
        "actions": [action.text for action in in_plan(telling)[:MOST_ACTIONS]],
    }


def counted(answered: int, invited: int | None, words: Words) -> Mapping[str, object]:
    """All that the page shows while a group is still answering."""
    if invited is not None and answered <= invited:
        return {"count": words("cover_answered", answered=answered, invited=invited) + "."}
    return {"count": words("cover_answered_count", n=answered) + "."}


def _area(telling: Telling, area: SectionFinding) -> Area:
    standing = area.standing
    title = telling.text(telling.questionnaire.section(area.id).title)
    if area.hidden:
        return Area(title, telling.words("hidden_too_few", k=telling.assessment.round.k), "plain", "")
    if standing.score is None:
        return Area(title, telling.words("level_not_rated"), "plain", "")
    score = telling.score(standing.score, (standing.target,))
    if standing.level is None:
        return Area(title, "", "plain", score)
    return Area(title, telling.level_title(standing.level), level_look(telling.questionnaire, standing.level), score)


def _limits(telling: Telling, overall: Overall) -> str:
    if not telling.limits or overall.standing.score is None:
        return ""
    return telling.words("verdict_limits", limits=limits(telling))
