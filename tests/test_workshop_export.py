"""A workshop in an export: every vote goes out and comes back, and nothing lets anybody into the room."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from one_process import servicecheck_here
from sample_workshops import QUESTIONNAIRE, SESSION, questionnaire, room, voted
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.contents import contents_of
from servicecheck.response import CUSTOMER, Answer, Organisation, Respondent, Response, Round
from servicecheck.workshop import Vote, Workshop


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a workshop in which one question was voted on twice and agreed on, and a customer's answer."""
    path = tmp_path / "a.servicecheck"
    (tmp_path / "tiny.yaml").write_text(QUESTIONNAIRE)
    with AssessmentFile.create(path, Organisation()) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        file.keep_workshop(None, begun := replace(room(6), round=round_))
        again = voted(begun, "S1", "1", "2", "2.5", "na", "dk", "3").show().again()
        after = voted(again, "S1", *"222333").show().agree("2.5", "=1+1")
        after = voted(after, "S3", "The phone").vote("P2", "S3", 1, Vote("Æbler", "@x"))
        file.keep_workshop(begun, after)
        file.bring_in(round_, [Response(Respondent("CDFGHJ", CUSTOMER), {"S1": Answer("1")})])
    return path


def workshop(path: Path) -> Workshop:
    with AssessmentFile.open(path, "read") as file:
        found = file.workshop_of(file.rounds()[0], questionnaire())
    assert found
    return found


@pytest.mark.parametrize("source", ["a-export.json", "a.servicecheck"])
def test_a_workshop_is_restored_with_every_vote(source: str, path: Path) -> None:
    folder = path.parent
    shelf = folder / "servicecheck" / "questionnaires"
    shelf.mkdir(parents=True)
    (shelf / "tiny.yaml").write_text(QUESTIONNAIRE)
    servicecheck_here("export", "a.servicecheck", folder=folder)
    environment = {"XDG_DATA_HOME": str(folder)}
    run = servicecheck_here("add", "b.servicecheck", source, folder=folder, environment=environment)

    assert run.code == 0, run.said
    before, after = workshop(path), workshop(folder / "b.servicecheck")
    assert replace(after, session=before.session) == before
    assert after.session.item == before.session.item
    with AssessmentFile.open(path, "read") as one, AssessmentFile.open(folder / "b.servicecheck", "read") as other:
        was, now = contents_of(one).rounds[0], contents_of(other).rounds[0]
    assert replace(now, workshop=None) == replace(was, workshop=None)


@pytest.mark.promise("P51")
def test_nothing_in_an_export_lets_anybody_into_the_room(path: Path) -> None:
    for kind in ("json", "csv"):
        servicecheck_here("export", "a.servicecheck", "--to", kind, folder=path.parent)
    written = [one.read_text("utf-8") for one in path.parent.rglob("*") if one.suffix in (".json", ".csv")]

    assert len(written) == 5
    assert not any(SESSION.join_code in one or SESSION.key.hex() in one or "kkkkk" in one for one in written)


def test_the_tables_of_a_folder_hold_every_vote_and_what_was_agreed(path: Path) -> None:
    servicecheck_here("export", "a.servicecheck", "--to", "csv", folder=path.parent)
    tables = {
        name: list(csv.reader((path.parent / "a-export" / f"round-1-{name}.csv").read_text("utf-8-sig").splitlines()))
        for name in ("votes", "agreed", "answers")
    }

    assert tables["votes"][0] == ["item", "ballot", "shown", "respondent", "value", "note"]
    assert len(tables["votes"]) == 1 + 6 + 6 + 2
    assert ["S3", "1", "false", "P2", "Æbler", "'@x"] in tables["votes"]
    assert tables["agreed"] == [["item", "value", "reason"], ["S1", "2.5", "'=1+1"]]
    assert len(tables["answers"]) == 1 + 6 + 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"item": "X1"}, "does not ask"),
        ({"code": "NOBODY"}, "by nobody in the round"),
        ({"value": "7"}, "is not an answer"),
        ({"phase": "party"}, "phase"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_and_nothing_is_made(change: dict[str, str], said: str, path: Path) -> None:
    folder = path.parent
    servicecheck_here("export", "a.servicecheck", folder=folder)
    document: dict[str, Any] = json.loads((folder / "a-export.json").read_text("utf-8"))
    room_ = document["rounds"][0]["workshop"]
    if "phase" in change:
        room_ |= change
    else:
        ballot = room_["ballots"][0]
        ballot["item"] = change.get("item", "S1")
        ballot["votes"] = {change.get("code", "P1"): {"value": change.get("value", "1"), "note": ""}}
    (folder / "b.json").write_text(json.dumps(document))
    shelf = folder / "servicecheck" / "questionnaires"
    shelf.mkdir(parents=True)
    (shelf / "tiny.yaml").write_text(QUESTIONNAIRE)
    run = servicecheck_here(
        "add", "b.servicecheck", "b.json", folder=folder, environment={"XDG_DATA_HOME": str(folder)}
    )

    assert run.code == 2
    assert said in " ".join(run.stderr.split())
    assert not (folder / "b.servicecheck").exists()
