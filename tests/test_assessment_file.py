"""What an assessment file keeps, what it does not keep, and what may still change."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sample_assessment import ANONYMOUS, OPEN, ORGANISATION, QUESTIONNAIRE, WHEN, content, fill, with_plans
from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import CUSTOMER, Answer, Brand, Organisation, RegisterRow, Respondent, Round

HOSTILE = Path(__file__).parent / "files" / "hostile" / "answers"
HAVNEN = Organisation("Havnens Cykler", "da", "Mette")
OWN = Round("low-effort", "1.2")
TOKEN = "Zq7-planted-token"


def hostile_texts() -> list[str]:
    """Every file of the corpus, and every name in its list of names."""
    files = [file.read_bytes().decode() for file in sorted(HOSTILE.glob("*.txt"))]
    return files + [json.loads(line) for line in (HOSTILE / "respondent_names.jsonl").read_text().splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "havnen.servicecheck"


@pytest.fixture
def file(path: Path) -> Iterator[AssessmentFile]:
    with AssessmentFile.create(path, HAVNEN) as file:
        yield file


def begin(file: AssessmentFile, round_: Round = OPEN) -> Round:
    return file.add_round(round_, QUESTIONNAIRE, "low-effort.yaml")


def answered(file: AssessmentFile, round_: Round) -> Respondent:
    person = file.add_respondent(round_, "staff", "da")
    file.save_answer(round_, person.code, "LE-A1", Answer("2.5", "a note", "a log", 2), WHEN)
    return person


# What is kept


def test_everything_is_read_back_as_it_was_saved(path: Path) -> None:
    said = fill(path)

    assert said.organisation == ORGANISATION
    assert [replace(r, targets=(), actions=(), registers=()) for r in said.rounds] == [
        OPEN,
        replace(ANONYMOUS, number=2),
    ]
    assert all(replace(round_, registers=()) == with_plans(replace(round_, registers=())) for round_ in said.rounds)
    assert said.questionnaires == (("low-effort.yaml", QUESTIONNAIRE),) * 2
    assert [len(people) for people in said.responses] == [3, 3]
    assert said.positions == ("LE-A4",) * 6


def test_a_response_holds_what_was_answered(file: AssessmentFile) -> None:
    round_ = begin(file)
    person = answered(file, round_)
    file.finish(round_, person.code)

    (response,) = file.responses(round_)

    assert response.respondent == Respondent(person.code, "staff", "da")
    assert response.answers == {"LE-A1": Answer("2.5", "a note", "a log", 2)}
    assert response.finished
    assert response.last_answer == WHEN


def test_a_later_answer_takes_the_place_of_an_earlier_one(file: AssessmentFile) -> None:
    round_ = begin(file)
    person = answered(file, round_)

    file.save_answer(round_, person.code, "LE-A1", Answer(None))

    assert file.responses(round_)[0].answers == {"LE-A1": Answer(None)}


def test_a_register_holds_what_each_person_wrote_last(file: AssessmentFile) -> None:
    round_ = begin(file)
    one, other = file.add_respondent(round_), file.add_respondent(round_)
    rows = [RegisterRow("mistakes", {"what": f"row {number}"}) for number in range(12)]
    file.save_register(round_, "mistakes", rows, one.code)
    file.save_register(round_, "mistakes", rows[:2], other.code)

    file.save_register(round_, "mistakes", rows[3:], one.code)

    assert file.register(round_, "mistakes", one.code) == tuple(rows[3:])
    assert len(file.rounds()[0].registers) == 11


def test_customers_join_an_own_round_and_are_no_second_person(file: AssessmentFile) -> None:
    own = begin(file, OWN)
    for role in (CUSTOMER, "staff", CUSTOMER):
        file.add_respondent(own, role)

    with pytest.raises(ServicecheckError, match="one person's own"):
        file.add_respondent(own, "leader")
    assert sorted(str(one.respondent.role) for one in file.responses(own)) == [CUSTOMER, CUSTOMER, "staff"]


def test_what_a_report_looks_like_can_be_changed_and_taken_away(file: AssessmentFile) -> None:
    file.save_organisation(ORGANISATION)
    assert file.organisation == ORGANISATION

    file.save_organisation(HAVNEN)
    assert file.organisation.brand == Brand()


@pytest.mark.promise("P6")
def test_the_questionnaire_stays_as_it_was_when_the_round_began(path: Path) -> None:
    """The library's copy may get other texts, ids and orders; answers go by item id, on the questionnaire kept here."""
    with AssessmentFile.create(path, HAVNEN) as file:
        first = begin(file)
        person = answered(file, first)
        second = file.add_round(
            replace(OPEN, questionnaire_version="2.0"), b"id: low-effort\nversion: 2.0\n", "le.yaml"
        )

    with AssessmentFile.open(path) as file:
        assert file.questionnaire_bytes(first) == QUESTIONNAIRE
        assert file.questionnaire_bytes(second) == b"id: low-effort\nversion: 2.0\n"
        assert file.rounds()[0].questionnaire_version == "1.2"
        assert file.responses(first)[0].respondent == person
        assert file.responses(second) == ()


