"""What a form asks, whatever tool shows it: pages of questions with their words, choices and conditions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from servicecheck.errors import ServicecheckError
from servicecheck.files.form_exports.logic import ALWAYS, Logic, Silent, every
from servicecheck.files.form_exports.names import CUSTOMERS, ROLE, instead_of
from servicecheck.files.form_exports.visibility import items_shown, section_shown
from servicecheck.files.form_exports.wording import SILENCE, Said, Wording
from servicecheck.items import Item
from servicecheck.language import LANGUAGES, Language
from servicecheck.questionnaire import Questionnaire, Section

Kind = Literal["one", "several", "number", "text"]
_KINDS: Mapping[str, Kind] = {"choices": "several", "number": "number", "text": "text"}
_LARGEST = Decimal(999_999_999)


@dataclass(frozen=True)
class Pick:
    """One thing that can be picked: what is stored, and its words."""

    value: str
    label: Said
    stands_alone: bool = False
    """Nothing else can be picked beside it."""


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    id: str
    kind: Kind
    text: Said
    hint: Said = SILENCE
    picks: tuple[Pick, ...] = ()
    required: bool = False
    shown: Logic = ALWAYS
    lowest: Decimal = -_LARGEST
    highest: Decimal = _LARGEST
    room: int = 0
    """How many characters a text can have."""
    mistake: Said = SILENCE
    """What is said of an answer that cannot be stored."""


@dataclass(frozen=True)
class Page:
    """A section of the questionnaire: questions, or pages below it."""

    id: str
    title: Said
    note: Said
    shown: Logic
    questions: tuple[Question, ...] = ()
    pages: tuple["Page", ...] = ()

    def walk(self) -> Iterator["Page"]:
        """This page and every page below it, parents first."""
        yield self
        for page in self.pages:
            yield from page.walk()


@dataclass(frozen=True)
class Form:
    """All that is asked of one side of the counter, in all languages of the questionnaire."""

    questionnaire: Questionnaire
    language: Language
    """The one it is shown in first."""
    languages: tuple[Language, ...]
    introduction: Said
    role: Question | None
    pages: tuple[Page, ...]

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id."""
        asked = [question for top in self.pages for page in top.walk() for question in page.questions]
        return {question.id: question for question in ([self.role] if self.role else []) + asked}


def form_of(questionnaire: Questionnaire, language: Language, *, for_customers: bool = False) -> Form:
    """The form that asks *questionnaire*, or what customers are asked. Raises ServicecheckError."""
    languages = _languages(questionnaire, language)
    builder = _Builder(questionnaire, Wording(languages))
    introduction = builder.wording.joined([questionnaire.purpose, questionnaire.instruction])
    if for_customers:
        page = builder.customer_page()
        return Form(questionnaire, language, languages, SILENCE, None, (page,))
    role = builder.role() if questionnaire.asks_role else None
    pages = tuple(map(builder.page, questionnaire.sections))
    return Form(questionnaire, language, languages, introduction, role, pages)


def _languages(questionnaire: Questionnaire, language: Language) -> tuple[Language, ...]:
    written = tuple(one for one in LANGUAGES if one in questionnaire.languages)
    if written and language not in written:
        raise ServicecheckError(f"'{questionnaire.id}' is not written in '{language}', only in {', '.join(written)}.")
    return written or (language,)


class _Builder:
    """Makes questions of items."""

    def __init__(self, questionnaire: Questionnaire, wording: Wording) -> None:
        self.questionnaire = questionnaire
        self.wording = wording

    def role(self) -> Question:
        picks = tuple(Pick(role.id, self.wording.of(role.title)) for role in self.questionnaire.roles)
        return Question(ROLE, "one", self.wording.words("round_role"), picks=picks)

    def page(self, section: Section) -> Page:
        asked = items_shown(self.questionnaire, section)
        questions = tuple(question for item, shown in asked for question in self.asked(item, shown))
        return Page(
            section.id,
            self.wording.of(section.heading or section.title),
            self.wording.of(section.note),
            section_shown(section),
            questions,
            tuple(map(self.page, section.sections)),
        )

    def customer_page(self) -> Page:
        items = self.questionnaire.customer_items.values()
        if not items:
            raise ServicecheckError(f"'{self.questionnaire.id}' asks customers nothing.")
        questions = tuple(question for item in items for question in self.asked(item, ALWAYS))
        return Page(CUSTOMERS, self.wording.of(self.questionnaire.title), SILENCE, ALWAYS, questions)

    def asked(self, item: Item, shown: Logic) -> Iterator[Question]:
        """The question for *item*, and the one beside it where what is written cannot be "don't know"."""
        match _KINDS.get(item.type, "one"):
            case "number":
                yield from self._number(item, shown)
            case "text":
                yield self._text(item, shown)
            case kind:
                yield self._pick(item, kind, shown)

    def _pick(self, item: Item, kind: Kind, shown: Logic) -> Question:
        picks = [
            Pick(choice.value, self.wording.of_choice(self.questionnaire, item, choice)) for choice in item.choices()
        ]
        if kind == "several":
            picks.append(Pick("none", self.wording.words("form_none_of_these"), stands_alone=True))
        return Question(
            item.id,
            kind,
            self.wording.of(item.text),
            self.wording.of(item.help),
            (*picks, *self._codes(item)),
            item.required,
            shown,
            mistake=self.wording.words("form_alone") if kind == "several" else SILENCE,
        )

    def _number(self, item: Item, shown: Logic) -> Iterator[Question]:
        assert item.type == "number"
        lowest = -_LARGEST if item.minimum is None else item.minimum
        highest = _LARGEST if item.maximum is None else item.maximum
        codes = tuple(self._codes(item))
        yield Question(
            item.id,
            "number",
            self.wording.of(item.text, item.unit or ""),
            self.wording.of(item.help),
            (),
            item.required and not codes,
            shown,
            lowest,
            highest,
            mistake=self.wording.limits(lowest, highest),
        )
        if codes:
            instead = every([shown, Silent(item.id)])
            words = self.wording.words("form_no_number")
            yield Question(instead_of(item.id), "one", words, picks=codes, required=item.required, shown=instead)

    def _text(self, item: Item, shown: Logic) -> Question:
        assert item.type == "text"
        return Question(
            item.id,
            "text",
            self.wording.of(item.text),
            self.wording.of(item.help),
            (),
            item.required,
            shown,
            room=item.max_length,
            mistake=self.wording.words("err_too_long", max=str(item.max_length)),
        )

    def _codes(self, item: Item) -> Iterable[Pick]:
        for code in ("dk", "na"):
            if item.is_allowed(code):
                yield Pick(code, self.wording.words(f"iv_cmd_{code}", is_sentence=True), stands_alone=True)
