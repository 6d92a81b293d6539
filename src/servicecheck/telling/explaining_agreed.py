"""What a room's figures rest on, in words: its agreed answers, and where there is none, its votes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servicecheck.assessment.findings import AgreedItem
from servicecheck.explanation import Explanation
from servicecheck.explanation.replies import Reply, State
from servicecheck.explanation.steps import Step, named
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.telling.agreeing import beside_the_level
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.sheets import Grid, Line, Sheet, sentence


def explaining(explanation: Explanation, words: Words) -> Explaining:
    """How figures came about in the words of one language, whatever carries them."""
    kind = Explaining if explanation.assessment.agreed is None else ExplainingAgreed
    return kind(explanation, words)


@dataclass(frozen=True)
class ExplainingAgreed(Explaining):
    """An explanation of what a room agreed on: its row is nobody's own, and the votes stand beside it."""

    def whole(self) -> Sheet:
        """The whole, with what carries it."""
        sheet = super().whole()
        return replace(sheet, parts=(Line(beside_the_level(self.telling)), *sheet.parts))

    def _unit(self, node: str, score: Step) -> Iterator[Grid | Line]:
        """What each item counts with, and the formula."""
        items = self._items_of(node)
        yield Grid(tuple(self._item_row(item) for item in items), right=(1,))
        yield Line(self._of_all_items(node, score))
        yield from self._adjusted(node)
        yield from self._worth(items)

    def _of_all_items(self, node: str, score: Step) -> str:
        step = self.explanation.steps.get(named("score", node, number=0)) or score
        return sentence(self._not_rated(step) if step.result is None else self._of_person(step))

    def _item_row(self, item: Item) -> tuple[str, ...]:
        step = self.step("item", item.id)
        figure = self.calculation.figure(step.result if step else None)
        return item.id, figure, self._question(item, self._basis(item, step))

    def _basis(self, item: Item, step: Step | None) -> str:
        """Where the figure of an item comes from, or why there is none."""
        if self._agreed(item) is not None:
            return self.words("explain_by_agreement")
        if step is None or step.result is None:
            return self.left_out(item) or self.words("explain_by_nothing")
        return self.words("explain_by_nearest" if step.operation == "nearest" else "explain_by_votes")

    def _of_item(self, item: Item, step: Step | None) -> Iterator[Grid | Line]:
        agreed, parts = self._agreed(item), tuple(super()._of_item(item, self._votes(item)))
        basis = Line(self._basis(item, step))
        yield from self._told(item, agreed) if agreed else [basis] if basis not in parts else []
        yield from parts

    @property
    def _sum_of_answers(self) -> str:
        return "explain_votes"

    def _votes(self, item: Item) -> Step | None:
        """How the votes on an item come to their mean."""
        return self.step("votes", item.id) or self.step("item", item.id)

    def _told(self, item: Item, agreed: AgreedItem) -> Iterator[Line]:
        """The agreed answer, and why."""
        state: State = "na" if agreed.value == "na" else "dk" if agreed.value == "dk" else "answered"
        answer = self.words.quote(self.reply(item, Reply(item.id, state, agreed.value, agreed.points)))
        if agreed.points is None:
            yield Line(self.words("explain_agreed_only", answer=answer))
        else:
            points = self.telling.plain_points(agreed.points)
            yield Line(self.words("explain_agreed", answer=answer, points=points))
        if agreed.reason:
            yield Line(sentence(self.words("explain_agreed_why", reason=agreed.reason)))
        else:
            yield Line(self.words("explain_agreed_no_reason"))

    def _agreed(self, item: Item) -> AgreedItem | None:
        found = self.explanation.assessment.agreed
        return None if found is None else found.item(item.id)
