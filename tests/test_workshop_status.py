"""status of a file with a workshop: how far the room is, and nobody in it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from one_process import servicecheck_here
from sample_workshops import QUESTIONNAIRE, room, voted
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import CUSTOMER, Organisation, Round


@pytest.mark.parametrize(
    ("people", "ended", "says", "command"),
    [
        (6, False, "In the room: 6. Votes shown: 1 of 3 questions. Agreed: 1.", "servicecheck workshop"),
        (6, True, "A workshop that has ended. In the room: 6.", "servicecheck report"),
        (2, False, "In the room: 2. Votes shown: 0 of 3 questions. Agreed: 0. Missing until votes are shown: 3.", None),
    ],
)
def test_status_says_how_far_a_room_is(
    people: int, ended: bool, says: str, command: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.servicecheck"
    with AssessmentFile.create(path, Organisation("Havnens Cykler")) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        file.keep_workshop(None, begun := replace(room(people), round=round_))
        after = voted(begun, "S1", *"222333").show().agree("2.5", "So") if people > 5 else begun
        file.keep_workshop(begun, after.turn("ended") if ended else after)
        file.add_respondent(round_, CUSTOMER)
    run = servicecheck_here("status", path.name, folder=tmp_path)
    said = " ".join(run.stdout.split())

    assert run.code == 0
    assert says in said
    assert "Customers: 1." in said
    assert "P1" not in said
    assert command is None or command in said
    assert ("servicecheck workshop" in said) != ended
    assert "--new" not in said
    document = json.loads(servicecheck_here("status", path.name, "--json", folder=tmp_path).stdout)
    assert document["rounds"][0]["workshop"] == {
        "asked": 3, "seen": int(people > 5), "agreed": int(people > 5), "has_ended": ended
    }  # fmt: skip


@pytest.mark.promise("P40")
@pytest.mark.parametrize("who", [[], ["--new"], ["--respondent", "P1"]])
def test_nobody_is_interviewed_into_a_room(who: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    with AssessmentFile.create(path, Organisation()) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        file.keep_workshop(None, replace(room(6), round=round_))
    run = servicecheck_here("run", path.name, *who, folder=tmp_path)

    assert run.code == 2
    assert run.said.startswith("Round 1 is a workshop's")
    assert "--next" in " ".join(run.said.split())
