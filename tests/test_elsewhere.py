"""What one round's assessment takes from the other rounds of its file, and what it leaves alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sample_questionnaires import shipped
from sample_rounds import points
from servicecheck.assessment import Assessment
from servicecheck.cli.elsewhere import elsewhere_of
from servicecheck.cli.rounds import assessed, others
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Organisation, RegisterRow, Round

EARLY, LATE = date(2026, 1, 10), date(2026, 3, 10)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[AssessmentFile]:
    with AssessmentFile.create(tmp_path / "own.servicecheck", Organisation("Havnens Cykler")) as made:
        yield made


def add(
    file: AssessmentFile,
    name: str,
    value: str,
    closed: date | None,
    *,
    people: int = 1,
    said: Mapping[str, str] | None = None,
    rows: Sequence[RegisterRow] = (),
    **given: Any,
) -> Round:
    """A round in which everybody replies *value* to every scored question, and what is *said* besides."""
    asked = shipped(name)
    content = (questionnaires.shipped_folder() / f"{name}.yaml").read_bytes()
    told: dict[str, Any] = {"mode": "open", "opened": date(2026, 1, 1), **given}
    round_ = file.add_round(Round(name, asked.version, **told), content, f"{name}.yaml")
    for _ in range(people):
        code = file.add_respondent(round_).code
        for item, reply in {**dict.fromkeys((i.id for i in asked.scored_items), value), **(said or {})}.items():
            file.save_answer(round_, code, item, Answer(reply))
    for register in dict.fromkeys(row.register for row in rows):
        file.save_register(round_, register, [row for row in rows if row.register == register])
    if closed:
        file.change_round(replace(round_, closed=closed))
    return next(one for one in file.rounds() if one.number == round_.number)


def frustration(item: str, **more: str) -> RegisterRow:
    return RegisterRow("frustrations", {"text": "Late", "severity": "may-leave", "linked_items": item, **more})


def decided(area: str, target: str) -> RegisterRow:
    return RegisterRow("targets", {"area": area, "target": target, "reason": "Why", "decided_by": "The board"})


def told(file: AssessmentFile, round_: Round) -> Assessment:
    return assessed(file, round_)


def test_a_round_takes_targets_replies_scores_and_frustrations_from_the_rest_of_its_file(file: AssessmentFile) -> None:
    rows = [decided("effort", "known"), frustration("LE-B1")]
    add(file, "five-questions", "2", EARLY, said={"FQ-A1": "price"}, rows=rows)
    add(file, "complaint-recovery", "1.5", EARLY)
    found = told(file, add(file, "low-effort", "2", LATE))

    assert found.ambition is not None
    assert [points(target.points) for target in found.ambition.targets] == [90] * 4
    assert (found.ambition.guard_rails, points(found.ambition.recovery)) == (("price",), 25)
    assert list(found.linked_frustrations) == ["LE-B1"]
    assert [decision.area for decision in found.ambition.decisions] == ["effort"]


def test_the_newest_round_of_each_other_questionnaire_counts(file: AssessmentFile) -> None:
    here = add(file, "low-effort", "2", LATE)
    add(file, "complaint-recovery", "3", LATE)
    add(file, "complaint-recovery", "1.5", EARLY)
    add(file, "low-effort", "1", EARLY)

    found = elsewhere_of(file, here)

    assert [(one.questionnaire.id, one.round.closed) for one in found.rounds] == [("complaint-recovery", LATE)]
    assert found.decided is None


def test_a_round_that_is_not_over_says_nothing_yet(file: AssessmentFile) -> None:
    add(file, "complaint-recovery", "1.5", None)
    here = add(file, "low-effort", "2", LATE)

    assert elsewhere_of(file, here).rounds == ()
    assert others(file, here) == ()


def test_targets_count_as_soon_as_they_are_decided(file: AssessmentFile) -> None:
    add(file, "five-questions", "2", None, rows=[decided("effort", "keep")])
    found = told(file, add(file, "low-effort", "2", LATE))

    assert found.ambition is not None
    assert [points(target.points) for target in found.ambition.targets] == [50] * 4


def test_an_anonymous_round_with_fewer_than_k_gives_nothing_away(file: AssessmentFile) -> None:
    said, rows = {"FQ-A1": "price"}, [frustration("LE-B1")]
    add(file, "five-questions", "2", EARLY, people=4, mode="anonymous", said=said, rows=rows)
    add(file, "complaint-recovery", "1.5", EARLY, people=4, mode="anonymous")
    found = told(file, add(file, "low-effort", "2", LATE))

    assert found.linked_frustrations == {}
    assert found.ambition is None
