"""The verdict on a screen: level, score and how sure they are; the areas; what holds back; what to do first."""

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Overall, SectionFinding
from servicecheck.items import Choice
from servicecheck.language import Language, Words
from servicecheck.response import Organisation
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.printed_scores import PrintedScores
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.verdict_reasons import reasons
from servicecheck.terminal.wrapping import Part

BAR = 20
WIDE = 80
MOST_ACTIONS = 3
LONGEST_NAME = 200


def show_verdict(screen: Screen, assessment: Assessment, organisation: Organisation, language: Language) -> None:
    """Print what the answers say, as far as it may be shown."""
    words = Words(language)
    screen.gap()
    screen.heading(words.typeset(assessment.questionnaire.title), excerpt(organisation.name, LONGEST_NAME))
    overall = assessment.overall
    if not assessment.is_shown or overall is None:
        screen.paragraph(words("verdict_only_count", n=assessment.people, k=assessment.round.k))
        return
    scores = PrintedScores(assessment, words)
    _level(screen, assessment, overall, scores)
    for reason in reasons(assessment, overall, scores):
        screen.paragraph(reason)
    screen.gap()
    _sections(screen, assessment, scores)
    if overall.standing.score is None:
        return
    if assessment.questionnaire.levels[1:]:
        screen.paragraph(words("verdict_limits", limits=scores.limits_in_words()))
    screen.gap()
    _holds_back(screen, assessment, words)
    _first_actions(screen, assessment, words)


def show_count(screen: Screen, answered: int, invited: int | None, words: Words) -> None:
    """Thank whoever has just handed in, and say how many have: all that an anonymous round tells meanwhile."""
    screen.gap()
    screen.paragraph(words("verdict_thanks"))
    if invited is not None and answered <= invited:
        screen.paragraph(words("cover_answered", answered=answered, invited=invited) + ".")
    else:
        screen.paragraph(words("cover_answered_count", n=answered) + ".")


def _level(screen: Screen, assessment: Assessment, overall: Overall, scores: PrintedScores) -> None:
    """The level is a mark and a word before it is a colour."""
    words, standing = scores.words, overall.standing
    if standing.score is None:
        screen.paragraph((words("level_not_rated"), "bold"))
        return
    if standing.level is None:
        screen.paragraph((f"{words('score')}: {scores.of_highest(standing)}", "bold"))
        return
    template = words.template("verdict_line").replace("{score}", scores.of_highest(standing))
    before, _, after = template.partition("{level}")
    level = level_part(assessment.questionnaire, standing.level, words)
    screen.paragraph((before, "bold"), level, (after, "bold"))


def _sections(screen: Screen, assessment: Assessment, scores: PrintedScores) -> None:
    rows = [_section_row(screen, assessment, scores, finding) for finding in _areas(assessment)]
    if rows:
        screen.columns(rows, right=(len(rows[0]) - 2,))


def _section_row(screen: Screen, assessment: Assessment, scores: PrintedScores, finding: SectionFinding) -> list[Part]:
    words, standing = scores.words, finding.standing
    title = words.typeset(assessment.questionnaire.section(finding.id).title)
    bar = [] if screen.width < WIDE else [_bar(finding)]
    if finding.hidden:
        return [title, *bar, "-", words("hidden_too_few", k=assessment.round.k)]
    if standing.score is None:
        return [title, *bar, "-", words("level_not_rated")]
    level: Part = level_part(assessment.questionnaire, standing.level, words) if standing.level else ""
    return [title, *bar, scores.score(standing.score, (standing.target,)), level]


def _bar(finding: SectionFinding) -> str:
    standing = finding.standing
    reach = standing.highest - standing.lowest
    if standing.score is None or finding.hidden or not reach:
        return " " * BAR
    filled = (2 * BAR * (standing.score - standing.lowest) + reach) // (2 * reach)
    return "━" * filled + "┄" * (BAR - filled)


def _areas(assessment: Assessment) -> list[SectionFinding]:
    """The sections that are compared: the outermost ones, or those inside a single outermost one."""
    found = [finding for finding in assessment.sections if finding.is_applicable]
    for depth in sorted({finding.depth for finding in found}):
        beside = [finding for finding in found if finding.depth == depth]
        if len(beside) > 1:
            return beside
    return [finding for finding in found if finding.depth == 0]


def _holds_back(screen: Screen, assessment: Assessment, words: Words) -> None:
    """The section furthest below its target, in the words of the description chosen in its weakest question."""
    below = [
        finding for finding in _areas(assessment) if finding.standing.score is not None and finding.standing.gap > 0
    ]
    if not below:
        return
    worst = max(below, key=lambda finding: finding.standing.gap)
    if not _pulls_down(assessment, worst):
        return
    today = _weakness(assessment, worst, words)
    title = words.phrase(assessment.questionnaire.section(worst.id).title)
    key = "verdict_holds_back" if today else "verdict_holds_back_short"
    before, _, after = words.template(key).partition("{section}")
    screen.paragraph(before, (title, "bold"), after)
    if today:
        screen.paragraph(words.quote(today), indent="  ")
    screen.gap()


def _weakness(assessment: Assessment, section: SectionFinding, words: Words) -> str:
    """The description chosen in the section's weakest question, unless it speaks well of the service."""
    if not section.weakest or not assessment.item(section.weakest[0]).is_below_middle:
        return ""
    return _chosen_words(assessment, section.weakest[0], words)


def _pulls_down(assessment: Assessment, section: SectionFinding) -> bool:
    """Whether a section lies below the whole: where all are alike, none of them holds the others back."""
    overall, score = assessment.overall, section.standing.score
    whole = None if overall is None else overall.standing.score
    return whole is not None and score is not None and score < whole


def _chosen_words(assessment: Assessment, item_id: str, words: Words) -> str:
    """The description nearest to the mean; between two, the lower one."""
    nearest = assessment.item(item_id).nearest
    described: Choice | None = None
    for choice in assessment.questionnaire.item(item_id).choices():
        described = choice if choice.label else described
        if choice.value == nearest:
            break
    return words.typeset(described.label) if described and described.label and nearest else ""


def _first_actions(screen: Screen, assessment: Assessment, words: Words) -> None:
    actions = [text for item in assessment.plan if (text := _action(assessment, item, words))][:MOST_ACTIONS]
    if not actions:
        return
    screen.paragraph((words("heading_9"), "bold"))
    for number, action in enumerate(actions, 1):
        screen.paragraph(action, first=f"  {number}  ", indent="     ")
    screen.gap()


def _action(assessment: Assessment, item_id: str, words: Words) -> str:
    """What was agreed on for the item, else what the questionnaire proposes."""
    agreed = next((action.text for action in assessment.round.actions if action.item == item_id), "")
    if agreed:
        return agreed
    priority = next((priority for priority in assessment.priorities if priority.item == item_id), None)
    actions = assessment.questionnaire.item(item_id).actions
    proposed = actions.get(priority.to_level or "") if priority else None
    return words.typeset(proposed.text) if proposed else ""
