"""What the room voted, once it is shown: the drawing, the median, the spread, the roles, and what people wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from servicecheck.language import Words
from servicecheck.web.presenter.figures import Fact, Track, facts_of, step_above, tracks_of
from servicecheck.web.presenter.histogram import Histogram
from servicecheck.web.presenter.question import Question, question_of
from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.presenter.steps import Step, other_steps, steps_of
from servicecheck.workshop.result import Result, result_of

_AGREEMENT = {"high": "agree_high", "some": "agree_some", "low": "agree_low"}


@dataclass(frozen=True)
class Votes:
    """The newest result on the item on the screen."""

    question: Question
    hidden: str
    """Why nothing is shown, in a sentence; empty where it is."""
    headline: str
    histogram: Histogram | None
    """Of what can be picked."""
    written: tuple[tuple[str, int], ...]
    """Numbers that were written, smallest first, each with how many wrote it."""
    texts: tuple[str, ...]
    tracks: tuple[Track, ...]
    facts: tuple[Fact, ...]
    comments: tuple[str, ...]
    next_step: Step | None
    """The nearest description above the median."""


def shown_page(scene: Scene) -> Page:
    """The votes, large."""
    votes = votes_of(scene)
    return Page("presenter/shown", scene.words("ws_revealed"), votes)


def talk_page(scene: Scene) -> Page:
    """The three questions, with the votes beside them."""
    votes = votes_of(scene)
    # Small, beside the questions, it shows where the answers lie and nothing else.
    drawn = replace(votes.histogram, others=()) if votes.histogram else None
    return Page("presenter/talk", scene.words("ws_discuss"), replace(votes, histogram=drawn))


def comments_page(scene: Scene) -> Page:
    """What people wrote beside their votes."""
    return Page("presenter/comments", scene.words("label_comments"), votes_of(scene))


def votes_of(scene: Scene) -> Votes:
    """What may be shown of the newest ballot that was shown."""
    result = result_of(scene.workshop, scene.item.id)
    words = scene.words
    hidden, histogram = _why_hidden(scene, result), histogram_of(scene, result)
    return Votes(
        question=question_of(scene),
        hidden=hidden,
        headline="" if hidden else _headline(result, words),
        histogram=histogram,
        written=() if hidden or scene.item.choices() else tuple(_written(result, words)),
        texts=result.texts,
        tracks=tuple(tracks_of(scene, result, histogram)) if histogram else (),
        facts=tuple(facts_of(scene, result)),
        comments=result.comments,
        next_step=step_above(scene, result),
    )


def _why_hidden(scene: Scene, result: Result) -> str:
    """Why nothing is shown, and how many voted, where that may be said; empty where it is shown."""
    words, fewest = scene.words, scene.workshop.smallest_group
    if not result.hidden:
        is_few = scene.item.type != "text" and result.counts is None
        return f"{words('hidden_too_few', k=fewest)}." if is_few else ""
    why = words("ws_hidden_few", k=fewest)
    return f"{why}." if result.voted is None else f"{words('screen_voted', n=result.voted)}. {why}."


def histogram_of(scene: Scene, result: Result) -> Histogram | None:
    """The drawing of a result; None where a number or a text was written."""
    steps = steps_of(scene.questionnaire, scene.item, scene.words)
    if not steps or result.counts is None:
        return None
    beside = {"dk": result.dk or 0, "na": result.na or 0}
    others = tuple(step for step in other_steps(scene.item, scene.words) if beside[step.value])
    return Histogram(steps, {**result.counts, **beside}, others)


def _headline(result: Result, words: Words) -> str:
    if result.word is None or result.deviation is None:
        return ""
    # Who did not know, or found it not relevant, did not say the same as the others.
    is_everybody = not result.deviation and not result.dk and not result.na
    return words("ws_spread_none") if is_everybody else words(_AGREEMENT[result.word])


def _written(result: Result, words: Words) -> Iterator[tuple[str, int]]:
    for value, count in sorted((result.counts or {}).items(), key=lambda one: Decimal(one[0])):
        yield value.replace(".", words.template("format_decimal")), count
