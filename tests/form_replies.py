"""What people say to a questionnaire, as it is typed in a form of another tool."""

from collections.abc import Mapping

from hypothesis import strategies as st

from oracle import Person
from random_questionnaires import people
from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire

CODES = ("na", "dk")


def possible_people(questionnaire: Questionnaire, *, at_most: int = 4) -> st.SearchStrategy[list[Person]]:
    """Respondents who only say what can be said in a form."""
    return people(questionnaire, at_most=at_most).map(lambda found: [_possible(questionnaire, one) for one in found])


def in_surveyjs(questionnaire: Questionnaire, person: Person) -> dict[str, object]:
    """A person's replies by the names of a SurveyJS form's questions."""
    replies: dict[str, object] = {"role": person.role} if person.role else {}
    for item in questionnaire.items:
        value = person.answers.get(item.id)
        if value is None:
            continue
        if item.type == "choices":
            replies[item.id] = value.split("|")
        elif item.type == "number":
            replies |= {f"{item.id}:instead": value} if value in CODES else {item.id: float(value)}
        else:
            replies[item.id] = value
    return replies


def in_xform(questionnaire: Questionnaire, person: Person, names: Mapping[str, str]) -> dict[str, str]:
    """A person's replies by the names of an XForm's questions, which *names* gives for each id."""
    replies = {names["role"]: person.role} if person.role else {}
    for item in questionnaire.items:
        value = person.answers.get(item.id)
        if value is not None and item.type == "number" and value in CODES:
            replies[names[f"{item.id}:instead"]] = value
        elif value is not None:
            replies[names[item.id]] = value.replace("|", " ") if item.type == "choices" else value
    return replies


def _possible(questionnaire: Questionnaire, person: Person) -> Person:
    asked = {item.id: item for item in questionnaire.items}
    kept = {name: value for name, value in person.answers.items() if value and _is_possible(asked[name], value)}
    return Person(kept, person.role if questionnaire.roles else None)


def _is_possible(item: Item, value: str) -> bool:
    try:
        return item.parse(value) == value
    except InvalidAnswer:
        return False
