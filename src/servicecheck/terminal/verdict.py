"""The verdict on a screen: level, score and how sure they are; the areas; what holds back; what to do first."""

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Overall, SectionFinding
from servicecheck.language import Language, Words
from servicecheck.response import Organisation
from servicecheck.telling import Telling
from servicecheck.telling.actions import in_plan
from servicecheck.telling.hindrance import hindrance, weakness
from servicecheck.telling.reasons import limits, reasons
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part

BAR = 20
WIDE = 80
MOST_ACTIONS = 3
LONGEST_NAME = 200


def show_verdict(screen: Screen, assessment: Assessment, organisation: Organisation, language: Language) -> None:
    """Print what the answers say, as far as it may be shown."""
    telling = Telling(assessment, Words(language))
    words, overall = telling.words, assessment.overall
    screen.gap()
    screen.heading(telling.text(assessment.questionnaire.title), excerpt(organisation.name, LONGEST_NAME))
    if not assessment.is_shown or overall is None:
        screen.paragraph(words("verdict_only_count", n=assessment.people, k=assessment.round.k))
        return
    _level(screen, telling, overall)
    for reason in reasons(telling, overall):
        screen.paragraph(reason)
    screen.gap()
    _areas(screen, telling)
    if overall.standing.score is None:
        return
    if telling.limits:
        screen.paragraph(words("verdict_limits", limits=limits(telling)))
    screen.gap()
    _holds_back(screen, telling)
    _first_actions(screen, telling)


def show_count(screen: Screen, answered: int, invited: int | None, words: Words) -> None:
    """Thank whoever has just handed in, and say how many have: all that an anonymous round tells meanwhile."""
    screen.gap()
    screen.paragraph(words("verdict_thanks"))
    if invited is not None and answered <= invited:
        screen.paragraph(words("cover_answered", answered=answered, invited=invited) + ".")
    else:
        screen.paragraph(words("cover_answered_count", n=answered) + ".")


def _level(screen: Screen, telling: Telling, overall: Overall) -> None:
    """The level is a mark and a word before it is a colour."""
    words, standing = telling.words, overall.standing
    if standing.score is None:
        screen.paragraph((words("level_not_rated"), "bold"))
        return
    if standing.level is None:
        screen.paragraph((f"{words('score')}: {telling.of_highest(standing)}", "bold"))
        return
    template = words.template("verdict_line").replace("{score}", telling.of_highest(standing))
    before, _, after = template.partition("{level}")
    screen.paragraph((before, "bold"), level_part(telling.questionnaire, standing.level, words), (after, "bold"))


def _areas(screen: Screen, telling: Telling) -> None:
    rows = [_row(screen, telling, area) for area in telling.areas]
    if rows:
        screen.columns(rows, right=(len(rows[0]) - 2,))


def _row(screen: Screen, telling: Telling, area: SectionFinding) -> list[Part]:
    words, standing = telling.words, area.standing
    title = telling.text(telling.questionnaire.section(area.id).title)
    bar = [] if screen.width < WIDE else [_bar(area)]
    if area.hidden:
        return [title, *bar, "-", words("hidden_too_few", k=telling.assessment.round.k)]
    if standing.score is None:
        return [title, *bar, "-", words("level_not_rated")]
    level: Part = level_part(telling.questionnaire, standing.level, words) if standing.level else ""
    return [title, *bar, telling.score(standing.score, (standing.target,)), level]


def _bar(area: SectionFinding) -> str:
    standing = area.standing
    reach = standing.highest - standing.lowest
    if standing.score is None or area.hidden or not reach:
        return " " * BAR
    filled = (2 * BAR * (standing.score - standing.lowest) + reach) // (2 * reach)
    return "━" * filled + "┄" * (BAR - filled)


def _holds_back(screen: Screen, telling: Telling) -> None:
    """The area that holds the others back, in the words of the description chosen in its weakest question."""
    worst = hindrance(telling)
    if worst is None:
        return
    today = weakness(telling, worst)
    key = "verdict_holds_back" if today else "verdict_holds_back_short"
    before, _, after = telling.words.template(key).partition("{section}")
    screen.paragraph(before, (telling.title(worst.id), "bold"), after)
    if today:
        screen.paragraph(telling.words.quote(today), indent="  ")
    screen.gap()


def _first_actions(screen: Screen, telling: Telling) -> None:
    actions = in_plan(telling)[:MOST_ACTIONS]
    if not actions:
        return
    screen.paragraph((telling.words("heading_9"), "bold"))
    for number, action in enumerate(actions, 1):
        screen.paragraph(action.text, first=f"  {number}  ", indent="     ")
    screen.gap()
