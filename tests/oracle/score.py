"""One row or one group, from the replies to the level."""

from collections.abc import Sequence
from fractions import Fraction

from oracle.answers import Person, Seen, possible_points
from oracle.levels import judge
from oracle.measures import Measures
from oracle.results import ROOT, NodeResult, Result
from oracle.sections import above, counted, item_result, multiplied, unit, walk
from servicecheck.questionnaire import Questionnaire, Section


def score_row(questionnaire: Questionnaire, person: Person) -> Result:
    """One respondent's result: that of a group of one."""
    return score_group(questionnaire, [person])


def score_group(questionnaire: Questionnaire, people: Sequence[Person]) -> Result:
    """The result of several respondents together."""
    return score_seen(questionnaire, [Seen(questionnaire, person) for person in people])


def score_seen(questionnaire: Questionnaire, seen: Sequence[Seen]) -> Result:
    """The result of several ways through the questions."""
    result = Result()
    for section in walk(questionnaire.sections):
        for item in section.items:
            if possible_points(item):
                result.items[item.id] = item_result(item, section, seen)
    for section in counted(questionnaire.sections):
        _add_section(questionnaire, section, seen, result)
    if questionnaire.aggregate == "pooled":
        result.nodes[ROOT] = unit(questionnaire, seen)
    else:
        result.nodes[ROOT] = above(questionnaire, _weighed(questionnaire.sections, result))
    judge(questionnaire, result)
    return result


def _add_section(questionnaire: Questionnaire, section: Section, seen: Sequence[Seen], result: Result) -> None:
    """Work out a section after all that stands in it."""
    for inner in counted(section.sections):
        _add_section(questionnaire, inner, seen, result)
    if section.items or section.aggregate == "pooled":
        node = unit(section, seen)
    else:
        node = above(section, _weighed(section.sections, result))
    for adjustment in questionnaire.adjust:
        if adjustment.section == section.id and Measures(questionnaire, result).meet(adjustment.when):
            node = multiplied(node, Fraction(adjustment.times))
    result.nodes[section.id] = node


def _weighed(sections: Sequence[Section], result: Result) -> list[tuple[Fraction, NodeResult]]:
    return [(Fraction(section.weight), result.nodes[section.id]) for section in counted(sections)]
