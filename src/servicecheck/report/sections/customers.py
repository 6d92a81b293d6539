"""Section 6: what customers say, in answers beside your own, in recent cases, and in their own words (3.12, 2.1)."""

from servicecheck.assessment.findings import CustomerFinding, CustomerView
from servicecheck.report.charts.legend import Key
from servicecheck.report.charts.pairs import PairRow
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.parts import Chart, Customers, Figure, Heading, Row, Sign
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cases import cases
from servicecheck.report.sections.figures import PAIR_HEIGHT, answer_counts, difference
from servicecheck.report.sections.quotations import quotations
from servicecheck.report.sections.standing import MOST_ROWS, hidden_words


def customers(reading: Reading, heading: Heading) -> Customers | None:
    """The section; None without a customer's answer, a case or a quote."""
    view, audit, said = reading.assessment.customers, cases(reading), quotations(reading)
    if view is None and audit is None and said is None:
        return None
    sentences = [reading.words("customers_none")] if view is None else _sentences(reading, view)
    chart = _view(reading, view) if view is not None and compared(reading) else None
    return Customers(heading, chart, tuple(sentences), audit, said)


def compared(reading: Reading) -> list[CustomerFinding]:
    """The sections that both sides have rated, in the questionnaire's order."""
    view = reading.assessment.customers
    found = view.sections if view is not None else ()
    return [one for one in found if one.score is not None and one.own_score is not None and one.difference is not None]


def _sentences(reading: Reading, view: CustomerView) -> list[str]:
    words = reading.words
    if view.hidden is not None:
        return [f"{words('customers_answered', n=view.people)} {hidden_words(reading, view.hidden)}."]
    said = [words("customers_answered", n=view.people)]
    for one in view.material:
        key = "customers_lower" if (one.difference or 0) > 0 else "customers_higher"
        told = {"self": reading.score(one.own_score), "customer": reading.score(one.score)}
        said.append(f"{words.quote(reading.title(one.section))}: {words(key, **told)}")
    for one in view.sections:
        if one.hidden is not None:
            said.append(f"{words.quote(reading.title(one.section))}: {hidden_words(reading, one.hidden)}.")
    return said


def _view(reading: Reading, view: CustomerView) -> Chart:
    words, rows = reading.words, compared(reading)
    you, they = words("customers_you"), words("roles_customer")
    notes = [words("pair_line")]
    if reading.has_hundred:
        notes.append(words("pair_rule"))
    people = [(one.own_people, one.people) for one in rows]
    notes.append(answer_counts(reading, (you, they), people))
    return Chart(
        caption=_finding(reading, view),
        heads=(words("label_area"), "", you, they),
        axis=Axis(reading.scale),
        rows=tuple(_row(reading, one) for one in rows),
        signs=(
            Sign(Key("question", words("self_view")), words("self_view")),
            Sign(Key("customers", words("customer_view")), words("customer_view")),
        ),
        notes=(" ".join(notes),),
        is_long=len(rows) > MOST_ROWS,
    )


def _finding(reading: Reading, view: CustomerView) -> str:
    words, material = reading.words, view.material
    if not material:
        return words.phrase(words("customers_same"))
    are_higher = {(one.difference or 0) > 0 for one in material}
    if len(are_higher) > 1:
        widest = max(material, key=lambda one: abs(one.difference or 0))
        return words("chart_title_customers", section=words.quote(reading.title(widest.section)))
    side = "lower" if are_higher == {True} else "higher"
    if len(material) == len(compared(reading)) > 1:
        return words(f"customers_title_{side}_all")
    sections = words.join(words.quote(reading.title(one.section)) for one in material)
    return words(f"customers_title_{side}", sections=sections)


def _row(reading: Reading, one: CustomerFinding) -> Row:
    words, standing = reading.words, reading.assessment.section(one.section).standing
    title, place = reading.full_title(one.section), (standing.lowest, standing.highest)
    own, theirs = reading.score(one.own_score), reading.score(one.score)
    figures = f"{words('customers_you')} {own}, {words('roles_customer')} {theirs}"
    drawing = PairRow(
        scale=reading.scale,
        words=words("chart_alt_strip", section=title, figures=figures),
        first=reading.on_scale(one.own_score or 0, *place),
        second=reading.on_scale(one.score or 0, *place),
        is_certain=one.is_material,
        other="customers",
        height=row_height(title, PAIR_HEIGHT),
    )
    return Row(reading.short[one.section], title, drawing, Figure(own, theirs, tuple(_remarks(reading, one))))


def _remarks(reading: Reading, one: CustomerFinding) -> list[str]:
    words = reading.words
    said = [difference(reading, one.difference or 0, one.interval)]
    if not one.is_material:
        is_chance = one.interval is None or one.interval.low <= 0 <= one.interval.high
        said.append(words("pair_unclear" if is_chance else "pair_small"))
    return said
