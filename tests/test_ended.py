"""When a round is over, and what that decides: whether the basics were checked in time."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from servicecheck.cli.reports import assessed
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import CUSTOMER, Answer, Organisation, Respondent, Response, Round, ended_on

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def handed_in(number: int, *, finished: bool = True, at: datetime | None = NOON) -> Response:
    return Response(Respondent(str(number)), {"A1": Answer("2")}, finished, at)


def customer(number: int, *, finished: bool = True) -> Response:
    later = NOON.replace(day=28)
    return Response(Respondent(str(number), CUSTOMER), {"A-customer": Answer("2")}, finished, later)


@pytest.mark.parametrize(
    ("round_", "responses", "ended"),
    [
        (Round("q", "1.0", closed=date(2026, 11, 13)), [], date(2026, 11, 13)),
        (Round("q", "1.0"), [], None),
        (Round("q", "1.0"), [handed_in(1)], NOON.date()),
        (Round("q", "1.0"), [handed_in(1, finished=False)], None),
        (Round("q", "1.0", mode="open", invited=3), [handed_in(1), handed_in(2)], None),
        (Round("q", "1.0", mode="open", invited=2), [handed_in(1), handed_in(2)], NOON.date()),
        (Round("q", "1.0", mode="open", invited=2), [handed_in(1), customer(2)], None),
        (Round("q", "1.0"), [handed_in(1), customer(2, finished=False)], NOON.date()),
        (Round("q", "1.0", mode="open", invited=2), [handed_in(n, finished=n < 3) for n in (1, 2, 3)], None),
        (
            Round("q", "1.0", mode="anonymous", invited=1, opened=date(2026, 11, 2)),
            [handed_in(1, at=None)],
            date(2026, 11, 2),
        ),
    ],
)
def test_a_round_is_over_when_it_was_closed_or_everybody_has_handed_in(
    round_: Round, responses: list[Response], ended: date | None
) -> None:
    assert ended_on(round_, responses) == ended


def answered(file: AssessmentFile, questionnaire_id: str, value: str, at: datetime) -> Round:
    """One person's own round, handed in."""
    path = questionnaires.find(questionnaire_id)
    questionnaire = questionnaires.load(questionnaire_id)
    round_ = file.add_round(Round(questionnaire.id, questionnaire.version), path.read_bytes(), path.name)
    person = file.add_respondent(round_)
    for item in questionnaire.scored_items:
        file.save_answer(round_, person.code, item.id, Answer(value), at)
    file.finish(round_, person.code)
    return round_


@pytest.mark.parametrize(
    ("light_bulbs", "years_before", "level", "mark"),
    [
        (None, 0, "world-class", "provisional"),
        ("3", 0, "world-class", None),
        ("3", 2, "world-class", "provisional-old"),
        ("1.5", 0, "good", None),
    ],
)
def test_light_bulbs_that_were_handed_in_count_for_a_year(
    tmp_path: Path, light_bulbs: str | None, years_before: int, level: str, mark: str | None
) -> None:
    with AssessmentFile.create(tmp_path / "a.servicecheck", Organisation("Fjordby")) as file:
        if light_bulbs:
            answered(file, "light-bulbs", light_bulbs, NOON.replace(year=NOON.year - years_before))
        found = assessed(file, answered(file, "low-effort", "3", NOON))

    assert found.overall is not None
    assert found.overall.standing.level == level
    assert [one for one in found.marks if one.startswith("provisional")] == ([mark] if mark else [])
