"""A form as XLSForm: the workbook of which ODK, KoboToolbox and SurveyCTO make a form for phones and browsers.

After https://xlsform.org/en/. A note is a section's, a group is a section, a list of choices is a question's.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from servicecheck.files.form_exports.form import Form, Page, Question
from servicecheck.files.form_exports.logic import ALWAYS, Logic
from servicecheck.files.form_exports.names import Names, note_of
from servicecheck.files.form_exports.wording import Said
from servicecheck.files.form_exports.xpath import XPath, literal
from servicecheck.language import Language
from servicecheck.spreadsheets import Sheet, workbook

LANGUAGE_NAMES: dict[Language, str] = {"en": "English (en)", "da": "Dansk (da)", "sv": "Svenska (sv)"}
_INTRODUCTION = "about"
_TYPES = {"number": "decimal", "text": "text"}
_TRANSLATED = ("label", "hint", "constraint_message")

Cells = dict[str, str]


def written(form: Form, made_on: date) -> bytes:
    """The workbook; the same form gives the same bytes."""
    made = _Workbook(form)
    survey = _sheet("survey", ("type", "name", "required", "relevant", "constraint", "appearance"), made.survey(), form)
    choices = _sheet("choices", ("list_name", "name"), made.choices(), form)
    title = form.questionnaire.title.to(form.language)
    settings = {
        "form_title": _inert(title),
        "form_id": form.questionnaire.id,
        "version": form.questionnaire.version,
        "default_language": LANGUAGE_NAMES[form.language],
        "style": "pages",
    }
    about = Sheet("settings", tuple(settings), [tuple(settings.values())])
    return workbook([survey, choices, about], made_on, title)


def _sheet(title: str, columns: Sequence[str], rows: Iterator[Cells], form: Form) -> Sheet:
    """The rows under those of the *columns* that any of them fills, and the words in each language."""
    found = list(rows)
    used = {name for row in found for name, cell in row.items() if cell}
    translated = [_in(kind, language) for kind in _TRANSLATED for language in form.languages]
    names = [*columns[:2], *translated, *columns[2:]]
    kept = [name for name in names if name in used or name in columns[:2]]
    return Sheet(title, kept, [[row.get(name, "") for name in kept] for row in found])


def _in(kind: str, language: Language) -> str:
    return f"{kind}::{LANGUAGE_NAMES[language]}"


def _inert(words: str) -> str:
    """*words* in which nothing is taken for the answer to a question."""
    return words.replace("${", "$ {")


class _Workbook:
    """Makes the rows of the sheets."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._names = Names.of(form.questionnaire)
        self._xpath = XPath(form.questions, self._names)

    def survey(self) -> Iterator[Cells]:
        """Every note, question and group, in order."""
        if self._form.introduction:
            yield {"type": "note", "name": _INTRODUCTION, **self._said("label", self._form.introduction)}
        if self._form.role:
            yield self._question(self._form.role)
        for page in self._form.pages:
            yield from self._page(page)

    def choices(self) -> Iterator[Cells]:
        """Every list of choices, called as its question."""
        for question in self._form.questions.values():
            for pick in question.picks:
                listed = {"list_name": self._names.name(question.id), "name": pick.value}
                yield listed | self._said("label", pick.label)

    def _page(self, page: Page) -> Iterator[Cells]:
        name = self._names.name(page.id)
        yield {
            "type": "begin_group",
            "name": name,
            **self._said("label", page.title),
            "relevant": self._relevant(page.shown),
        }
        if page.note:
            yield {"type": "note", "name": self._names.name(note_of(page.id)), **self._said("label", page.note)}
        yield from map(self._question, page.questions)
        for inner in page.pages:
            yield from self._page(inner)
        yield {"type": "end_group", "name": name}

    def _question(self, question: Question) -> Cells:
        name = self._names.name(question.id)
        several = {"one": f"select_one {name}", "several": f"select_multiple {name}"}
        return {
            "type": several.get(question.kind) or _TYPES[question.kind],
            "name": name,
            **self._said("label", question.text),
            **self._said("hint", question.hint),
            **self._said("constraint_message", question.mistake),
            "required": "yes" if question.required else "",
            "relevant": self._relevant(question.shown),
            "constraint": _constraint(question),
            "appearance": "multiline" if question.kind == "text" else "",
        }

    def _relevant(self, logic: Logic) -> str:
        return "" if logic == ALWAYS else self._xpath.of(logic)

    def _said(self, kind: str, said: Said) -> Cells:
        return {_in(kind, language): _inert(words) for language, words in said.versions}


def _constraint(question: Question) -> str:
    """What every answer must meet, so that it can be read back."""
    match question.kind:
        case "number":
            return f". >= {question.lowest:f} and . <= {question.highest:f} and round(., 4) = ."
        case "text":
            return f"string-length(.) <= {question.room}"
        case "several":
            alone = [f"selected(., {literal(pick.value)})" for pick in question.picks if pick.stands_alone]
            return f"count-selected(.) <= 1 or not({' or '.join(alone)})"
        case "one":
            return ""
