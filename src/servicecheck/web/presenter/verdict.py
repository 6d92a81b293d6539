"""Where the room has arrived: the level, what carries it, and the sections, by what was agreed and by the votes."""

from dataclasses import dataclass

from servicecheck.assessment.findings import Overall, SectionFinding, Standing
from servicecheck.telling import Telling
from servicecheck.telling.agreeing import carries, votes_alone
from servicecheck.telling.hindrance import hindrance, weakness
from servicecheck.telling.reasons import reasons
from servicecheck.web.level_bar import LevelBar, level_bar
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import Tone, tone_of_level


@dataclass(frozen=True)
class Verdict:
    """The level and what stands beside it."""

    level: str
    """Its name, or that there is none."""
    tone: Tone
    lead: str
    """The score, where it probably lies, and how many voted."""
    carries: str
    """Whether the votes carry the level or what was agreed, with the other beside it."""
    bar: LevelBar | None
    strongest: tuple[str, str] | None
    """The section with the highest score, and that score."""
    weakest: tuple[str, str] | None
    """The section that holds the others back, and its score."""
    today: str
    """What was chosen there, as a description."""
    why: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One section with its scores."""

    title: str
    depth: int
    score: str
    votes: str
    level: str
    tone: Tone
    note: str


@dataclass(frozen=True)
class Sections:
    """Every section; `votes` stand in a column of their own where something was agreed."""

    rows: tuple[Row, ...]
    has_votes: bool


def verdict_page(scene: Scene) -> Page:
    """The level, large."""
    telling = telling_of(scene)
    overall, words = telling.assessment.overall, scene.words
    if not telling.assessment.is_shown or overall is None or overall.standing.score is None:
        lead = _why_not(scene, telling)
        nothing = Verdict(words("level_not_rated"), "plain", lead, "", None, None, None, "", ())
        return Page("presenter/verdict", words("screen_verdict"), nothing)
    best, worst = _strongest(telling), hindrance(telling)
    level = overall.standing.level
    title = telling.level_title(level) if level else telling.of_highest(overall.standing)
    shown = Verdict(
        level=title,
        tone=tone_of_level(telling.questionnaire, level),
        lead=_lead(telling, overall),
        carries=_carries(telling),
        bar=level_bar(telling, overall.standing),
        strongest=_named(telling, best) if best else None,
        weakest=_named(telling, worst) if worst else None,
        today=weakness(telling, worst) if worst else "",
        why=tuple(filter(None, reasons(telling, overall))),
    )
    return Page("presenter/verdict", f"{words('screen_verdict')}: {title}", shown)


def sections_page(scene: Scene) -> Page:
    """Section by section, what carries the level and the votes."""
    telling = telling_of(scene)
    agreed = telling.assessment.agreed
    votes = agreed.sections if agreed else {}
    found = [finding for finding in telling.assessment.sections if finding.is_applicable]
    rows = [_row(telling, finding, votes.get(finding.id)) for finding in found]
    return Page("presenter/sections", scene.words("heading_4"), Sections(tuple(rows), agreed is not None))


def report_page(scene: Scene) -> Page:
    """The report: it is being made, it can be fetched, or it could not be made."""
    return Page("presenter/report", scene.words("screen_report"))


def telling_of(scene: Scene) -> Telling:
    """The assessment as of now, and the words to tell it in. It takes tens of milliseconds."""
    return Telling(scene.services.assess(scene.workshop), scene.words)


def _why_not(scene: Scene, telling: Telling) -> str:
    if not telling.assessment.is_shown:
        ballots = [ballot for one in scene.workshop.ballots.values() for ballot in one]
        voters = {code for ballot in ballots for code in ballot.votes}
        return telling.words("verdict_only_count", n=len(voters), k=scene.workshop.round.k)
    return telling.words("level_not_rated_why")


def _lead(telling: Telling, overall: Overall) -> str:
    return f"{_score(telling, overall.standing)}. {telling.words('screen_voters', n=telling.assessment.people)}"


def _score(telling: Telling, standing: Standing) -> str:
    """A score, and where it probably lies."""
    ends, score = telling.ends(standing), telling.of_highest(standing)
    return telling.words("screen_score_between", score=score, low=ends[0], high=ends[1]) if ends else score


def _carries(telling: Telling) -> str:
    """What the level rests on, and what it would be by the votes alone."""
    agreed = telling.assessment.agreed
    if agreed is None:
        return telling.words("screen_votes_carry")
    return " ".join(filter(None, (carries(telling), votes_alone(telling, agreed))))


def _strongest(telling: Telling) -> SectionFinding | None:
    rated = [area for area in telling.areas if area.standing.score is not None]
    return max(rated, key=lambda area: area.standing.score or 0) if len(rated) > 1 else None


def _named(telling: Telling, finding: SectionFinding) -> tuple[str, str]:
    return telling.title(finding.id), telling.score(finding.standing.score, (finding.standing.target,))


def _row(telling: Telling, finding: SectionFinding, votes: Standing | None) -> Row:
    standing, words = finding.standing, telling.words
    is_hidden = bool(finding.hidden) and standing.score is None
    note = words("hidden_too_few", k=telling.assessment.round.k) if is_hidden else ""
    return Row(
        title=telling.text(telling.questionnaire.section(finding.id).title),
        depth=finding.depth,
        score=telling.score(standing.score, (standing.target,)),
        votes=telling.score(votes.score, (votes.target,)) if votes else telling.score(None),
        level=telling.level_title(standing.level) if standing.level else "",
        tone=tone_of_level(telling.questionnaire, standing.level),
        note=note or ("" if standing.score is not None else words("level_not_rated")),
    )
