"""Why the level is what it is and how sure it is, one sentence or two each, in the catalogue's words."""

from collections.abc import Iterator

from servicecheck.assessment.findings import Overall
from servicecheck.telling import Telling
from servicecheck.telling.agreeing import beside_the_level
from servicecheck.telling.certainty import certainty, interval, marks, response
from servicecheck.telling.gates import capped


def reasons(telling: Telling, overall: Overall) -> Iterator[str]:
    """The paragraphs under the level."""
    words, agreed = telling.words, beside_the_level(telling)
    if agreed:
        yield agreed
    if overall.standing.score is None:
        yield words("level_not_rated_why")
        return
    held = capped(telling)
    if held:
        yield held
        yield words("capped_score_unchanged")
    yield from marks(telling)
    yield " ".join(filter(None, (interval(telling, overall), certainty(telling, overall), response(telling))))
    yield " ".join(_bounds(telling, overall))


def limits(telling: Telling) -> str:
    """Bad below 25, world-class from 75: of three levels, the second lies between."""
    words, levels, starts = telling.words, telling.questionnaire.levels, telling.limits
    said = [words("level_below", level=telling.text(levels[0].title), limit=telling.plain_points(starts[0]))]
    above = list(zip(levels[1:], starts, strict=True))
    for level, start in above if len(above) == 1 else above[1:]:
        said.append(words("level_from", level=telling.level_name(level.id), limit=telling.plain_points(start)))
    return ", ".join(said)


def _bounds(telling: Telling, overall: Overall) -> Iterator[str]:
    """How far the score can move with what nobody has answered."""
    words, standing, people = telling.words, overall.standing, telling.assessment.people
    items = [item for item in telling.assessment.items if item.is_relevant]
    is_rooms = telling.assessment.agreed is not None
    unknown = sum(item.mean is None if is_rooms else item.dk + item.blank for item in items)
    if not unknown or standing.low is None or standing.high is None or standing.low == standing.high:
        return
    key = "verdict_bounds" if people == 1 or is_rooms else "verdict_bounds_group"
    yield words(key, n=unknown, low=telling.score(standing.low), high=telling.score(standing.high))
    if overall.depends_on_unknown:
        yield words("level_depends_on_dk")
    elif standing.level:
        yield words("verdict_bounds_same", level=telling.level_name(standing.level))