@pytest.mark.parametrize("text", hostile_texts(), ids=lambda text: ascii(text[:20]))
def test_a_hostile_answer_is_read_back_as_it_was_typed(path: Path, text: str) -> None:
    with AssessmentFile.create(path, Organisation(text, "da", text)) as file:
        round_ = begin(file, replace(OPEN, title=text, k_reason=text))
        person = file.add_respondent(round_, text, text)
        file.save_answer(round_, person.code, text, Answer(text, text, text))
        file.save_register(round_, text, [RegisterRow(text, {text: text})], person.code)
        file.save_position(round_, person.code, text)

    said = content(path)

    assert said.organisation == Organisation(text, "da", text)
    assert (said.rounds[0].title, said.rounds[0].k_reason) == (text, text)
    assert said.rounds[0].registers == (RegisterRow(text, {text: text}),)
    assert said.responses[0][0].answers == {text: Answer(text, text, text)}
    assert said.responses[0][0].respondent == Respondent(person.code, text, text)
    assert said.positions == (text,)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text(), st.integers(0, 3))
def test_any_text_is_read_back_as_it_was_typed(file: AssessmentFile, note: str, item: str, grade: int) -> None:
    round_ = file.rounds()[0] if file.rounds() else begin(file)
    person = file.add_respondent(round_)

    file.save_answer(round_, person.code, item, Answer("1", note, note, grade))

    assert {r.respondent: r.answers for r in file.responses(round_)}[person] == {item: Answer("1", note, note, grade)}


def test_bytes_that_are_no_letters_are_refused_and_nothing_is_lost(path: Path) -> None:
    with AssessmentFile.create(path, HAVNEN) as file:
        round_ = begin(file)
        person = answered(file, round_)

        with pytest.raises(ServicecheckError, match="Type it anew"):
            file.save_answer(round_, person.code, "LE-A1", Answer("1", note="caf\udce9"))

        assert file.responses(round_)[0].answers["LE-A1"].note == "a note"
    assert content(path).responses[0][0].answers["LE-A1"].note == "a note"


# People


def test_codes_cannot_be_misread_and_are_never_given_twice(file: AssessmentFile) -> None:
    rounds = [begin(file), begin(file)]
    codes = [file.add_respondent(round_).code for round_ in rounds for _ in range(25)]

    assert len(set(codes)) == 50
    assert {len(code) for code in codes} == {6}
    assert not set("".join(codes)) & set("0O1ILSZB258UVAEY")


def test_somebody_comes_back_in_a_later_round_under_the_same_code(file: AssessmentFile) -> None:
    person = answered(file, begin(file))
    later = begin(file)

    again = file.add_respondent(later, "staff", "da", person.code)

    assert again == person
    assert [response.answers for response in file.responses(later)] == [{}]
    with pytest.raises(ServicecheckError, match="already been used in round 2"):
        file.add_respondent(later, code=person.code)


