"""Why the level is what it is and how sure it is, one sentence or two each, in the catalogue's words."""

from collections.abc import Iterator

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import GateFinding, Overall
from servicecheck.language import POINT, Words
from servicecheck.terminal.printed_scores import PrintedScores

_OWN_LEVELS = ("bad", "good", "world-class")
_GATE_ORDER = {"critical": 0, "critical-mean": 1, "section": 2, "weight": 3, "items": 4, "other": 5}


def reasons(assessment: Assessment, overall: Overall, scores: PrintedScores) -> Iterator[str]:
    """The paragraphs under the level."""
    words = scores.words
    if overall.standing.score is None:
        yield words("level_not_rated_why")
        return
    if overall.is_capped:
        yield from _capped(assessment, overall, scores)
    yield from _marks(assessment, overall, words)
    if assessment.people == 1:
        yield " ".join(_one_view(assessment, overall, scores))
    else:
        yield " ".join(_several_views(assessment, overall, scores))
    unknown = sum(item.dk + item.blank for item in assessment.items if item.is_relevant)
    if unknown:
        yield " ".join(_bounds(overall, unknown, scores, assessment))


def _one_view(assessment: Assessment, overall: Overall, scores: PrintedScores) -> Iterator[str]:
    words = scores.words
    items = sum(item.answered > 0 for item in assessment.items)
    if overall.rounding_margin is not None:
        margin = words.number(max(overall.rounding_margin / POINT, 0))
        yield words("interval_one_person", points=margin, items=items)
    yield from _certainty(assessment, overall, words)


def _several_views(assessment: Assessment, overall: Overall, scores: PrintedScores) -> Iterator[str]:
    words, interval = scores.words, overall.standing.interval
    if "indicative" in assessment.marks:
        yield words("interval_indicative", n=assessment.people)
    if interval:
        low, high = (scores.score(round(end)) for end in (interval.low, interval.high))
        yield words("interval_meaning", lo=low, hi=high)
    yield from _certainty(assessment, overall, words)
    if assessment.is_response_low:
        yield words("response_low")


def _certainty(assessment: Assessment, overall: Overall, words: Words) -> Iterator[str]:
    word, other = overall.certainty.word, overall.certainty.other_level
    level = overall.standing.level
    if word is None or level is None:
        return
    if word == "border":
        if other is not None:
            order = [known.id for known in assessment.questionnaire.levels]
            low, high = (_name(assessment, one, words) for one in sorted((level, other), key=order.index))
            yield words("certainty_border_sentence", level_low=low, level_high=high)
        return
    yield words(f"certainty_{word}_sentence", level=_name(assessment, level, words))


def _bounds(overall: Overall, unknown: int, scores: PrintedScores, assessment: Assessment) -> Iterator[str]:
    words, standing = scores.words, overall.standing
    if standing.low is None or standing.high is None or standing.low == standing.high:
        return
    key = "verdict_bounds" if assessment.people == 1 else "verdict_bounds_group"
    yield words(key, n=unknown, low=scores.score(standing.low), high=scores.score(standing.high))
    if overall.depends_on_unknown:
        yield words("level_depends_on_dk")
    elif standing.level:
        yield words("verdict_bounds_same", level=_name(assessment, standing.level, words))


def _marks(assessment: Assessment, overall: Overall, words: Words) -> Iterator[str]:
    for mark in assessment.marks:
        if mark == "partial":
            titles = [words.phrase(assessment.questionnaire.section(one).title) for one in assessment.missing_sections]
            share = sum(
                finding.weight_share for finding in assessment.sections if finding.id in assessment.missing_sections
            )
            names = words.join(map(words.quote, titles))
            yield words("level_partial_why", sections=names, share=words.percent(share))
        elif mark in ("provisional", "provisional-old"):
            yield words("provisional_why" if mark == "provisional" else "provisional_old")
        elif mark == "claimed":
            yield words("claimed_why", limit_level=_middle(assessment, words))


def _middle(assessment: Assessment, words: Words) -> str:
    levels = assessment.questionnaire.levels
    return words.typeset(levels[len(levels) // 2].name or levels[len(levels) // 2].title)


def _capped(assessment: Assessment, overall: Overall, scores: PrintedScores) -> Iterator[str]:
    """Which requirement holds the level below what the points alone would give."""
    held = sorted((gate for gate in assessment.gates if gate.holds_down), key=lambda gate: _GATE_ORDER[gate.kind])
    if not held or overall.raw_level is None or overall.standing.level is None:
        return
    words = scores.words
    told = {
        "raw_level": _name(assessment, overall.raw_level, words),
        "level": _name(assessment, overall.standing.level, words),
        "score": scores.score(overall.standing.score or 0),
    }
    is_own = tuple(level.id for level in assessment.questionnaire.levels) == _OWN_LEVELS
    yield (
        _in_own_words(assessment, held[0], told, scores) if is_own else _in_any_words(assessment, held[0], told, words)
    )
    yield words("capped_score_unchanged")


def _in_own_words(assessment: Assessment, gate: GateFinding, told: dict[str, str], scores: PrintedScores) -> str:
    words, questionnaire = scores.words, assessment.questionnaire
    if gate.kind == "critical" and gate.culprits:
        items = words.join(words.quote(words.phrase(questionnaire.item(item).text)) for item in gate.culprits)
        return words("capped_basics", n=len(gate.culprits), items=items, **told)
    if gate.kind == "section" and gate.culprits:
        weakest = assessment.section(gate.culprits[0])
        score = scores.score(weakest.standing.score or 0)
        return words(
            "capped_weakest", section=words.phrase(questionnaire.section(weakest.id).title), section_score=score, **told
        )
    if gate.kind == "items" and gate.caps_at == "good":
        return words(
            "capped_always", n=gate.count, total=gate.total, limit_level=_name(assessment, "good", words), **told
        )
    if gate.kind in ("items", "weight"):
        return words("capped_many_weak", low_level=_name(assessment, "bad", words), **told)
    return _in_any_words(assessment, gate, told, words)


def _in_any_words(assessment: Assessment, gate: GateFinding, told: dict[str, str], words: Words) -> str:
    title = next(one.title for one in assessment.questionnaire.gates if one.id == gate.id)
    return words("capped_other", gate=words.phrase(title), **told)


def _name(assessment: Assessment, level_id: str, words: Words) -> str:
    level = assessment.questionnaire.level(level_id)
    return words.typeset(level.name or level.title)
