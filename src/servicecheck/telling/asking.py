"""What is asked, in the words of one language, for whoever fills in a form away from the program: on paper or in a
spreadsheet. Both show the same questions in the same order, with the same conditions told in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from servicecheck.items import Choice, Item
from servicecheck.language import Text, Words
from servicecheck.questionnaire import Questionnaire, Role, Section
from servicecheck.response import CUSTOMER, DEFAULT_K, Mode
from servicecheck.telling.requirements import Requirements, by_hand, is_number

_YES_NO = {"yes": "iv_yes", "no": "iv_no"}
_NOTICES: dict[Mode, tuple[str, ...]] = {
    "own": ("notice_voluntary",),
    "open": ("notice_named", "notice_purpose", "notice_voluntary"),
    "anonymous": (
        "notice_purpose",
        "form_collector",
        "notice_together",
        "notice_min_group",
        "notice_comments",
        "notice_voluntary",
    ),
}

_OF_CUSTOMERS = ("notice_purpose", "notice_together", "notice_voluntary")


@dataclass(frozen=True)
class Occasion:
    """Who is asked, and what they are promised."""

    mode: Mode = "anonymous"
    k: int = DEFAULT_K
    organisation: str = ""
    contact: str = ""
    role: str | None = None
    """Everybody's, such as staff or customer; None where each says it, or nobody does."""


@dataclass(frozen=True)
class Reply:
    """One thing that can be answered."""

    value: str
    code: str
    """How the step is written, such as 2½; empty where only words stand."""
    words: str = ""
    level: str = ""
    """The title of the level whose description the words are; customers are told no titles."""
    is_described: bool = False
    """Whether the words describe a level; steps without words stand between two of these."""


@dataclass(frozen=True)
class Question:
    """One question as it stands in a form."""

    item: Item
    text: str
    replies: tuple[Reply, ...]
    condition: str = ""
    """When it is to be answered at all."""
    help: str = ""
    evidence_prompt: str = ""

    @property
    def is_anchored(self) -> bool:
        """Whether some replies are descriptions of levels, and those without words stand between them."""
        return any(reply.is_described for reply in self.replies)


@dataclass(frozen=True)
class Part:
    """A section with its questions."""

    title: str
    note: str
    audience: str
    """Who alone is asked, in a sentence; empty where everybody is."""
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Asking:
    """A questionnaire, an occasion, and the words for them."""

    questionnaire: Questionnaire
    words: Words
    occasion: Occasion

    @property
    def of_customers(self) -> bool:
        """Whether the other side of the counter is asked."""
        return self.occasion.role == CUSTOMER

    @property
    def title(self) -> str:
        """What the form is called."""
        return self.told(self.questionnaire.title)

    @property
    def instruction(self) -> str:
        """How to choose an answer."""
        if self.of_customers:
            return self.words("form_customer_instruction")
        own = self.questionnaire.instruction
        return self.told(own) if own else self.words("iv_instruction")

    @cached_property
    def notice(self) -> tuple[str, ...]:
        """What happens to the answers."""
        contact = self.occasion.contact
        keys = _OF_CUSTOMERS if self.of_customers else _NOTICES[self.occasion.mode]
        told = [self.words(key, k=self.occasion.k) for key in keys]
        return (*told, self.words("form_hand_in", contact=contact)) if contact else tuple(told)

    @property
    def roles(self) -> tuple[Role, ...]:
        """What somebody can say of the own role; nothing where that is said already."""
        return () if self.occasion.role else self.questionnaire.roles

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Everything that is asked, in order."""
        if self.of_customers:
            asked = self.questionnaire.customer_items.values()
            return (Part("", "", "", tuple(map(self._question, asked))),) if asked else ()
        found = (self._part(section) for section in self.questionnaire.walk() if section.items)
        return tuple(part for part in found if part.questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for part in self.parts for question in part.questions)

    def level_title(self, level_id: str) -> str:
        """A level's name on its own; empty for one that is none."""
        found = (level for level in self.questionnaire.levels if level.id == level_id)
        return next((self.told(level.title) for level in found), "")

    def not_answer(self, code: str) -> str:
        """The words for "na" or "dk"."""
        return self.words("form_na_customer" if code == "na" and self.of_customers else code)

    def told(self, text: Text) -> str:
        """An author's text, typeset."""
        return self.words.typeset(text)

    def _part(self, section: Section) -> Part:
        path = [outer for outer in self.questionnaire.walk() if any(inner is section for inner in outer.walk())]
        title = " – ".join(self.told(outer.title) for outer in path)
        items = [item for item in section.items if self.questionnaire.is_for(item, self.occasion.role)]
        note = self.told(section.note) if section.note else ""
        return Part(title, note, self._audience(path), tuple(map(self._question, items)))

    def _audience(self, path: Sequence[Section]) -> str:
        asked = [role for role in self.questionnaire.roles if all(role.id in one.who for one in path if one.who)]
        if self.occasion.role or len(asked) == len(self.questionnaire.roles):
            return ""
        return self.words("form_only_for", roles=self.words.join(self.told(role.title) for role in asked))

    def _question(self, item: Item) -> Question:
        required = Requirements(self.questionnaire, self.words)
        return Question(
            item=item,
            text=self.told(item.text),
            replies=tuple(self._replies(item)),
            condition=required.sentence(item.when) if item.when else "",
            help=self.told(item.help) if item.help else "",
            evidence_prompt=self.told(item.evidence_prompt) if item.evidence_prompt else "",
        )

    def _replies(self, item: Item) -> Iterator[Reply]:
        for choice in item.choices():
            words = self._words_of(choice)
            code = by_hand(choice.value, self.words) if is_number(choice.value) else "" if words else choice.value
            level = "" if self.of_customers or not choice.level else self.level_title(choice.level)
            yield Reply(choice.value, code, words, level, bool(choice.level and words))

    def _words_of(self, choice: Choice) -> str:
        if choice.label:
            return self.told(choice.label)
        return self.words(_YES_NO[choice.value]) if choice.value in _YES_NO else ""