def test_an_own_round_takes_one_person_until_it_is_opened(file: AssessmentFile) -> None:
    round_ = begin(file, OWN)
    answered(file, round_)

    with pytest.raises(ServicecheckError, match="one person's own"):
        file.add_respondent(round_)
    assert file.open_to_others(round_).mode == "open"
    file.add_respondent(round_)
    assert len(file.responses(round_)) == 2


def test_nobody_is_invented(file: AssessmentFile) -> None:
    round_ = begin(file)

    for refused in (
        lambda: file.save_answer(round_, "NOBODY", "LE-A1", Answer("1")),
        lambda: file.save_position(round_, "NOBODY", "LE-A1"),
        lambda: file.finish(round_, "NOBODY"),
        lambda: file.save_register(round_, "mistakes", [], "NOBODY"),
        lambda: file.erase_person(round_, "NOBODY"),
        lambda: file.add_respondent(replace(round_, number=7)),
    ):
        with pytest.raises(ServicecheckError, match=r"NOBODY|There is no round 7"):
            refused()


def test_nothing_is_added_to_a_closed_round(file: AssessmentFile) -> None:
    round_ = begin(file)
    person = answered(file, round_)
    closed = file.change_round(replace(round_, closed=date(2026, 11, 30)))

    with pytest.raises(ServicecheckError, match="closed on 2026-11-30"):
        file.save_answer(closed, person.code, "LE-A2", Answer("1"))
    with pytest.raises(ServicecheckError, match="closed on 2026-11-30"):
        file.add_respondent(closed)
    with pytest.raises(ServicecheckError, match="closed on 2026-11-30"):
        file.save_register(closed, "mistakes", [RegisterRow("mistakes", {"what": "a bill"})], person.code)


def test_the_organisation_writes_in_the_registers_of_a_closed_round(file: AssessmentFile) -> None:
    round_ = begin(file)
    rows = [RegisterRow("mistakes", {"what": "a bill"})]
    closed = file.change_round(replace(round_, closed=date(2026, 11, 30)))
    file.save_register(closed, "mistakes", rows)
    file.bring_in(closed, (), [("", RegisterRow("mistakes", {"what": "a visit"}))])

    assert {row.values["what"] for row in file.register(closed, "mistakes")} == {"a bill", "a visit"}


# What people were told


@pytest.mark.promise("P42")
def test_k_and_mode_are_free_until_the_first_answer(file: AssessmentFile) -> None:
    round_ = begin(file, ANONYMOUS)

    changed = file.change_round(replace(round_, k=3, k_reason="a small shop"))

    assert file.change_round(replace(changed, mode="open")).mode == "open"


@pytest.mark.promise("P42")
def test_k_can_be_raised_but_not_lowered_after_the_first_answer(file: AssessmentFile) -> None:
    round_ = begin(file, ANONYMOUS)
    answered(file, round_)

    assert file.change_round(replace(round_, k=6)).k == 6
    with pytest.raises(ServicecheckError, match="groups under 6 are not shown"):
        file.change_round(replace(round_, k=5))
    assert file.rounds()[0].k == 6


@pytest.mark.promise("P42")
@pytest.mark.parametrize("before", [OWN, OPEN, ANONYMOUS], ids=lambda round_: round_.mode)
def test_the_mode_stays_after_the_first_answer(file: AssessmentFile, before: Round) -> None:
    round_ = begin(file, before)
    answered(file, round_)

    for other in (OWN, OPEN, ANONYMOUS):
        if other.mode != before.mode:
            with pytest.raises(ServicecheckError, match="Begin a new round"):
                file.change_round(replace(round_, mode=other.mode))


@pytest.mark.promise("P42")
def test_an_anonymous_round_is_never_opened(file: AssessmentFile) -> None:
    with pytest.raises(ServicecheckError, match="anonymous already"):
        file.open_to_others(begin(file, ANONYMOUS))


