"""What people said in their own words: customers in section 6, and beside the answers in section 4; cut to a few."""

from collections.abc import Sequence
from typing import Final

from servicecheck.assessment.findings import AlwaysQuotes, Quote
from servicecheck.assessment.register_rows import QUOTES
from servicecheck.report.parts import Quotation, QuotationGroup, Quotations
from servicecheck.report.printable import shortened
from servicecheck.report.reading import Reading
from servicecheck.report.sections.figures import choice_label, ends

MOST: Final = 4
"""Of each kind, and of each area."""
LONGEST: Final = 300
FEWEST_COUNTED: Final = 10
"""An index is shown from so many quotes (method 2.1)."""


def quotations(reading: Reading) -> Quotations | None:
    """Quotes with "always" and "never", and what customers wrote beside their answers; None without any."""
    quotes, words = reading.assessment.quotes, reading.words
    groups = [*_by_polarity(reading, quotes), *_beside_answers(reading)]
    if not groups:
        return None
    total = len(quotes.quotes) if quotes else 0
    return Quotations(
        name=words("always_title" if quotes else "label_quotes"),
        caption=_caption(reading, quotes) if quotes else words("label_quotes"),
        heads=(words("quotation_kind"), words("label_quotes"), words("quotation_about")),
        groups=tuple(groups),
        note=words("quotation_some", n=MOST) if total > 2 * MOST else "",
    )


def _caption(reading: Reading, quotes: AlwaysQuotes) -> str:
    words = reading.words
    if quotes.positive is None:
        return words("always_too_few", k=FEWEST_COUNTED).removesuffix(".")
    told = {"n": quotes.positive.count, "total": quotes.positive.total, **ends(reading, quotes.positive.interval)}
    return words("always_index_between", **told)


def _by_polarity(reading: Reading, quotes: AlwaysQuotes | None) -> list[QuotationGroup]:
    groups = []
    for value, is_positive in (("positive", True), ("negative", False), (None, None)):
        found = [quote for quote in (quotes.quotes if quotes else ()) if quote.is_positive is is_positive]
        if found:
            name = choice_label(reading, QUOTES, "polarity", value) if value else reading.words("quotation_undecided")
            groups.append(QuotationGroup(name, tuple(_quotation(reading, quote) for quote in found[:MOST])))
    return groups


def _quotation(reading: Reading, quote: Quote) -> Quotation:
    words, about = reading.words, []
    if quote.about:
        about.append(reading.text(quote.about))
    if quote.after_a_problem:
        about.append(words("quotation_after_problem"))
    if quote.said_on is not None:
        about.append(words.date(quote.said_on, year=True))
    return Quotation(spoken(reading, quote.text), ", ".join(about))


def _beside_answers(reading: Reading) -> list[QuotationGroup]:
    view, groups = reading.assessment.customers, []
    for one in view.sections if view else ():
        if one.comments:
            said = tuple(Quotation(spoken(reading, text), "") for text in one.comments[:MOST])
            groups.append(QuotationGroup(reading.title(one.section), said))
    return groups


def comments(reading: Reading, section_id: str) -> tuple[Quotation, ...]:
    """What people wrote beside their answers in one section, with the question's letter."""
    own = [comment for comment in reading.assessment.comments if comment.section == section_id]
    return tuple(Quotation(spoken(reading, one.text), reading.short[one.item]) for one in own)


def more(reading: Reading, texts: Sequence[object]) -> str:
    """How many are left out; empty where all are shown."""
    return reading.words("quotation_more", n=len(texts) - MOST) if len(texts) > MOST else ""


def spoken(reading: Reading, text: str) -> str:
    """Somebody's words in the language's quotation marks, not longer than a few lines."""
    return reading.words.quote(shortened(reading.text(text.strip()), LONGEST))
