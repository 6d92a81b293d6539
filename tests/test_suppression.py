"""What an anonymous round may show: nobody's answers, and nothing they could be worked out from (method 3.10)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sample_rounds import assessed, points, sections, three_levels
from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import RoleFinding
from servicecheck.assessment.suppression import hidden_groups
from servicecheck.questionnaire import Questionnaire

ROLES = ("staff", "leader", "helper", "temp")


def of_roles(*names: str, **items: int) -> Questionnaire:
    return three_levels(sections(**(items or {"A": 2})), roles=[{"id": name} for name in names])


def role(assessment: Assessment, name: str) -> RoleFinding:
    return {found.role: found for found in assessment.roles}[name]


def by_role(counts: Mapping[str | None, int], rows: Mapping[str | None, str]) -> tuple[list[str], list[str | None]]:
    """So many people of each role who all give the row of their role."""
    roles = [name for name, count in counts.items() for _ in range(count)]
    return [rows[name] for name in roles], roles


def two_roles(staff: int, leaders: int) -> Assessment:
    rows, roles = by_role({"staff": staff, "leader": leaders}, {"staff": "2 2", "leader": "3 3"})
    return assessed(of_roles("staff", "leader"), rows, roles, mode="anonymous")


def test_fewer_than_k_are_only_counted() -> None:
    found = assessed(three_levels(sections(A=2)), ["2 2"] * 4, mode="anonymous", invited=8)

    assert (found.people, found.is_shown, found.response_rate) == (4, False, Fraction(1, 2))
    assert (found.overall, found.sections, found.items, found.roles, found.priorities) == (None, (), (), (), ())


def test_exactly_k_are_shown() -> None:
    found = assessed(three_levels(sections(A=2)), ["2 2"] * 5, mode="anonymous")

    assert found.overall is not None
    assert points(found.overall.standing.score) == 50


def test_an_open_round_hides_nothing() -> None:
    rows, roles = by_role({"staff": 1, "leader": 1}, {"staff": "2 2", "leader": "3 3"})
    found = assessed(of_roles("staff", "leader"), rows, roles)

    assert [(one.role, one.people, points(one.score)) for one in found.roles] == [("staff", 1, 50), ("leader", 1, 100)]
    assert found.roles_differ == 500_000


def test_of_five_staff_and_three_leaders_only_the_total_is_shown() -> None:
    found = two_roles(5, 3)

    assert found.overall is not None
    assert points(found.overall.standing.score) == 68.75
    assert [(one.role, one.hidden, one.score) for one in found.roles] == [
        ("staff", "complement", None),
        ("leader", "too-few", None),
    ]
    assert found.roles_differ == 0


def test_of_six_staff_and_five_leaders_both_are_shown() -> None:
    found = two_roles(6, 5)

    assert [(one.people, one.hidden, points(one.score)) for one in found.roles] == [(6, None, 50), (5, None, 100)]
    assert found.roles_differ == 500_000


def test_people_without_a_role_are_a_group_too() -> None:
    rows, roles = by_role({"staff": 6, None: 3}, {"staff": "2 2", None: "3 3"})
    found = assessed(of_roles("staff", "leader"), rows, roles, mode="anonymous")

    assert [(one.role, one.hidden) for one in found.roles] == [("staff", "complement")]


def test_one_role_alone_is_the_whole() -> None:
    assert assessed(of_roles("staff", "leader"), ["2 2"] * 6, ["staff"] * 6, mode="anonymous").roles == ()


def test_a_section_answered_by_fewer_than_k_is_missing_and_cannot_be_worked_out() -> None:
    asked = three_levels(sections(A=1, B=1, C=1, D=1, E=1))
    found = assessed(asked, ["2 2 2 2 3"] * 4 + ["2 2 2 2 dk"] * 4, mode="anonymous")

    hidden = found.section("E")
    assert (hidden.hidden, hidden.standing.score, hidden.standing.low, hidden.standing.interval) == ("too-few",) + (
        None,
    ) * 3
    assert hidden.agreement is None
    assert (found.item("E1").hidden, found.item("E1").mean, found.item("E1").counts) == ("too-few", None, {})
    assert found.overall is not None
    assert points(found.overall.standing.score) == 50
    assert found.marks == ("partial",)
    assert found.missing_sections == ("E",)


def test_a_section_answered_by_exactly_k_is_shown() -> None:
    asked = three_levels(sections(A=1, B=1))
    found = assessed(asked, ["2 3"] * 5 + ["2 dk"] * 3, mode="anonymous")

    assert points(found.section("B").standing.score) == 100
    assert found.item("B1").hidden is None


@pytest.mark.parametrize("replies", ["dk dk dk", "na na na", "dk na na", "2 dk dk", "3 na na"])
def test_what_fewer_than_k_were_asked_tells_nothing_of_them_even_if_none_of_them_knows(replies: str) -> None:
    parts = sections(A=1, F=1)
    parts[0]["who"], parts[1]["who"] = ["staff"], ["leader"]
    asked = three_levels(parts, roles=[{"id": "staff"}, {"id": "leader"}])
    rows = [*["2 -"] * 8, *(f"- {reply}" for reply in replies.split())]
    found = assessed(asked, rows, ["staff"] * 8 + ["leader"] * 3, mode="anonymous")

    item = found.item("F1")
    assert (item.hidden, item.counts, item.na, item.dk, item.blank) == ("too-few", {}, 0, 0, 0)
    assert (item.is_relevant, item.is_dk_finding, item.na_disagreement) == (True, False, False)
    assert found.section("F").hidden == "too-few"


def test_what_k_people_do_not_know_is_told_though_few_answered() -> None:
    found = assessed(three_levels(sections(A=1, B=1)), ["2 dk"] * 6 + ["2 3"] * 2, mode="anonymous")

    assert (found.item("B1").hidden, found.item("B1").dk, found.item("B1").is_dk_finding) == ("too-few", 6, True)


def test_the_people_with_every_section_may_be_too_few_for_an_interval() -> None:
    asked = three_levels(sections(A=1, B=1))
    found = assessed(asked, ["2 2"] * 2 + ["2 dk"] * 3 + ["dk 2"] * 3, mode="anonymous")

    assert found.overall is not None
    assert points(found.overall.standing.score) == 50
    assert (found.overall.standing.people, found.overall.standing.interval) == (2, None)


def test_a_role_is_hidden_in_the_sections_that_too_few_of_it_answered_and_so_is_the_other_there() -> None:
    asked = of_roles("staff", "leader", A=1, B=1)
    rows, roles = ["2 2"] * 6 + ["3 3"] * 3 + ["3 dk"] * 3, ["staff"] * 6 + ["leader"] * 6
    found = assessed(asked, rows, roles, mode="anonymous")

    assert role(found, "staff").sections == {"A": 500_000, "B": None}
    assert role(found, "leader").sections == {"A": 1_000_000, "B": None}
    assert points(found.section("B").standing.score) == round((6 * 50 + 3 * 100) / 9, 2)


def test_a_role_that_is_hidden_as_a_whole_cannot_be_worked_out_in_a_section_that_fewer_roles_answered() -> None:
    asked = of_roles("staff", "leader", "helper", A=1, B=1)
    rows, roles = by_role({"staff": 9, "leader": 6, "helper": 3}, {"staff": "2 2", "leader": "3 3", "helper": "1 dk"})
    found = assessed(asked, rows, roles, mode="anonymous")

    assert [one.hidden for one in found.roles] == [None, "complement", "too-few"]
    assert role(found, "staff").sections == {"A": 500_000, "B": None}


def test_roles_are_compared_on_what_they_all_answered() -> None:
    parts = sections(A=2, F=2)
    parts[0]["who"] = ["staff"]
    asked = three_levels(parts, roles=[{"id": "staff"}, {"id": "leader"}])
    rows, roles = by_role({"staff": 6, "leader": 5}, {"staff": "3 3 2 2", "leader": "- - 2 2.5"})
    found = assessed(asked, rows, roles, mode="anonymous")

    assert [points(one.score) for one in found.roles] == [50, 62.5]
    assert role(found, "staff").sections == {"A": 1_000_000, "F": 500_000}
    assert role(found, "leader").sections == {"A": None, "F": 625_000}
    assert found.roles_differ == 125_000


def test_less_than_an_eighth_between_roles_is_not_worth_a_word() -> None:
    rows, roles = by_role({"staff": 6, "leader": 5}, {"staff": "2 2 2", "leader": "2 2 2.5"})
    found = assessed(of_roles("staff", "leader", A=3), rows, roles)

    assert found.roles_differ == 0


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 5, "b": 3}, {"a": "complement", "b": "too-few"}),
        ({"a": 6, "b": 5}, {}),
        ({"a": 9, "b": 6, "c": 2}, {"b": "complement", "c": "too-few"}),
        ({"a": 9, "b": 2, "c": 2}, {"a": "complement", "b": "too-few", "c": "too-few"}),
        ({"a": 9, "b": 2, "c": 3}, {"b": "too-few", "c": "too-few"}),
        ({"a": 9, "b": 0}, {}),
        ({"a": 2}, {"a": "too-few"}),
        ({"a": 6, "b": 6, "c": 4}, {"a": "complement", "c": "too-few"}),
    ],
)
def test_the_next_smallest_is_hidden_until_nothing_can_be_worked_out(
    sizes: dict[str, int], hidden: dict[str, str]
) -> None:
    assert hidden_groups(sizes, 5) == hidden


def test_what_is_hidden_above_stays_hidden() -> None:
    assert hidden_groups({"a": 9, "b": 6, "c": 5}, 5, hidden_above={"b"}) == {"b": "complement", "c": "complement"}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12)),
    st.integers(3, 20),
    st.sets(st.sampled_from("abcdef")),
)
def test_no_group_of_fewer_than_k_can_be_worked_out(sizes: dict[str, int], k: int, above: set[str]) -> None:
    hidden = hidden_groups(sizes, k, above)
    shown = [name for name, size in sizes.items() if size and name not in hidden]
    whole = [name for name, size in sizes.items() if size]

    published = [*([one] for one in shown), whole] if sum(sizes.values()) >= k else [[one] for one in shown]
    assert_nobody_is_singled_out(published, sizes, k)
    assert not above.intersection(shown)
    assert len(set(hidden)) != 1 or len(whole) == 1


def assert_nobody_is_singled_out(published: Sequence[Sequence[str]], sizes: Mapping[str, int], k: int) -> None:
    """No set of groups with 1 to k - 1 people lies in the span of the published sums."""
    names = [name for name, size in sizes.items() if size]
    known = [[Fraction(name in cell) for name in names] for cell in published]
    for chosen in chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1)):
        if sum(sizes[name] for name in chosen) < k:
            asked = [Fraction(name in chosen) for name in names]
            assert _rank([*known, asked]) == _rank(known) + 1, chosen


def _rank(rows: Iterable[Sequence[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        rank += 1
        left = [[x - row[column] / pivot[column] * y for x, y in zip(row, pivot, strict=True)] for row in left]
    return rank


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([*ROLES, None]), st.booleans(), st.booleans()), min_size=1, max_size=24),
    st.integers(3, 6),
)
def test_in_every_section_the_shown_roles_single_nobody_out(
    people: list[tuple[str | None, bool, bool]], k: int
) -> None:
    """Each of them answers a section with 2, or does not know."""
    rows = [" ".join("2" if knows else "dk" for knows in (first, second)) for _, first, second in people]
    roles = [name for name, _, _ in people]
    found = assessed(of_roles(*ROLES, A=1, B=1), rows, roles, mode="anonymous", k=k)

    for number, section in enumerate(found.sections):
        sizes = Counter(name or "none" for name, *knows in people if knows[number])
        shown = [[one.role] for one in found.roles if one.sections.get(section.id) is not None]
        total = [list(sizes)] if section.standing.score is not None else []
        assert all(sizes[name] >= k for (name,) in shown)
        assert_nobody_is_singled_out([*shown, *total], sizes, k)
