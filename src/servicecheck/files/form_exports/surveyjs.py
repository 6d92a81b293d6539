"""A form as the JSON of SurveyJS, and its expressions.

After https://surveyjs.io/form-library/documentation/. A page is a section, and its name an id as it stands. A rating is
a list of its described steps to pick from: on a phone the words must be readable, and a bare number says nothing.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import ServicecheckError
from servicecheck.files.form_exports.expression import Expressions
from servicecheck.files.form_exports.form import Form, Page, Pick, Question
from servicecheck.files.form_exports.logic import ALWAYS, Logic, every
from servicecheck.files.form_exports.names import instead_of
from servicecheck.files.form_exports.wording import Said

_TYPES = {"one": "radiogroup", "several": "checkbox", "number": "text", "text": "comment"}
_NUMBER = r"^[+-]?[0-9]{1,9}([.,][0-9]{1,4})?$"

Json = dict[str, Any]


def written(form: Form) -> bytes:
    """The document; the same form gives the same bytes."""
    made = _Document(form)
    pages = [made.page(page, titles, shown) for page, titles, shown in _leaves(form.pages, (), ALWAYS)]
    if form.role:
        pages.insert(0, {"name": "page about you", "elements": [made.question(form.role)]})
    document = {
        "title": _localised(Said(tuple((one, form.questionnaire.title.to(one)) for one in form.languages))),
        **_if("description", form.introduction),
        "locale": form.language,
        "showProgressBar": True,
        "showQuestionNumbers": "off",
        "widthMode": "responsive",
        # A question that is hidden has no answer for the conditions that ask about it.
        "clearInvisibleValues": "onHiddenContainer",
        "pages": pages,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _leaves(
    pages: tuple[Page, ...], titles: tuple[Said, ...], shown: Logic
) -> Iterator[tuple[Page, tuple[Said, ...], Logic]]:
    """Each page with questions, with the titles around it and when it is shown."""
    for page in pages:
        around, when = (*titles, page.title), every([shown, page.shown])
        if page.questions:
            yield page, around, when
        yield from _leaves(page.pages, around, when)


class _Document:
    """Makes the parts of the document."""

    def __init__(self, form: Form) -> None:
        self._expressions = _SurveyExpressions(form.questions)
        self._languages = form.languages

    def page(self, page: Page, titles: tuple[Said, ...], shown: Logic) -> Json:
        """One page, whose title names the sections around it, too."""
        said = Said(tuple((one, " – ".join(title.to(one) for title in titles)) for one in self._languages))
        return {
            "name": page.id if page.id not in self._expressions.questions else f"page {page.id}",
            "title": _localised(said),
            **_if("description", page.note),
            **self._visible(shown),
            "elements": [self.question(question) for question in page.questions],
        }

    def question(self, question: Question) -> Json:
        """One question, with all that an answer must meet."""
        return {
            "type": _TYPES[question.kind],
            "name": question.id,
            "title": _localised(question.text),
            **_if("description", question.hint),
            **self._visible(question.shown),
            **({"isRequired": True} if question.required else {}),
            **({"choices": [_choice(pick, question) for pick in question.picks]} if question.picks else {}),
            **_limits(question),
        }

    def _visible(self, shown: Logic) -> Json:
        return {} if shown == ALWAYS else {"visibleIf": self._expressions.of(shown)}


def _choice(pick: Pick, question: Question) -> Json:
    alone = {"isExclusive": True} if question.kind == "several" and pick.stands_alone else {}
    return {"value": pick.value, "text": _localised(pick.label), **alone}


def _limits(question: Question) -> Json:
    match question.kind:
        case "number":
            rule = {"type": "regex", "regex": _NUMBER, "text": _localised(question.mistake)}
            limits = {"min": _plain(question.lowest), "max": _plain(question.highest)}
            return {"inputType": "number", **limits, "validators": [rule]}
        case "text":
            return {"maxLength": question.room}
        case "one" | "several":
            return {}


def _plain(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)


def _if(key: str, said: Said) -> Json:
    return {key: _localised(said)} if said else {}


def _localised(said: Said) -> str | dict[str, str]:
    """What is said, as SurveyJS has it: one text, or one a language with English as its `default`."""
    versions = dict(said.versions)
    if len(set(versions.values())) == 1:
        return next(iter(versions.values()))
    default = versions.get("en") or next(iter(versions.values()))
    return {"default": default, **{language: words for language, words in versions.items() if language != "en"}}


class _SurveyExpressions(Expressions):
    """Writes what holds in the language of SurveyJS."""

    always, never, negated = "1 = 1", "1 = 2", "!"

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.questions = questions

    def compares(self, question_id: str, limit: str) -> str:
        """Whether a number was given that meets *limit*."""
        return f"({_cell(question_id)} notempty and {_cell(question_id)} {limit})"

    def is_empty(self, question_id: str) -> str:
        """Whether nothing was replied."""
        return f"{_cell(question_id)} empty"

    def is_reply(self, question_id: str, value: str) -> str:
        """Whether the reply to a question is *value*."""
        question = self.questions[question_id]
        if question.kind == "several":
            return f"{_cell(question_id)} = [{', '.join(map(_literal, value.split('|')))}]"
        if question.kind == "number" and value in NOT_ANSWERS:
            return f"{_cell(instead_of(question_id))} = {_literal(value)}"
        return f"{_cell(question_id)} = {value if question.kind == 'number' else _literal(value)}"


def _cell(question_id: str) -> str:
    return f"{{{question_id}}}"


def _literal(text: str) -> str:
    """*text* as it stands in an expression. Raises ServicecheckError where SurveyJS has no way to write it."""
    if ("'" in text and '"' in text) or "\\" in text:
        raise ServicecheckError(f"SurveyJS has no way to compare with {text[:60]}. Choose a value of plain letters.")
    return '"' + text.replace('"', '\\"') + '"' if '"' in text else "'" + text.replace("'", "\\'") + "'"
