"""What an organisation decides about its ambition becomes the targets of the sections it concerns (method 3.7)."""

from datetime import date

from servicecheck.assessment import ambition
from servicecheck.files import questionnaires
from servicecheck.response import RegisterRow, Round, Target

FIVE_BEHAVIOURS = questionnaires.load("five-behaviours")
REGISTER = ambition.register_of(questionnaires.load("five-questions"))
ROUND = Round("five-behaviours", "1.0")


def decided(area: str, target: str) -> RegisterRow:
    return RegisterRow(
        "targets",
        {"area": area, "target": target, "reason": "Why", "decided_by": "The board", "decided_on": "2026-11-02"},
    )


def test_an_area_that_was_decided_on_gives_its_sections_their_target() -> None:
    assert REGISTER is not None

    round_ = ambition.with_targets(ROUND, FIVE_BEHAVIOURS, REGISTER, [decided("extra", "above")])

    assert round_.targets == (Target("FB-D", 750_000, "Why", "The board", date(2026, 11, 2)),)


def test_keep_above_and_known_are_50_75_and_90() -> None:
    assert REGISTER is not None

    for word, points in {"keep": 500_000, "above": 750_000, "known": 900_000}.items():
        round_ = ambition.with_targets(ROUND, FIVE_BEHAVIOURS, REGISTER, [decided("leadership", word)])

        assert [target.points for target in round_.targets] == [points]


def test_a_target_agreed_in_the_round_itself_stands() -> None:
    assert REGISTER is not None
    agreed = Round("five-behaviours", "1.0", targets=(Target("FB-D", 600_000),))

    assert (
        ambition.with_targets(agreed, FIVE_BEHAVIOURS, REGISTER, [decided("extra", "known")]).targets == agreed.targets
    )


def test_a_row_without_a_known_target_sets_none() -> None:
    assert REGISTER is not None

    assert ambition.with_targets(ROUND, FIVE_BEHAVIOURS, REGISTER, [decided("extra", "sky")]).targets == ()
