"""What customers say with "always" and "never": whether it is good is set by a person, "always late" is not."""

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import AlwaysQuotes, Quote
from servicecheck.assessment.register_rows import QUOTES, Row, proportion, rows_of

FEWEST = 10
"""From so many quotes on their share is shown."""

_VALUES = {"positive": True, "negative": False}


def always_quotes(case: Case) -> AlwaysQuotes | None:
    """The quotes; None where there is none."""
    quotes = [_quote(row) for row in rows_of(case, QUOTES)]
    if not quotes:
        return None
    judged = [quote.is_positive for quote in quotes if quote.is_positive is not None]
    return AlwaysQuotes(
        quotes=tuple(sorted(quotes, key=_place)), positive=proportion(judged) if len(judged) >= FEWEST else None
    )


def _quote(row: Row) -> Quote:
    return Quote(
        text=row.text("quote"),
        word=row.text("word"),
        is_positive=_VALUES.get(row.text("polarity")),
        about=row.text("about"),
        after_a_problem=row.flag("after_a_problem"),
        said_on=row.day("date"),
    )


def _place(quote: Quote) -> tuple[int, str]:
    return (2 if quote.is_positive is None else not quote.is_positive), quote.text
