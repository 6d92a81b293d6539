"""When a question is asked at all, in words: "Only if the answer to A1 is 2 or more"."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.conditions import All, AnyOf, Condition, ItemCondition, Not, RoleCondition
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire


@dataclass(frozen=True)
class Requirements:
    """The conditions of one questionnaire in one language."""

    questionnaire: Questionnaire
    words: Words

    def sentence(self, condition: Condition) -> str:
        """One sentence for whoever has the question on paper."""
        return self.words("form_only_if", condition=self._told(condition))

    def _told(self, condition: Condition, *, is_inner: bool = False) -> str:
        match condition:
            case RoleCondition():
                return self.words("form_if_role", role=self._role(condition.role))
            case ItemCondition():
                return self._comparison(condition)
            case Not():
                return self.words("form_if_not", condition=self._told(condition.not_, is_inner=True))
            case All():
                return self._several(condition.all, is_inner, is_any=False)
            case AnyOf():
                return self._several(condition.any, is_inner, is_any=True)
            case _:  # scores are known only afterwards, so no question waits for one
                raise TypeError(f"{type(condition).__name__} is no condition on answers")

    def _several(self, conditions: Sequence[Condition], is_inner: bool, *, is_any: bool) -> str:
        told = [self._told(one, is_inner=len(conditions) > 1) for one in conditions]
        joined = self._either(told) if is_any else self.words.join(told)
        return f"({joined})" if is_inner and len(told) > 1 else joined

    def _comparison(self, condition: ItemCondition) -> str:
        item = self.questionnaire.item(condition.item)
        if condition.at_least is not None:
            limit = by_hand(str(condition.at_least), self.words)
            return self.words("form_if_at_least", item=item.id, limit=limit)
        if condition.below is not None:
            return self.words("form_if_below", item=item.id, limit=by_hand(str(condition.below), self.words))
        wanted = [condition.equals] if condition.equals is not None else list(condition.among or ())
        return self.words("form_if_is", item=item.id, answer=self._either([self._answer(item, one) for one in wanted]))

    def _answer(self, item: Item, value: str) -> str:
        """An answer by its number where it has one, else in its words."""
        if is_number(value):
            return by_hand(value, self.words)
        if value in ("yes", "no"):
            return self.words.quote(self.words(f"iv_{value}"))
        label = next((choice.label for choice in item.choices() if choice.value == value and choice.label), None)
        return self.words.quote(self.words.phrase(label) if label else value)

    def _either(self, told: Sequence[str]) -> str:
        return self.words("iv_or", first=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else "".join(told)

    def _role(self, role_id: str) -> str:
        found = (self.words.phrase(role.title) for role in self.questionnaire.roles if role.id == role_id)
        return next(found, role_id)


def is_number(value: str) -> bool:
    """Whether a stored value is a number, and so is the same in every language."""
    return value.replace(".", "", 1).removeprefix("-").isdecimal()


def by_hand(number: str, words: Words) -> str:
    """A stored number as it is written on paper: 2½, or with the language's decimal sign."""
    whole, _, decimals = number.partition(".")
    if decimals == "5":
        return f"{whole.removesuffix('0') if whole in ('0', '-0') else whole}½"
    return number.replace(".", words.template("format_decimal"))
