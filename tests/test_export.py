"""export: all of a file goes out and comes back through add; for its owner only, and never over what is there."""

import json
import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile_rounds
from one_process import servicecheck_here
from servicecheck.errors import InvalidFile
from servicecheck.files import export_document, json_document
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.contents import Contents, StoredRound, WrittenRow, contents_of
from servicecheck.language import POINT
from servicecheck.response import (
    Answer,
    Organisation,
    PlannedAction,
    RegisterRow,
    Respondent,
    Response,
    Round,
    Target,
)
from test_hostile_answers import ANSWERS, filled

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CODES = st.text("34679CDFGHJKMNPQRTWX", min_size=6, max_size=6)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
VALUES = {
    "A1": ["1", "2", "3", "na", "dk", None],
    "A2": ["1", "2", "3", "na", "dk", None],
    "B1": ["yes", "no", "na", "dk", None],
    "B2": ["yes", "no", None],
}
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        item: st.builds(Answer, st.sampled_from(values), TEXT, TEXT, st.sampled_from([None, 0, 1, 2, 3]))
        for item, values in VALUES.items()
    }
    | {"A3": st.builds(Answer, TEXT.map(str.strip).filter(bool), TEXT)},
)
TIMES = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
PEOPLE = st.dictionaries(
    CODES,
    st.tuples(st.sampled_from([None, "staff"]), st.sampled_from(["en", "da", "sv"]), GIVEN, st.booleans(), TIMES),
    max_size=4,
)
ROWS = st.lists(st.fixed_dictionaries({"bulb": TEXT.map(str.strip).filter(bool)}, optional={"kind": TEXT}), max_size=3)
ROUNDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": TEXT,
        "mode": st.sampled_from(["open", "anonymous"]),
        "k": st.integers(5, 20),
        "invited": st.none() | st.integers(0, 1000),
        "opened": st.none() | DAYS,
        "closed": st.none() | DAYS,
        "targets": st.lists(
            st.builds(Target, st.just("A"), st.integers(0, 100 * POINT), TEXT, TEXT, st.none() | DAYS), max_size=1
        ).map(tuple),
        "actions": st.lists(
            st.builds(PlannedAction, st.sampled_from(["A1", "B1"]), TEXT, TEXT, st.none() | DAYS, TEXT, TEXT),
            max_size=2,
        ).map(tuple),
    }
)


@st.composite
def stored_rounds(draw: st.DrawFn) -> StoredRound:
    facts = draw(ROUNDS)
    people = draw(PEOPLE)
    is_anonymous = facts["mode"] == "anonymous"
    responses = tuple(
        Response(Respondent(code, role, language), answers, finished, None if is_anonymous else at)
        for code, (role, language, answers, finished, at) in sorted(people.items())
    )
    rows = [("", values) for values in draw(ROWS)]
    rows += [(code, values) for code in sorted(people)[:1] for values in draw(ROWS)]
    written = tuple(bulb(code, values) for code, values in rows)
    round_ = Round("tiny", "1.0", registers=tuple(one.row for one in written), **facts)
    return StoredRound(round_, "", responses, written, hostile_rounds.QUESTIONNAIRE, "tiny.yaml")


def bulb(code: str, values: dict[str, str]) -> WrittenRow:
    return WrittenRow(RegisterRow("bulbs", values), code)


def written_to(path: Path, rounds: list[StoredRound]) -> Contents:
    """The rounds in a file of their own, as it says they are."""
    with AssessmentFile.create(path, Organisation("Fjordby", "da", "Ida")) as file:
        for stored in rounds:
            facts = replace(stored.round, closed=None, registers=())
            begun = file.add_round(facts, hostile_rounds.QUESTIONNAIRE, "tiny.yaml")
            file.bring_in(begun, stored.responses, [(one.respondent, one.row) for one in stored.rows])
            if stored.round.closed:
                file.change_round(replace(begun, closed=stored.round.closed))
        return contents_of(file)


@settings(max_examples=25)
@given(st.lists(stored_rounds(), min_size=1, max_size=2))
def test_an_export_is_read_back_exactly(rounds: list[StoredRound]) -> None:
    with TemporaryDirectory() as name:
        before = written_to(Path(name) / "a.servicecheck", rounds)
    document = export_document.written(before)
    after = export_document.read(json_document.read(document.decode(), "a.json"), "a.json")

    for there, here in zip(after.rounds, before.rounds, strict=True):
        assert there.round == here.round
        assert there.responses == here.responses
        assert there.rows == here.rows
        assert there.questionnaire_hash == here.questionnaire_hash
    assert after.organisation == before.organisation
    assert export_document.written(after) == document


