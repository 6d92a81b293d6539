"""A typed line as an answer: what it stands for, and what to say of one that is none."""

from collections.abc import Sequence

from servicecheck.errors import InvalidAnswer
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.telling import replies
from servicecheck.terminal.interview.commands import not_an_answer
from servicecheck.terminal.printable import excerpt

_LONGEST_GIVEN = 60


def value_of(line: str, item: Item, words: Words) -> str:
    """The value for a code on the screen; otherwise what was typed, for the item to understand."""
    return not_an_answer(line, replies.offered(item)) or _picked(line, item, words)


def answers_to(item: Item, words: Words, beside: Sequence[str] | None = None) -> str:
    """All that can be typed, as it stands in a sentence: with every reply *beside* the answers, or with these."""
    others = replies.offered(item) if beside is None else beside
    codes = [*replies.codes_of(item, words), *(words(f"iv_key_{code}") for code in others)]
    # 1, 1,5, 2 cannot be read: where a code has a comma of its own, semicolons stand between them.
    between = "; " if any("," in code for code in codes) else ", "
    return words("iv_or", first=between.join(codes[:-1]), last=codes[-1])


def refusal(refused: InvalidAnswer, item: Item, words: Words) -> str:
    """What to say to whoever typed something that the item does not take."""
    given = excerpt(refused.given, _LONGEST_GIVEN)
    if item.choices() and refused.given:
        return words("err_not_an_answer", given=given, choices=answers_to(item, words))
    return words(refused.wording, given=given, **refused.values)


def _picked(line: str, item: Item, words: Words) -> str:
    codes = replies.codes_of(item, words)
    if not item.hint:
        return codes.get(line, line)
    picked = [one for one in line.replace(";", ",").replace(",", " ").split() if one]
    return "|".join(codes[one] for one in picked) if picked and all(one in codes for one in picked) else line