@pytest.mark.parametrize(
    "wrong",
    [{"k": 2}, {"k": 21}, {"k": 4}, {"k": 4, "k_reason": "  "}, {"invited": -1}, {"invited": 10**30}],
    ids=str,
)
def test_a_round_that_cannot_be_is_refused(file: AssessmentFile, wrong: dict[str, object]) -> None:
    with pytest.raises(ServicecheckError):
        begin(file, replace(ANONYMOUS, **wrong))  # type: ignore[arg-type]  # each is a field of Round

    assert file.rounds() == ()


# Privacy


@pytest.mark.promise("P41")
def test_only_the_owner_can_read_the_file_its_lock_and_its_journal(path: Path) -> None:
    old = os.umask(0)
    try:
        with AssessmentFile.create(path, HAVNEN) as file:
            begin(file)
            modes = {left.name: stat.S_IMODE(left.stat().st_mode) for left in path.parent.iterdir()}
    finally:
        os.umask(old)

    assert modes == {path.name: 0o600, f"{path.name}.lock": 0o600}


@pytest.mark.promise("P41")
def test_no_time_and_no_order_of_an_anonymous_person_is_kept(path: Path) -> None:
    with AssessmentFile.create(path, HAVNEN) as file:
        round_ = begin(file, ANONYMOUS)
        people = [answered(file, round_) for _ in range(8)]

        assert [response.last_answer for response in file.responses(round_)] == [None] * 8
        assert [response.respondent.code for response in file.responses(round_)] == sorted(p.code for p in people)
    assert b"14:05" not in path.read_bytes()


@pytest.mark.promise("P41")
def test_at_rest_there_is_one_file_and_nothing_else_was_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(elsewhere))

    fill(path)

    assert sorted(os.listdir(path.parent)) == ["elsewhere", path.name]
    assert os.listdir(elsewhere) == []


def planted(path: Path) -> tuple[Round, Respondent]:
    """A file in which one of two people left the token everywhere."""
    with AssessmentFile.create(path, HAVNEN) as file:
        round_ = begin(file)
        answered(file, round_)
        person = file.add_respondent(round_, TOKEN)
        for size in (1, 100, 3_000):
            file.save_answer(round_, person.code, f"LE-{size}", Answer(TOKEN, TOKEN * size, TOKEN))
        file.save_answer(round_, person.code, "LE-100", Answer(None))
        file.save_register(round_, "mistakes", [RegisterRow("mistakes", {"what": TOKEN * 50})], person.code)
        file.save_position(round_, person.code, TOKEN)
    return round_, person


@pytest.mark.promise("P42")
def test_an_erased_person_is_gone_from_the_file_and_the_others_are_not(path: Path) -> None:
    round_, person = planted(path)
    assert TOKEN.encode() in path.read_bytes()

    with AssessmentFile.open(path) as file:
        file.erase_person(round_, person.code)
        (left,) = file.responses(round_)

    assert TOKEN.encode() not in path.read_bytes()
    assert person.code.encode() not in path.read_bytes()
    assert left.answers == {"LE-A1": Answer("2.5", "a note", "a log", 2)}
    assert content(path).responses == ((left,),)
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.promise("P42")
def test_an_answer_that_was_changed_is_overwritten(path: Path) -> None:
    with AssessmentFile.create(path, HAVNEN) as file:
        round_ = begin(file)
        person = file.add_respondent(round_)
        file.save_answer(round_, person.code, "LE-A1", Answer("1", TOKEN * 1_000))
        file.save_answer(round_, person.code, "LE-A1", Answer("1", "kept"))

        assert TOKEN.encode() not in path.read_bytes()


@pytest.mark.promise("P42")
def test_an_erased_round_is_gone_with_its_questionnaire(path: Path) -> None:
    with AssessmentFile.create(path, HAVNEN) as file:
        first = file.add_round(OPEN, TOKEN.encode(), "first.yaml")
        second = begin(file)
        answered(file, first)
        answered(file, second)
        file.erase_round(first)

        assert [round_.number for round_ in file.rounds()] == [2]
        assert file.questionnaire_bytes(second) == QUESTIONNAIRE
    assert TOKEN.encode() not in path.read_bytes()
    assert len(content(path).responses[0]) == 1