@settings(max_examples=12)
@given(st.lists(stored_rounds(), min_size=1, max_size=2), st.booleans())
def test_add_on_an_empty_file_restores_what_was_exported(rounds: list[StoredRound], by_file: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
        before = written_to(folder / "a.servicecheck", rounds)
        (folder / "a.json").write_bytes(export_document.written(before))
        shelf = {"XDG_DATA_HOME": str(shelf_with(folder))}
        source = "a.servicecheck" if by_file else "a.json"
        run = servicecheck_here("add", "b.servicecheck", source, folder=folder, environment=shelf)
        assert run.code == 0, run.said
        with AssessmentFile.open(folder / "b.servicecheck", "read") as file:
            assert contents_of(file) == before


def shelf_with(folder: Path) -> Path:
    """A user's own folder of questionnaires with the tiny one in it."""
    shelf = folder / "servicecheck" / "questionnaires"
    shelf.mkdir(parents=True)
    (shelf / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    return folder


def test_the_tables_of_a_folder_come_back_through_add(tmp_path: Path) -> None:
    people = {
        "CDFGHJ": {"A1": Answer("2", "=1+1", "seen", 2), "A3": Answer("@x\r\ny")},
        "46CDHX": {"B1": Answer("yes")},
    }
    responses = tuple(Response(Respondent(code, "", "da"), answers, True) for code, answers in people.items())
    responses = tuple(replace(one, respondent=replace(one.respondent, role=None)) for one in responses)
    rows = (bulb("", {"bulb": "+1", "kind": "-x"}), bulb("46CDHX", {"bulb": "Lamp"}))
    before = written_to(
        tmp_path / "a.servicecheck",
        [StoredRound(Round("tiny", "1.0", mode="open"), "", responses, rows, hostile_rounds.QUESTIONNAIRE)],
    )
    (tmp_path / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    out = servicecheck_here("export", "a.servicecheck", "--to", "csv", folder=tmp_path)
    names = out.stdout.split()
    begin = ("-q", "tiny.yaml", "--mode", "open")
    first = servicecheck_here("add", "b.servicecheck", "a-export/round-1-answers.csv", *begin, folder=tmp_path)
    then = servicecheck_here("add", "b.servicecheck", "a-export/round-1-register-bulbs.csv", folder=tmp_path)

    assert names == [f"a-export/{name}.csv" for name in ("rounds", "round-1-answers", "round-1-register-bulbs")]
    assert (first.code, then.code) == (0, 0), first.said + then.said
    with AssessmentFile.open(tmp_path / "b.servicecheck", "read") as file:
        (after,) = contents_of(file).rounds
    (expected,) = before.rounds
    assert [replace(one, last_answer=None) for one in after.responses] == list(expected.responses)
    assert after.rows == expected.rows


@pytest.mark.promise("P41")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_what_is_exported_is_for_the_owner_only_and_said_to_hold_everybodys_answers(tmp_path: Path) -> None:
    filled(tmp_path, "plain")
    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        is_anonymous = any(round_.mode == "anonymous" for round_ in file.rounds())
    before = os.umask(0)
    try:
        runs = [
            servicecheck_here("export", "a.servicecheck", "--to", kind, folder=tmp_path) for kind in ("json", "csv")
        ]
    finally:
        os.umask(before)
    made = [tmp_path / line for run in runs for line in run.stdout.splitlines()]

    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert stat.S_IMODE((tmp_path / "a-export").stat().st_mode) == 0o700
    assert all(("code by code" in run.stderr) == is_anonymous for run in runs)


def test_the_sentence_on_anonymous_answers_goes_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("LE-A1\n2\n")
    servicecheck_here("add", "a.servicecheck", "answers.csv", "-q", "low-effort", folder=tmp_path)
    run = servicecheck_here("export", "a.servicecheck", folder=tmp_path)

    assert "code by code" in run.stderr
    assert run.stdout == "a-export.json\n"


@pytest.mark.promise("P24")
def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    filled(tmp_path, "plain")
    first = servicecheck_here("export", "a.servicecheck", folder=tmp_path)
    second = servicecheck_here("export", "a.servicecheck", folder=tmp_path)
    named = servicecheck_here("export", "a.servicecheck", "-o", "a-export.json", folder=tmp_path)
    (tmp_path / "link.json").symlink_to(tmp_path / "elsewhere.json")
    linked = servicecheck_here("export", "a.servicecheck", "-o", "link.json", "--force", folder=tmp_path)
    forced = servicecheck_here("export", "a.servicecheck", "-o", "a-export.json", "--force", folder=tmp_path)

    assert (first.stdout, second.stdout) == ("a-export.json\n", "a-export-2.json\n")
    assert (named.code, linked.code, forced.code) == (2, 2, 0)
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.promise("P20")
@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_hostile_texts_go_out_as_text_and_come_back(name: str, tmp_path: Path) -> None:
    text = ANSWERS[name]
    filled(tmp_path, text)
    for kind in ("json", "csv"):
        run = servicecheck_here("export", "a.servicecheck", "--to", kind, folder=tmp_path)
        assert run.code == 0, run.said
    document = json.loads((tmp_path / "a-export.json").read_text("utf-8"))
    answers = [
        one for round_ in document["rounds"] for person in round_["respondents"] for one in person["answers"].values()
    ]

    assert any(one["note"] == text for one in answers)
    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        expected = contents_of(file).rounds
    path = tmp_path / "a-export.json"
    assert export_document.read(json_document.read(path.read_text("utf-8"), "a"), "a").rounds == tuple(
        replace(one, questionnaire=None, name="") for one in expected
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "newer version"),
        ({"version": "x"}, "version"),
        ({"organisation": {"name": 1}}, ""),
        ({"organisation": 3}, "organisation"),
        ({"extra": 1}, "extra"),
        ({"rounds": [{}]}, "rounds.0"),
    ],
)
def test_a_document_that_is_no_export_is_refused_with_the_place(
    change: dict[str, object], said: str, tmp_path: Path
) -> None:
    document = json.loads(export_document.written(Contents(Organisation(), ())).decode()) | change
    (tmp_path / "a.json").write_text(json.dumps(document))
    run = servicecheck_here("add", "b.servicecheck", "a.json", folder=tmp_path)

    assert "Traceback" not in run.said
    if said:
        assert run.code == 2
        assert said in run.stderr


def test_a_round_on_another_questionnaire_of_the_same_name_is_not_restored(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("LE-A1\n2\n")
    servicecheck_here("add", "a.servicecheck", "answers.csv", "-q", "low-effort", folder=tmp_path)
    servicecheck_here("export", "a.servicecheck", folder=tmp_path)
    text = (tmp_path / "a-export.json").read_text("utf-8")
    document = json.loads(text)
    document["rounds"][0]["questionnaire"]["hash"] = "0" * 64
    (tmp_path / "other.json").write_text(json.dumps(document))
    run = servicecheck_here("add", "b.servicecheck", "other.json", folder=tmp_path)

    assert run.code == 2
    assert "is another one" in " ".join(run.stderr.split())
    assert not (tmp_path / "b.servicecheck").exists()


def test_answers_of_an_export_can_be_added_to_a_round_that_has_some(tmp_path: Path) -> None:
    for name, code in (("a", "46CDHX"), ("b", "CDFGHJ")):
        (tmp_path / "answers.csv").write_text(f"respondent,LE-A1\n{code},2\n")
        servicecheck_here("add", f"{name}.servicecheck", "answers.csv", "-q", "low-effort", folder=tmp_path)
    servicecheck_here("export", "a.servicecheck", folder=tmp_path)
    run = servicecheck_here("add", "b.servicecheck", "a-export.json", folder=tmp_path)
    again = servicecheck_here("add", "b.servicecheck", "a-export.json", folder=tmp_path)

    assert (run.code, again.code) == (0, 1), run.said + again.said
    with AssessmentFile.open(tmp_path / "b.servicecheck", "read") as file:
        assert [one.respondent.code for one in file.responses(file.rounds()[0])] == ["46CDHX", "CDFGHJ"]


def test_half_an_export_is_refused() -> None:
    with pytest.raises(InvalidFile):
        json_document.read('{"format": "servicecheck-export", "version": 1', "a.json")
