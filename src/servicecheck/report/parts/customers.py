"""Section 6: your own view beside the customers', what recent cases show, and what customers said."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Chart, Heading


@dataclass(frozen=True)
class Cases:
    """The case audit: how often each step was done, beside your own rating."""

    name: str
    chart: Chart
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """Something a customer said, in quotation marks, and what it was about."""

    text: str
    about: str


@dataclass(frozen=True)
class QuotationGroup:
    """Quotations that say something good, or something bad."""

    name: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class Quotations:
    """What customers said with "always" or "never"; the caption says how many were good."""

    name: str
    caption: str
    heads: tuple[str, str, str]
    groups: tuple[QuotationGroup, ...]
    note: str


@dataclass(frozen=True)
class Customers:
    """Section 6: what customers say."""

    heading: Heading
    view: Chart | None
    sentences: tuple[str, ...]
    cases: Cases | None
    quotations: Quotations | None
