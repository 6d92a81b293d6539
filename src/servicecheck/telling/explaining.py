"""How figures came about, in the words of one language: the whole, its sections and items, on sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from servicecheck.explanation import Explanation
from servicecheck.explanation.items import ItemCounts
from servicecheck.explanation.replies import Reply
from servicecheck.explanation.steps import Step, named
from servicecheck.items import Bands, ByValue, Item
from servicecheck.language import Words
from servicecheck.questionnaire import Section
from servicecheck.telling.calculation import Calculation
from servicecheck.telling.sheets import Grid, Line, Sheet, sentence
from servicecheck.telling.telling import NO_FIGURE, Telling

MOST_BANDS = 12
"""So many kinds of answers are told in one line."""


@dataclass(frozen=True)
class Explaining:
    """An explanation and the words to tell it in."""

    explanation: Explanation
    words: Words

    @cached_property
    def telling(self) -> Telling:
        """Names and printed figures."""
        return Telling(self.explanation.assessment, self.words)

    @cached_property
    def calculation(self) -> Calculation:
        """Formulas."""
        return Calculation(self.telling)

    @property
    def persons(self) -> list[str]:
        """The people whose rows may be shown."""
        return list(self.explanation.replies)

    def step(self, kind: str, of: str = "", person: str = "") -> Step | None:
        """The step that makes this figure."""
        return self.explanation.steps.get(named(kind, of, person))

    def out_of(self, node: str) -> str:
        """A score with the highest possible one."""
        score, highest = self.step("score", node), self.step("highest", node)
        if score is None or score.result is None or highest is None or highest.result is None:
            return self.words("level_not_rated")
        shown, most = self.calculation.figure(score.result), self.telling.plain_points(highest.result)
        return self.words("score_of", score=shown, highest=most)

    def formula_of(self, step: Step) -> str:
        """The step as one line; of many people their sum, because each person's figure has a line of its own."""
        if step.divisor == 1:
            return self.calculation.figure(step.result)
        return self.calculation.formula(step) if self._is_short(step) else self.calculation.of_sum(step)[1]

    def _is_short(self, step: Step) -> bool:
        return not any("@" in operand.source for operand in step.operands)

    # The whole and sections of sections

    def whole(self) -> Sheet:
        """The whole from its sections; of a questionnaire without layers, from its items."""
        return Sheet(self.telling.text(self.telling.questionnaire.title), self.out_of(""), tuple(self._node("")))

    def section(self, section: Section) -> Sheet:
        """One section, from its items or its sections."""
        return Sheet(self.telling.text(section.title), self.out_of(section.id), tuple(self._node(section.id)))

    def sections(self) -> list[Sheet]:
        """Every section with a score or without, outer ones first."""
        questionnaire = self.telling.questionnaire
        return [self.section(one) for one in questionnaire.walk() if self.step("score", one.id) is not None]

    def together(self) -> Sheet:
        """The whole in one formula."""
        return Sheet(self.words("explain_sections_title"), "", tuple(self._lines("")))

    def _node(self, node: str) -> Iterator[Grid | Line]:
        score = self.step("score", node)
        if score is None:
            return
        if self._is_unit(node):
            yield from self._unit(node, score)
            return
        inside = self._inside(node)
        if inside:
            yield Grid(tuple((s.id, self._score(s.id), self.telling.text(s.title)) for s in inside), right=(1,))
        yield from self._lines(node)

    def _is_unit(self, node: str) -> bool:
        """Whether people are scored here: with items of its own, or pooling all below."""
        questionnaire = self.telling.questionnaire
        if not node:
            return questionnaire.aggregate == "pooled"
        section = questionnaire.section(node)
        return bool(section.items) or section.aggregate == "pooled"

    def _inside(self, node: str) -> list[Section]:
        questionnaire = self.telling.questionnaire
        sections = questionnaire.section(node).sections if node else questionnaire.sections
        return [section for section in sections if self.step("score", section.id) is not None]

    def _score(self, node: str) -> str:
        step = self.step("score", node)
        return self.calculation.figure(step.result if step else None)

    def _lines(self, node: str) -> Iterator[Line]:
        """The formula of a node above others, what it leaves out, and what adjustments make of it."""
        step = self.explanation.steps.get(named("score", node, number=0)) or self.step("score", node)
        if step is None:
            return
        if step.result is None:
            yield Line(self.words("explain_too_little_rated"))
        elif step.operation != "given":
            yield Line(sentence(self.calculation.formula(step)))
        lowest = [one.source for one in step.operands if one.source.startswith("lowest/")]
        if lowest:
            yield Line(self.words("explain_sections_lowest", sections=self._titles(lowest)))
        out = [one.source for one in step.left_out if one.reason in ("not-rated", "not-applicable", "too-few")]
        known = [source for source in out if source not in lowest]
        if known:
            yield Line(self.words("explain_sections_out", sections=self._titles(known)))
        yield from self._adjusted(node)

    def _titles(self, sources: Sequence[str]) -> str:
        return self.words.join(self.words.quote(self.telling.title(source.partition("/")[2])) for source in sources)

    def _adjusted(self, node: str) -> Iterator[Line]:
        names = [name for name in self.explanation.steps if name.partition("#")[0] == named("score", node)]
        for step in (self.explanation.steps[name] for name in names):
            if step.operation == "times":
                yield Line(sentence(self.words("explain_adjusted", formula=self.calculation.formula(step))))

    # Sections with items

    def _unit(self, node: str, score: Step) -> Iterator[Grid | Line]:
        items = self._items_of(node)
        if len(self.persons) == 1:
            yield from self._of_one(node, items, self.persons[0])
        else:
            yield Grid(tuple(self._item_row(item) for item in items), right=(1,))
            if self.persons:
                yield Grid(tuple(self._person_row(node, person) for person in self.persons))
            yield from self._of_all(node, score)
        yield from self._adjusted(node)
        yield from self._worth(items)

    def _items_of(self, node: str) -> list[Item]:
        questionnaire = self.telling.questionnaire
        inside = questionnaire.section(node).all_items if node else questionnaire.items
        return [item for item in inside if item in questionnaire.scored_items]

    def _of_one(self, node: str, items: Sequence[Item], person: str) -> Iterator[Grid | Line]:
        replies = {reply.item: reply for reply in self.explanation.replies[person]}
        yield Grid(tuple(self._reply_row(item, replies[item.id]) for item in items), right=(1, 2))
        step = self.step("score", node, person)
        if step is not None:
            yield Line(sentence(self._of_person(step)))

    def _of_person(self, step: Step) -> str:
        if step.result is not None:
            filled = any(one.source.startswith("fewest/") for one in step.operands)
            worst = f" {self.words('explain_at_worst')}" if filled else ""
            return sentence(self.calculation.formula(step)) + worst if worst else self.calculation.formula(step)
        covered = step.coverage[0]
        return self.words("explain_too_few_answers", there=covered.there, of=covered.of, least=covered.least)

    def _reply_row(self, item: Item, reply: Reply) -> tuple[str, ...]:
        points = NO_FIGURE if reply.points is None else self.telling.plain_points(reply.points)
        return item.id, self.reply(item, reply), points, self._question(item, self._removed(reply))

    def _removed(self, reply: Reply) -> str:
        if reply.state == "answered":
            return ""
        return self.words(f"explain_left_{reply.state.replace('-', '_')}")

    def _question(self, item: Item, remark: str = "") -> str:
        said = [self.telling.text(item.text)]
        said += [f"{self.words('label_critical_short')}."] if item.critical else []
        said += [] if item.weight else [self.words("explain_left_no_weight")]
        return " ".join([*said, *filter(None, [remark])])

    def reply(self, item: Item, reply: Reply) -> str:
        """A reply as people write it."""
        if reply.state in ("na", "dk"):
            return self.words(f"iv_key_{reply.state}")
        if reply.value is None:
            return NO_FIGURE
        return ", ".join(self.choice(item, value) for value in reply.value.split("|"))

    def choice(self, item: Item, value: str) -> str:
        """One thing that can be picked: a number the language's way, else its words."""
        if value in ("yes", "no"):
            return self.words(f"iv_{value}").lower()
        if value.replace(".", "", 1).isdigit():
            return value.replace(".", self.words.template("format_decimal"))
        label = next((one.label for one in item.choices() if one.value == value), None)
        return self.telling.text(label) if label else value

    def _item_row(self, item: Item) -> tuple[str, ...]:
        step = self.step("item", item.id)
        return (
            item.id,
            self.calculation.figure(step.result if step else None),
            self._question(item, self.left_out(item)),
        )

    def left_out(self, item: Item) -> str:
        """How many replied without an answer; nothing of an item that too few people answered."""
        counts = self.explanation.items[item.id]
        if counts.is_hidden:
            return f"{self.words('hidden_too_few', k=self.explanation.assessment.round.k)}."
        said = self._counts(counts)
        return self.words("explain_removed", counts=said) if said else ""

    def _counts(self, counts: ItemCounts) -> str:
        given = {"na": counts.na, "dk": counts.dk, "blank": counts.blank}
        return ", ".join(self.words(f"chart_answers_{kind}", n=n) for kind, n in given.items() if n)

    def _person_row(self, node: str, person: str) -> tuple[str, ...]:
        step = self.step("score", node, person)
        return person, self._of_person(step) if step else self.words("explain_left_not_asked")

    def _of_all(self, node: str, score: Step) -> Iterator[Line]:
        step = self.explanation.steps.get(named("score", node, number=0)) or score
        if step.result is None:
            yield Line(self._not_rated(step))
            return
        total, formula = self.calculation.of_sum(step)
        yield Line(sentence(self.words("explain_people_sum", n=step.divisor, sum=total, formula=formula)))

    def _not_rated(self, step: Step) -> str:
        covered = next((one for one in step.coverage if not one.is_met), step.coverage[0])
        k = self.explanation.assessment.round.k
        if covered.rule == "people" and not self.persons:
            return f"{self.words('hidden_too_few', k=k)}."
        return self.words("explain_too_few_answers", there=covered.there, of=covered.of, least=covered.least)

    def _worth(self, items: Sequence[Item]) -> Iterator[Line]:
        """What answers are worth, once for each scale."""
        told = dict.fromkeys(self.worth(item) for item in items)
        yield from (Line(text) for text in list(told)[:MOST_BANDS])

    def worth(self, item: Item) -> str:
        """What the answers to one item are worth."""
        worth, listed = item.worth(), self.calculation.listed
        match worth:
            case ByValue():
                answers = listed(self.choice(item, value) for value in worth.points)
                points = listed(map(self.telling.plain_points, worth.points.values()))
                return self.words("explain_worth", answers=answers, points=points)
            case Bands():
                starts = listed(self.telling.plain_points(start) for start, _ in worth.bands)
                points = listed(self.telling.plain_points(points) for _, points in worth.bands)
                return self.words("explain_worth_bands", starts=starts, points=points)
            case _:
                return self.words("explain_worth_several")

    # Items

    def item(self, item: Item) -> Sheet:
        """One item: who replied what, its mean, and where it goes in."""
        step = self.step("item", item.id)
        figure = self.calculation.figure(step.result if step else None)
        return Sheet(f"{item.id}  {self._question(item)}", figure, tuple(self._of_item(item, step)))

    @property
    def _sum_of_answers(self) -> str:
        return "explain_answers_sum"

    def _of_item(self, item: Item, step: Step | None) -> Iterator[Grid | Line]:
        counts = self.explanation.items[item.id]
        rows = [(person, reply) for person, own in self.explanation.replies.items() for reply in own]
        given = [(person, reply) for person, reply in rows if reply.item == item.id]
        if len(given) > 1:
            yield Grid(
                tuple((person, *self._reply_row(item, reply)[1:3], self._removed(reply)) for person, reply in given)
            )
        elif given:
            yield Grid((self._reply_row(item, given[0][1]),))
        if step is not None and step.result is not None and len(given) != 1:
            total, formula = self.calculation.of_sum(step)
            yield Line(sentence(self.words(self._sum_of_answers, n=step.divisor, sum=total, formula=formula)))
        left = self.left_out(item)
        if left and len(given) != 1:
            yield Line(left)
        if not counts.is_relevant:
            yield Line(self.words("explain_irrelevant"))
        yield Line(self.worth(item))
        home = self.telling.questionnaire.home(item.id)
        yield Line(self.words("explain_counts_in", section=self.words.quote(self.telling.title(home.id))))