@pytest.mark.promise("P42")
def test_when_everything_is_erased_the_file_is_gone(path: Path) -> None:
    planted(path)

    with AssessmentFile.open(path) as file:
        file.erase_all()

    assert os.listdir(path.parent) == []


# New files


@pytest.mark.promise("P24")
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("mine"),
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("elsewhere"),
        lambda path: path.symlink_to(path.name),
    ],
    ids=["file", "folder", "pipe", "link", "loop"],
)
def test_a_new_file_is_never_written_over_or_through_something(path: Path, make: Callable[[Path], object]) -> None:
    make(path)

    with pytest.raises(ServicecheckError, match="is there already"):
        AssessmentFile.create(path, HAVNEN)

    assert os.listdir(path.parent) == [path.name]
    assert not path.is_file() or path.read_text() == "mine"


@pytest.mark.promise("P24")
def test_a_link_in_place_of_lock_or_draft_is_not_followed(path: Path) -> None:
    mine = path.with_name("mine")
    mine.write_text("mine")
    path.with_name(f".{path.name}.new").symlink_to(mine)
    AssessmentFile.create(path, HAVNEN).close()
    path.with_name(f"{path.name}.lock").symlink_to(mine)

    with pytest.raises(StorageError):
        AssessmentFile.open(path)

    assert mine.read_text() == "mine"


def test_a_disk_without_links_gets_a_file_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    AssessmentFile.create(path, HAVNEN).close()

    assert content(path).organisation == HAVNEN
    assert os.listdir(path.parent) == [path.name]


# Disks that go away


@pytest.mark.promise("P3")
def test_a_folder_that_does_not_exist_is_named(path: Path) -> None:
    with pytest.raises(StorageError, match="the folder does not exist"):
        AssessmentFile.create(path.parent / "gone" / path.name, HAVNEN)


@pytest.mark.promise("P3")
@pytest.mark.parametrize("loss", ["deleted", "moved", "replaced", "folder"])
def test_an_answer_into_a_file_that_went_away_is_not_acknowledged(path: Path, loss: str) -> None:
    folder = path.parent / "folder"
    folder.mkdir()
    path = folder / path.name
    with AssessmentFile.create(path, HAVNEN) as file:
        round_ = begin(file)
        person = answered(file, round_)
        match loss:
            case "deleted":
                path.unlink()
            case "moved":
                path.rename(folder / "elsewhere")
            case "replaced":
                (folder / "copy").write_bytes(path.read_bytes())
                (folder / "copy").rename(path)
            case _:
                folder.rename(folder.parent / "elsewhere")

        with pytest.raises(StorageError) as failure:
            file.save_answer(round_, person.code, "LE-A2", Answer("1"))

    assert failure.value.exit_code == 74
    assert str(path) in failure.value.message


@pytest.mark.promise("P3")
def test_a_write_protected_file_is_read_but_not_opened_for_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = fill(path)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(StorageError, match="write-protected"):
        AssessmentFile.open(path)

    assert content(path) == said
    assert os.listdir(path.parent) == [path.name]


def test_a_file_opened_for_reading_cannot_be_changed(path: Path) -> None:
    said = fill(path)

    with AssessmentFile.open(path, "read") as file, pytest.raises(RuntimeError):
        file.save_organisation(Organisation("x"))

    assert content(path) == said


def test_the_last_time_counts(file: AssessmentFile) -> None:
    round_ = begin(file)
    person = answered(file, round_)

    file.save_answer(round_, person.code, "LE-A2", Answer("1"), datetime(2026, 11, 21, 9, 0))

    assert file.responses(round_)[0].last_answer == datetime(2026, 11, 21, 9, 0)
