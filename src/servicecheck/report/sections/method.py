"""Section 12: every choice behind the figures, what it rests on and what it means here (method 3.15)."""

from servicecheck.assessment.certainty import FEWEST
from servicecheck.report.parts import Choice, Heading, Method
from servicecheck.report.reading import Reading
from servicecheck.report.sections.ambition import has_ambition
from servicecheck.report.sections.literature import Rule, works
from servicecheck.report.sections.sensitivity import sensitivity
from servicecheck.report.sections.standing import response_words


def method(reading: Reading, heading: Heading, version: str) -> Method | None:
    """The table of choices, only those that this report made; None where nothing may be shown."""
    if reading.assessment.overall is None:
        return None
    words = reading.words
    choices = [*_scoring(reading), *_statistics(reading), *_of_a_batch(reading), *_limits_of_it(reading)]
    return Method(
        heading=heading,
        caption=words("conv_title"),
        heads=(words("conv_col_choice"), words("conv_col_status"), words("conv_col_sentence")),
        choices=tuple(choice for choice in choices if choice.meaning),
        note=_note(reading, version),
        literature=words("conv_literature", works=works(_rules(reading))),
    )


def _choice(reading: Reading, name: str, basis: str, *meaning: str) -> Choice:
    words = reading.words
    return Choice(words(name), words(f"basis_{basis}"), " ".join(filter(None, meaning)))


def _scoring(reading: Reading) -> list[Choice]:
    words, choices = reading.words, []
    if reading.is_own_model:
        choices += [
            _choice(reading, "conv_levels_choice", "source", words("conv_levels")),
            _choice(reading, "conv_steps_choice", "convention", words("conv_steps")),
        ]
    choices += _weights(reading)
    limits = words("conv_limits_text") if reading.is_own_model else words("conv_label") + "."
    name = "conv_limits_choice" if reading.is_own_model else "level_limits"
    if reading.questionnaire.levels:
        choices.append(_choice(reading, name, "convention", limits, sensitivity(reading)))
    if reading.assessment.gates:
        basics = [words("conv_gates"), words("conv_gates_others")]
        basics += [words("conv_gates_research")] if reading.is_own_model else []
        choices.append(_choice(reading, "conv_gates_choice", "judgement", *basics))
    choices += _extra(reading)
    if reading.assessment.priorities:
        choices.append(_choice(reading, "conv_impact_choice", "own", words("conv_impact")))
    return choices


def _extra(reading: Reading) -> list[Choice]:
    """The target of the little extra, where this report speaks of it."""
    words, ambition = reading.words, reading.assessment.ambition
    if ambition is None or ambition.extra_target is None or not _has_box(reading):
        return []
    name = words("conv_extra_choice", target_extra=reading.plain_points(ambition.extra_target))
    meaning = words("conv_extra", tension_title=words("tension_title"))
    return [Choice(name, words("basis_judgement"), meaning)]


def _has_box(reading: Reading) -> bool:
    """Whether the box on the little extra stands in this report."""
    return reading.is_own_model and has_ambition(reading)


def _weights(reading: Reading) -> list[Choice]:
    words, overall = reading.words, reading.assessment.overall
    if overall is None or reading.questionnaire.aggregate not in {"mean", "pooled"}:
        return []
    if len({area.weight_share for area in reading.areas}) < 2:
        return [_choice(reading, "conv_weights_choice", "convention", words("conv_weights"))]
    said = [f"{reading.title(area.id)} {words.percent(area.weight_share)}" for area in reading.areas]
    shares = f"{', '.join(said)}."
    if overall.equal_weight_score is not None:
        shares = f"{words('conv_own_weights', score=reading.score(overall.equal_weight_score))} {shares}"
    return [Choice(words("label_weight"), words("basis_own"), shares)]


def _statistics(reading: Reading) -> list[Choice]:
    words, assessment = reading.words, reading.assessment
    house = (words("conv_house", k=assessment.round.k),)
    choices = [_choice(reading, "conv_other_choice", "convention", *house)] if reading.has_hundred else []
    overall = assessment.overall
    if overall is not None and overall.standing.interval is not None:
        if overall.certainty.word is not None:
            choices.append(_choice(reading, "certainty_title", "convention", words("certainty_explained")))
        choices.append(_choice(reading, "conv_intervals_choice", "statistics", words("conv_intervals")))
    if assessment.agreed is not None:
        choices.append(_choice(reading, "conv_agreed_choice", "own", words("conv_agreed")))
    agreement = assessment.agreement
    if agreement is not None:
        choices.append(
            _choice(reading, "conv_agreement_choice", "rule_of_thumb", words("conv_agreement"), *_agreement(reading))
        )
    choices += _cronbach(reading)
    choices += _groups_and_shares(reading)
    if overall is not None:
        choices.append(_choice(reading, "dk", "convention", words("dk_rule"), *_bounds(reading)))
    return choices


