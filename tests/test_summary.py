"""The summary on the first page keeps to the method's rules of wording (4.2), whatever people answered."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_questionnaires import people, questionnaires
from sample_questionnaires import shipped, shipped_ids
from servicecheck.assessment import Assessment, assess
from servicecheck.language import LANGUAGES, NO_BREAK_SPACE, Language, Words
from servicecheck.report.reading import Reading
from servicecheck.report.sections.in_short import summary
from servicecheck.response import Answer, PlannedAction, Respondent, Response, Round
from test_wording_rules import FORBIDDEN

# The parts in their order: few answered; level; what carries it; what holds it back; what to do first; what is
# uncertain and when to look again. After them what is said instead where nothing is rated or may be shown.
PARTS = (
    ("summary_few",),
    ("summary_level", "summary_other", "summary_score"),
    ("summary_strongest",),
    ("summary_holds_back", "capped"),
    ("summary_start", "summary_owner", "summary_no_owner"),
    ("summary_differ_item", "summary_again"),
)
INSTEAD = ("verdict_only_count", "notice_min_group", "level_not_rated_why", "level_partial_why", "cover_answered")
CERTAINTY = {"summary_level_clearly": "clearly", "summary_level_probably": "probably", "summary_level_border": "border"}
SUPERLATIVES = {
    "en": r"\b(best|greatest|most (?!likely)\w+ful|top|outstanding|impressive)\b",
    "da": r"\b(bedste|flotteste|imponerende|enestående|superb)\b",
    "sv": r"\b(bästa|främsta|imponerande|enastående|superb)\b",
}
NAMES = st.sampled_from(["", "Mette", "Åse Østergaard-Lindqvist", "x" * 200, "Jens og " * 20])
TEXTS = st.sampled_from(["", "Call back the same day.", "Write it down. Then tell everybody.", "ring tilbage " * 60])


class Told(NamedTuple):
    """One piece of a summary, and the words of the catalogue it was made from."""

    text: str
    key: str
    own: list[str]
    """Each of its sentences in our own words, without what was filled in."""


@cache
def templates(words: Words) -> list[tuple[str, str]]:
    """Every text that a summary can be made from, with its key."""
    keys = [key for part in (*PARTS, INSTEAD) for start in part for key in _keys(words, start)]
    return [(key, words.template(key, n)) for key in keys for n in _plurals(words, key)]


def _keys(words: Words, start: str) -> list[str]:
    endings = ("", "_clearly", "_probably", "_border", "_no_interval", "_one", "_short", "_count")
    reasons = ("_basics", "_weakest", "_always", "_many_weak", "_other", "_short_basics", "_short_weakest")
    return [start + end for end in (*endings, *reasons, "_short_always") if start + end in words]


def _plurals(words: Words, key: str) -> tuple[int | None, ...]:
    try:
        words.template(key)
    except KeyError:
        return (1, 2)
    return (None,)


def told(text: str, words: Words) -> Told:
    """*text* as it was made; fails where it is made of no words of the catalogue."""
    plain = text.replace(NO_BREAK_SPACE, " ")
    found = [(key, pattern) for key, pattern in templates(words) if _matches(pattern, plain)]
    assert found, f"not from the catalogue: {text!r}"
    key, template = max(found, key=lambda pair: len(re.sub(r"\{\w+\}", "", pair[1])))
    return Told(plain, key, re.split(r"(?<=[.?])\s+", re.sub(r"\{\w+\}", "", template)))


def _matches(template: str, text: str) -> bool:
    """Whether the pieces between what is filled in stand in *text* in their order, from its beginning to its end."""
    first, *rest = re.split(r"\{\w+\}", template.replace(NO_BREAK_SPACE, " ").removesuffix("."))
    text = text.removesuffix(".")
    if not rest:
        return text == first
    at = len(first)
    for piece in rest[:-1]:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return text.startswith(first) and text.endswith(rest[-1]) and at + len(rest[-1]) <= len(text)


def sentences_in(text: str) -> int:
    """How many sentences a reader counts: full stops and question marks that end one."""
    return len(re.findall(r"(?<!\d)[.?](?=[»”“\"]?(?:\s|$))", text)) or 1


def part_of(key: str) -> int:
    return next(number for number, keys in enumerate(PARTS) if key.startswith(keys))


def require_rules_in_all(assessment: Assessment) -> None:
    for language in LANGUAGES:
        require_rules(assessment, language)


def require_rules(assessment: Assessment, language: Language) -> None:
    words = Words(language)
    said = [told(str(one), words) for one in summary(Reading(assessment, words))]
    text = " ".join(one.text for one in said)

    assert said
    assert sentences_in(text) <= 8 + _questions_within(assessment, text)
    assert len(text.split()) <= 150
    assert "!" not in text
    for one in said:
        assert all(len(re.findall(r"\w+", sentence)) <= 20 for sentence in one.own), one.own
        own = " ".join(one.own)
        assert not re.search(rf"\b({FORBIDDEN[language]})\b", own, re.IGNORECASE)
        assert not re.search(SUPERLATIVES[language], own, re.IGNORECASE)
    if said[0].key not in INSTEAD:
        _require_order(assessment, said, text)


def _questions_within(assessment: Assessment, text: str) -> int:
    """Quoted questions and long lists of them end in marks of their own, which end no sentence of ours."""
    return sum(item.text.to("en").endswith("?") for item in assessment.questionnaire.items) and len(
        re.findall(r"\?[»”“]", text)
    )


def _require_order(assessment: Assessment, said: list[Told], text: str) -> None:
    parts = [part_of(one.key) for one in said]
    assert parts == sorted(parts)
    assert 1 in parts
    assert (said[0].key == "summary_few") == (assessment.people < 5)
    invited, (level,) = assessment.round.invited, [one for one in said if part_of(one.key) == 1]
    if level.key != "summary_level_one":
        assert str(assessment.people) in level.text
        assert invited is None or str(invited) in level.text
    assert assessment.overall is not None
    if level.key in CERTAINTY:
        share = assessment.overall.certainty.probability
        word = CERTAINTY[level.key]
        assert assessment.overall.certainty.word == word
        if share is not None and word != "border":
            assert share >= (0.9 if word == "clearly" else 0.7)


def round_of(mode: str, number: int, given: Mapping[str, Any], first: str) -> Round:
    actions = (PlannedAction(first, given["text"], given["owner"], date(2026, 12, 4)),) if given["text"] else ()
    invited = number + given["others"] if given["others"] else None
    return Round("x", "1", mode=mode, invited=invited, closed=date(2026, 11, 13), actions=actions)  # type: ignore[arg-type]


@pytest.mark.parametrize("questionnaire_id", shipped_ids())
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_of_a_shipped_questionnaire(questionnaire_id: str, data: st.DataObject) -> None:
    questionnaire = shipped(questionnaire_id)
    items = questionnaire.scored_items
    mode = data.draw(st.sampled_from(["own", "open", "anonymous"]))
    number = 1 if mode == "own" else data.draw(st.integers(1, 9))
    lean = data.draw(st.lists(st.integers(0, 4), min_size=len(items), max_size=len(items)))
    spread = data.draw(st.integers(0, 2))
    rows = []
    for person in range(number):
        answers = {}
        for item, towards in zip(items, lean, strict=True):
            values = [choice.value for choice in item.choices()] or ["1"]
            place = min(max(towards + (person % (2 * spread + 1)) - spread, 0), len(values) - 1)
            answers[item.id] = Answer(values[place])
        rows.append(Response(Respondent(str(person)), answers, finished=True))
    given_ = {"text": data.draw(TEXTS), "owner": data.draw(NAMES), "others": data.draw(st.sampled_from([0, 0, 3]))}
    round_ = round_of(mode, number, given_, data.draw(st.sampled_from([item.id for item in items])))

    require_rules_in_all(assess(questionnaire, round_, rows))


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_of_any_questionnaire(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    persons = data.draw(people(questionnaire, at_most=7))
    round_ = Round(questionnaire.id, questionnaire.version, mode="open", closed=date(2026, 11, 13))
    given_ = [
        Response(
            Respondent(str(n), one.role), {id_: Answer(value) for id_, value in one.answers.items()}, finished=True
        )
        for n, one in enumerate(persons)
    ]

    require_rules_in_all(assess(questionnaire, round_, given_))
