"""What customers say of each section, beside what the organisation says of itself (method 3.12).

Each section may ask customers one question. Their answers make a score of their own and never move the organisation's.
In an anonymous round customers are a group of their own: below k of them nothing is shown, and so in each section.
"""

from collections.abc import Iterable, Sequence

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import CustomerFinding, CustomerView
from servicecheck.assessment.item_findings import NOTABLE
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.targets import carried_over, possible_range
from servicecheck.items import RatingItem
from servicecheck.quantities import round_half_up
from servicecheck.response import CUSTOMER, Answer, Response
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Difference, Interval, Sums, rounding_deviation, welch_difference


def customer_view(case: Case, responses: Iterable[Response]) -> CustomerView | None:
    """What the customers among *responses* say; None where the questionnaire does not ask them, or none answered."""
    if not isinstance(case, PeopleCase):
        return None
    asked = case.questionnaire.customer_items
    own = [_answers(response, asked.values()) for response in responses if response.respondent.role == CUSTOMER]
    customers = [answers for answers in own if answers]
    if not customers:
        return None
    if len(customers) < case.smallest_group:
        return CustomerView(len(customers), "too-few", ())
    nodes = {node.id: node for node in case.root.walk()}
    return CustomerView(
        len(customers), None, tuple(_finding(case, nodes.get(name), name, asked[name], customers) for name in asked)
    )


def _answers(response: Response, asked: Iterable[RatingItem]) -> dict[str, Answer]:
    """What one customer replied to the questions for customers."""
    given = {item.id: response.answers[item.id] for item in asked if item.id in response.answers}
    return {item: answer for item, answer in given.items() if answer.value is not None}


def _finding(
    case: PeopleCase, node: Node | None, section: str, item: RatingItem, customers: Sequence[dict[str, Answer]]
) -> CustomerFinding:
    own = None if node is None else case.figures.integer(of("score", node.id))
    own_sums = Sums(0, 0, 0) if node is None or own is None else case.sums_of(node)
    ends = (item.lowest, item.highest) if node is None else possible_range(case, node)
    answers = [customer[item.id] for customer in customers if item.id in customer]
    given = [worth for answer in answers if (worth := item.points(answer.value or "")) is not None]
    is_hidden = 0 < len(given) < case.smallest_group
    sums = Sums.of(carried_over(worth, (item.lowest, item.highest), ends) for worth in given)
    score = round_half_up(sums.total, sums.n) if given and not is_hidden else None
    apart = None if own is None or score is None else own - score
    interval = None if apart is None else _interval(case, apart, own_sums, sums, Interval(*ends))
    return CustomerFinding(
        section=section,
        question=item.id,
        people=len(given),
        hidden="too-few" if is_hidden else None,
        score=score,
        own_score=own,
        own_people=own_sums.n,
        difference=apart,
        interval=interval,
        is_material=apart is not None and is_material(apart, interval, ends[1] - ends[0]),
        comments=_comments(answers, case.smallest_group),
    )


def _interval(case: Case, apart: int, own: Sums, customers: Sums, limits: Interval) -> Interval | None:
    """Below k people the width would tell how those it rests on differ."""
    if min(own.n, customers.n) < max(2, case.smallest_group):
        return None
    # Customers are asked one question, so rounding alone can do to their score what it does to one answer.
    found = welch_difference(own, customers, rounding_deviation(limits, 1))
    return None if found is None else around(apart, found, limits)


def around(apart: int, difference: Difference, limits: Interval) -> Interval:
    """The interval of a *difference* about the figure that is printed, within what is possible."""
    whole = Interval(-limits.width, limits.width)
    return Interval(apart - difference.margin, apart + difference.margin).clipped(whole)


def is_material(apart: int, interval: Interval | None, range_: int) -> bool:
    """Whether a difference is certain, and large enough to matter."""
    return interval is not None and 0 not in interval and NOTABLE * abs(apart) >= range_


def _comments(answers: Sequence[Answer], fewest: int) -> tuple[str, ...]:
    """In the order of the alphabet: who wrote first is nobody's business."""
    if len(answers) < fewest:
        return ()
    return tuple(sorted(note for answer in answers if (note := answer.note.strip())))