def _cronbach(reading: Reading) -> list[Choice]:
    """How closely the questions of each area go together, where enough people answered all of them."""
    words, said = reading.words, []
    for finding in reading.leaves:
        if finding.cronbach is not None:
            alpha, interval = finding.cronbach.alpha, finding.cronbach.interval
            figures = [words.number(figure, 2) for figure in (alpha, interval.low, interval.high)]
            said.append("{} {} ({} – {})".format(reading.full_title(finding.id), *figures))
    meaning = words("conv_cronbach", figures="; ".join(said))
    return [_choice(reading, "conv_cronbach_choice", "statistics", meaning)] if said else []


def _groups_and_shares(reading: Reading) -> list[Choice]:
    """How groups are compared, what a share says, and that lists are never scored: each where the report does it."""
    words, choices = reading.words, []
    if _has_pairs(reading):
        choices.append(_choice(reading, "conv_difference_choice", "statistics", words("conv_difference")))
    if _has_lists(reading):
        choices.append(_choice(reading, "conv_shares_choice", "statistics", words("conv_shares")))
        choices.append(_choice(reading, "conv_lists_choice", "judgement", words("conv_lists")))
    return choices


def _has_pairs(reading: Reading) -> bool:
    view = reading.assessment.customers
    return bool(reading.assessment.role_gaps or (view is not None and view.sections))


def _has_lists(reading: Reading) -> bool:
    told = reading.assessment
    return any(part is not None for part in (told.cases, told.quotes, told.frustrations, told.mistakes, told.bulbs))


def _rules(reading: Reading) -> set[Rule]:
    """The rules that this report used."""
    told = reading.assessment
    used: dict[Rule, bool] = {
        "anchors": reading.is_own_model,
        "mean": told.overall is not None and told.overall.standing.interval is not None,
        "weights": reading.questionnaire.aggregate in {"mean", "pooled"},
        "unknown": True,
        "share": _has_lists(reading),
        "difference": _has_pairs(reading),
        "agreement": told.agreement is not None,
        "together": any(finding.cronbach for finding in told.sections),
        "gates": bool(told.gates),
        "fields": bool(told.priorities),
        "extra": _has_box(reading),
    }
    return {rule for rule, is_used in used.items() if is_used}


def _agreement(reading: Reading) -> list[str]:
    agreement, words = reading.assessment.agreement, reading.words
    if agreement is None:
        return []
    alpha = words("agree_undefined") if agreement.alpha is None else words.number(agreement.alpha, 2)
    if agreement.rwg is None:
        return []
    said = words("agree_figures", rwg=words.number(agreement.rwg, 2), alpha=alpha)
    return [said, words("agree_measures")] if agreement.measures_differ else [said]


def _bounds(reading: Reading) -> list[str]:
    overall, words = reading.assessment.overall, reading.words
    if overall is None or not reading.has_hundred:
        return []
    standing = overall.standing
    if standing.low is None or standing.high is None or standing.low == standing.high:
        return []
    return [words("dk_bounds", low=reading.score(standing.low), high=reading.score(standing.high))]


def _of_a_batch(reading: Reading) -> list[Choice]:
    """What counts and sums cannot say."""
    words, overall = reading.words, reading.assessment.overall
    if not reading.assessment.is_counted or overall is None:
        return []
    said = [words("batch_counts")]
    if overall.standing.people >= FEWEST and overall.certainty.probability is None and reading.questionnaire.levels:
        said.append(words("batch_certainty"))
    if overall.standing.score is not None and overall.standing.interval is None and reading.assessment.people > 1:
        said.append(words("batch_no_interval"))
    return [_choice(reading, "batch_choice", "statistics", *said)]


def _limits_of_it(reading: Reading) -> list[Choice]:
    words = reading.words
    if not reading.is_own_model:
        return []
    return [
        _choice(reading, "conv_questions_choice", "not_validated", words("conv_questions")),
    ]


def _note(reading: Reading, version: str) -> str:
    words, questionnaire, own = reading.words, reading.questionnaire, reading.assessment.round
    said = [words("conv_rounding")] if reading.decimals == 0 else []
    said += [words("half_rule")] if questionnaire.coverage == "half" else []
    said += [words("na_rule"), response_words(reading)]
    if own.mode == "anonymous":
        said.append(words("notice_min_group", k=own.k))
        if own.k_reason:
            said.append(words("report_k_reason", k=own.k, reason=words.phrase(own.k_reason)) + ".")
    told = {"questionnaire": questionnaire.id, "version": questionnaire.version, "program": version}
    return " ".join(
        [
            *said,
            words("report_versions", **told),
        ]
    )
