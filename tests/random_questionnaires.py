"""Hypothesis strategies: questionnaires nobody would write by hand, and replies to them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from oracle import Person
from sample_questionnaires import from_parts
from servicecheck.items import ChoicesItem, Item, NumberItem, TextItem
from servicecheck.questionnaire import Questionnaire, Section

Part = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

ROLES = ("staff", "leader")
PLAIN_WEIGHTS = ("1", "2", "1.5", "12.3456")
WEIGHTS = ("1", "2", "0.5", "1.2345", "0.0001", "12", "0")
POINTS = ("0", "1", "2.5", "10", "33.3333", "50", "100", "-5")
STARTS = ("-3", "0", "1.5", "10")
NUMBERS = ("-4", "-3", "0", "1.4999", "1.5", "99")
LIMITS = ("0", "10", "25", "33.33", "50", "66.67", "75", "100", "25%", "33.33%", "50%", "90%")
SHARES = ("0", "10%", "1/4", "1/3", "0.5", "2/3")
RISING = (("0", "25", "75"), ("10", "20"), ("0", "33.33%", "66.67%"), ("0",), ("-5%", "50%", "100%"), ("1", "50%"))
OTHERS = {1: ((),), 2: (("33.33",), ("80%",)), 3: (("33.33", "66.67"), ("40%", "80%"), ("1", "1.5"))}
"""Other limits for so many levels."""


@dataclass
class _Author:
    """Somebody who makes up sections and items, one after the other."""

    draw: Draw
    is_plain: bool = False
    """Ratings that everybody is asked, weights that count, and gates that hold when something is too low."""
    item_ids: list[str] = field(default_factory=list)
    section_count: int = 0

    def pick(self, options: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def happens(self, once_in: int) -> bool:
        """True once in so many times; false is what Hypothesis tries first."""
        return bool(self.draw(st.integers(0, once_in - 1)) == once_in - 1)

    def section(self, depth: int, *, in_ladder: bool = False) -> Part:
        self.section_count += 1
        part: Part = {"id": f"S{self.section_count}", **self.rules(["mean", "mean", "sum", "min", "pooled", "ladder"])}
        part |= self._weight()
        if not self.is_plain:
            part |= {"scored": "false"} if self.happens(10) else {}
            part |= {"who": [self.pick(ROLES)]} if self.happens(6) else {}
        is_ladder = part["aggregate"] == "ladder"
        part |= {"start": self.pick(["0", "1"])} if is_ladder else {}
        if depth and self.happens(2):
            part["sections"] = [self.section(depth - 1, in_ladder=is_ladder) for _ in range(self.pick([1, 2, 3]))]
        else:
            part["items"] = [self.item(rung=is_ladder or in_ladder) for _ in range(self.pick([1, 2, 3, 4, 5]))]
        return part

    def rules(self, aggregates: Sequence[str]) -> Part:
        coverage, unanswered = ["half", "half", "all", "any"], ["left-out", "left-out", "lowest"]
        return {
            "aggregate": self.pick([a for a in aggregates if not (self.is_plain and a == "ladder")]),
            "coverage": self.pick(coverage),
            "unanswered": self.pick(unanswered),
        }

    def _weight(self) -> Part:
        return {"weight": self.pick(PLAIN_WEIGHTS if self.is_plain else WEIGHTS)} if self.happens(3) else {}

    def item(self, *, rung: bool) -> Part:
        """A question; a *rung* has one answer to pick, which is worth no less than nothing."""
        part: Part = {"id": f"Q{len(self.item_ids) + 1}", **self._type(rung)}
        part |= self._weight()
        part |= {"critical": "true"} if self.happens(3) else {}
        if self.item_ids and not self.is_plain and self.happens(4):
            part["when"] = self._when()
        self.item_ids.append(part["id"])
        return part

    def _type(self, rung: bool) -> Part:
        one_answer = ["rating", "scale", "yes-no", "choice"]
        kinds = one_answer if rung else [*one_answer, "choices", "number", "text", "worth"]
        kind = "rating" if self.is_plain else self.pick(kinds)
        match kind:
            case "scale":
                return {"type": "rating", "scale": self._options(rung)}
            case "choice":
                return {"type": "choice", "options": self._options(rung)}
            case "choices":
                return {"type": kind, "options": self._options(rung), "combine": self.pick(["sum", "max", "mean"])}
            case "number":
                starts = self.draw(st.lists(st.sampled_from(STARTS), min_size=1, max_size=3, unique=True))
                return {"type": kind, "bands": [{"from": start, "points": self.pick(POINTS)} for start in starts]}
            case "worth":
                return {"type": "yes-no", "points_yes": self.pick(POINTS), "points_no": self.pick(POINTS)}
            case _:
                return {"type": kind}

    def _options(self, rung: bool) -> list[Part]:
        points = [p for p in POINTS if not (rung and p.startswith("-"))]
        options: list[Part] = []
        for value in ("1", "2", "3", "4")[: self.pick([2, 3, 4])]:
            options.append({"value": value, "points": self.pick(points)})
            if rung and self.happens(4):
                options[-1]["passes"] = "true"
            elif not rung and len(options) > 1 and self.happens(8):
                del options[-1]["points"]
        return options

    def _when(self) -> Part:
        """About earlier items and the role."""
        if self.happens(3):
            return self.combined(self._when)
        if self.happens(6):
            return {"role": self.pick(ROLES)}
        comparisons = [{"is": "2"}, {"is": "yes"}, {"in": ["1", "yes", "3"]}, {"at_least": "2"}, {"below": "2"}]
        return {"item": self.pick(self.item_ids), **self.pick(comparisons)}

    def combined(self, inner: Callable[[], Part]) -> Part:
        key = self.pick(["all", "any"] if self.is_plain else ["all", "any", "not"])
        return {"not": inner()} if key == "not" else {key: [inner() for _ in range(self.pick([1, 2]))]}


@dataclass
class _Judge:
    """Somebody who makes up conditions on the scores of a questionnaire."""

    author: _Author
    questionnaire: Questionnaire

    def __post_init__(self) -> None:
        self._items = [item.id for item in self.questionnaire.scored_items]
        self.sections = [s.id for top in self.questionnaire.sections for s in self._scored(top)]
        """Sections with a score, in the order in which they are worked out."""

    def _scored(self, section: Section) -> Iterator[Section]:
        for inner in section.sections:
            yield from self._scored(inner)
        if self.questionnaire.counts(section) and any(item.id in self._items for item in section.all_items):
            yield section

    def gate(self, number: int, levels: int) -> Part:
        caps_at = f"L{self.author.pick(range(levels))}"
        return {"id": f"G{number}", "caps_at": caps_at, "when": self.condition(self.sections, whole=True)}

    def adjustment(self) -> Part:
        place = self.author.pick(range(len(self.sections)))
        when = self.condition(self.sections[:place], whole=False)
        return {"section": self.sections[place], "when": when, "times": self.author.pick(["0.85", "1.3333", "2"])}

    def condition(self, sections: Sequence[str], *, whole: bool) -> Part:
        pick, happens = self.author.pick, self.author.happens
        if happens(3):
            return self.author.combined(lambda: self.condition(sections, whole=whole))
        limit, share = pick(LIMITS), pick(SHARES)
        comparison = {"below" if self.author.is_plain else pick(["at_least", "below"]): limit}
        kinds: list[Part] = [
            {"item": pick(self._items), **comparison},
            {"any_critical_below": limit},
            {"critical_mean_below": limit},
            {"share_of_items_below": limit, "more_than": share},
        ]
        if whole and self.questionnaire.aggregate != "pooled":
            kinds += [{"any_section_below": limit}, {"share_of_weight_below": limit, "more_than": share}]
        if sections:
            kinds.append({"section": pick(sections), **comparison})
        return dict(pick(kinds))


@st.composite
def questionnaires(draw: Draw, is_plain: bool = False) -> Questionnaire:
    """Any questionnaire whose parts fit together; if *is_plain*, one in which better answers can only help."""
    author = _Author(draw, is_plain)
    parts: Part = {"roles": [{"id": role} for role in ROLES], **author.rules(["mean", "mean", "sum", "min", "pooled"])}
    parts["sections"] = [author.section(depth=2) for _ in range(author.pick([1, 2, 3, 4]))]
    judge = _Judge(author, from_parts(**parts))
    if not judge.sections:
        return judge.questionnaire
    limits = author.pick(RISING[:2] if is_plain else RISING)
    parts["levels"] = [{"id": f"L{number}", "from": limit} for number, limit in enumerate(limits)]
    parts["gates"] = [judge.gate(number, len(limits)) for number in range(author.pick([0, 1, 2, 3]))]
    parts["adjust"] = [judge.adjustment() for _ in range(0 if is_plain else author.pick([0, 0, 0, 1, 2]))]
    parts["other_limits"] = [author.pick(OTHERS[len(limits)]) for _ in range(author.pick([0, 1, 2]))]
    return from_parts(**parts)


def people(questionnaire: Questionnaire, *, at_most: int = 6) -> st.SearchStrategy[list[Person]]:
    """Respondents who reply with answers, "na", "dk", nothing, and values that are out of use."""
    replies = {item.id: _replies(item) for item in questionnaire.items}
    roles = st.sampled_from([None, *(role.id for role in questionnaire.roles)])
    person = st.builds(Person, st.fixed_dictionaries(replies), roles)
    return st.lists(person, min_size=1, max_size=at_most)


def _replies(item: Item) -> st.SearchStrategy[str | None]:
    values = [choice.value for choice in item.choices()]
    if isinstance(item, NumberItem):
        values = list(NUMBERS)
    elif isinstance(item, ChoicesItem):
        values += ["none", "|".join(values), "|".join(values[:2])]
    elif isinstance(item, TextItem):
        values = ["2", "yes", "words"]
    # Answers are what most replies are, so most of the choices are answers.
    return st.sampled_from([*values * 3, "na", "dk", None, "out-of-use"])
