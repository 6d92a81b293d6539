"""The interview on pages: what is asked and kept is what it is at the terminal, whatever a browser sends."""

from pathlib import Path

import pytest

from browser_interview import Sitting, sitting
from servicecheck.cli.seat import Seat
from servicecheck.errors import StorageError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Words
from servicecheck.response import Answer, PlannedAction, Round
from terminal_person import answers, responses

EVERY_KIND = Path(__file__).parent / "files" / "every-kind.yaml"
HOSTILE = sorted((Path(__file__).parent / "files" / "hostile" / "answers").glob("*.txt"))


def begun(here: Sitting, mode: str = "own") -> None:
    """Go to the first question."""
    here.person.opens(mode)
    here.person.send()
    if mode != "own":
        here.person.send(pick="leader")
        here.person.send()


def answered(here: Sitting, *, until: str = "/review") -> None:
    """Answer one question of every kind, up to a page."""
    fields = {
        "R1": {"answer": "2.5", "evidence": "Asked  three", "grade": "2", "note": "A <b>note</b>"},
        "C1": {"answer": "y"},
        "M1": {"answer": ["x", "y"]},
        "Y1": {"answer": "yes"},
        "N1": {"answer": "2,5" if here.visit.host.words.language != "en" else "2.5"},
        "T1": {"answer": "One line\r\nand another"},
        "R2": {"other": "", "answer": "dk"},
    }
    while here.person.path != until:
        here.person.send(**fields.get(here.person.path.rpartition("/")[2], {}))  # type: ignore[arg-type]


def test_every_kind_of_question_is_kept_as_at_the_terminal(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here)
        assert "Phone and Mail" in here.person.text
        assert "in between Good and World-class" in here.person.text
        here.person.send("finish")

    assert here.handed_in.path == tmp_path / "here.servicecheck"
    (person,) = responses(here.handed_in.path)
    assert person.finished
    assert person.answers == {
        "R1": Answer("2.5", "A <b>note</b>", "Asked three", 2),
        "C1": Answer("y"),
        "M1": Answer("x|y"),
        "Y1": Answer("yes"),
        "N1": Answer("2.5"),
        "T1": Answer("One line\nand another"),
        "R2": Answer("dk"),
    }


def test_an_answer_is_on_the_disk_before_the_next_page_shows(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        for number in range(1, 6):
            here.person.answer("2")
            assert len(answers(tmp_path / "here.servicecheck")) == number


@pytest.mark.parametrize("language", ["da", "sv"])
def test_the_pages_speak_the_language_that_is_chosen_on_the_first(tmp_path: Path, language: str) -> None:
    with sitting(tmp_path, "low-effort") as here:
        here.person.send("", language=language)
        assert f'<html lang="{language}"' in here.person.page.text
        begun(here)
        assert Words(language)("iv_question_of", number=1, total=16) in here.person.text  # type: ignore[arg-type]

    with AssessmentFile.open(tmp_path / "here.servicecheck", "read") as file:
        assert file.organisation.language == language
    assert responses(tmp_path / "here.servicecheck")[0].respondent.language == language


def test_who_saves_and_quits_goes_on_where_the_answers_end(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("3")
        here.person.send("quit", answer="1")
        assert "servicecheck run" in here.person.text
    assert here.outcome == [None]

    with sitting(tmp_path, str(tmp_path / "here.servicecheck")) as again:
        assert again.person.path == "/resume"
        assert "2 of 16" in again.person.text
        again.person.send("continue")
        assert again.person.path == "/question/LE-A3"
        again.person.go("/question/LE-A2")
        assert 'value="1" checked' in again.person.page.text


def test_who_comes_back_may_look_at_the_answers_first_and_go_on_from_there(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("3")

    with sitting(tmp_path, str(tmp_path / "here.servicecheck")) as again:
        again.person.send("see_answers")
        assert again.person.path == "/review"
        assert Words("en")("iv_finish") not in again.person.text
        again.person.send("finish")
        assert again.person.path == "/question/LE-A2"


def test_starting_over_begins_a_file_beside_the_old_one(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("3")

    with sitting(tmp_path, str(tmp_path / "here.servicecheck")) as again:
        again.person.send("start_over")
        assert again.person.path == "/welcome"
        again.person.opens()

    assert (tmp_path / "here-2.servicecheck").exists()
    assert answers(tmp_path / "here.servicecheck") == {"LE-A1": Answer("3")}


def test_a_question_that_was_answered_in_another_window_is_answered_again_and_no_other(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("3")
        here.person.answer("3")
        here.person.send(path="/question/LE-A1", answer="1")
        assert here.person.path == "/question/LE-A2"
        here.person.send(path="/notice")
        here.person.go("/question/nobody-has-this")
        assert here.person.path == "/question/LE-A2"

    kept = answers(tmp_path / "here.servicecheck")
    assert {item: answer.value for item, answer in kept.items()} == {"LE-A1": "1", "LE-A2": "3"}


def test_going_back_keeps_what_was_picked_and_written(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        here.person.answer("1")
        here.person.send("back", answer="x", note="Not sure")
        assert here.person.path == "/question/R1"
        here.person.send("back")
        assert here.person.path == "/question/R1"

    kept = answers(tmp_path / "here.servicecheck")
    assert kept == {"R1": Answer("1"), "C1": Answer("x", "Not sure")}


def test_a_question_that_was_only_looked_at_counts_as_not_shown(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        here.person.answer("1")
        here.person.send("back")

    assert list(answers(tmp_path / "here.servicecheck")) == ["R1"]


def test_skipping_leaves_a_question_open_and_emptying_a_field_takes_the_answer_away(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        here.person.send("skip")
        answered(here, until="/question/T1")
        here.person.answer("Something")
        here.person.send(path="/question/T1", answer="")

    kept = answers(tmp_path / "here.servicecheck")
    assert kept["R1"].value is None
    assert kept["T1"].value is None


@pytest.mark.parametrize(
    ("item", "sent", "wording"),
    [
        ("R1", {}, "err_choose_one"),
        ("R1", {"answer": "7"}, "err_choose_one"),
        ("R1", {"answer": ["1", "2"]}, "form_alone"),
        ("C1", {"answer": "z"}, "err_choose_one"),
        ("M1", {}, "err_choose_one"),
        ("M1", {"answer": "x", "other": "none"}, "form_alone"),
        ("M1", {"answer": ["x", "z"]}, "err_choose_one"),
        ("Y1", {}, "err_choose_one"),
        ("N1", {"answer": "3", "other": "dk"}, "form_alone"),
    ],
)
def test_what_is_no_answer_is_said_on_the_page_and_not_kept(
    tmp_path: Path, item: str, sent: dict[str, str | list[str]], wording: str
) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here, until=f"/question/{item}")
        here.person.send(note="Still here", **sent)  # type: ignore[arg-type] # none of them is the path
        assert here.person.path == f"/question/{item}"
        assert Words("en")(wording) in here.person.text
        assert "Error: " in here.person.page.text
        assert "Still here" in here.person.text

    assert item not in answers(tmp_path / "here.servicecheck")


def test_a_number_out_of_range_stands_in_its_field_until_it_is_right(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here, until="/question/N1")
        here.person.answer("99")
        assert "Write a number from 0 to 50." in here.person.text
        assert 'value="99"' in here.person.page.text
        here.person.answer("9")
        assert here.person.path == "/question/T1"


def test_a_note_is_as_long_as_a_report_has_room_for(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        here.person.send(answer="2", note="x" * 2_001)
        assert "There is room for 2,000 characters." in here.person.text or "2000 characters" in here.person.text
        assert "x" * 2_001 in here.person.text
        here.person.send(answer="2", note="x" * 2_000)
        assert here.person.path == "/question/C1"


def test_a_question_whose_condition_no_longer_holds_is_not_asked(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here)
        here.person.send(path="/question/Y1", answer="no")
        assert here.person.path == "/review"
        assert "Only if yes" not in here.person.text
        here.person.go("/question/R2")
        assert here.person.path == "/review"


def test_rows_of_a_table_are_written_changed_and_removed(tmp_path: Path) -> None:
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here, until="/table/cases")
        row = {"cell.what": "Lost", "cell.how": "3", "cell.day": "2026-03-01", "cell.which": "r1"}
        here.person.send("keep", **row)
        assert Words("en")("err_required") in here.person.text
        assert 'value="Lost"' in here.person.page.text
        here.person.send("keep", **row, **{"cell.ok": "yes", "cell.kind": "b"})
        here.person.send("keep", **{"cell.what": "Late", "cell.ok": "no"})
        here.person.send("keep", **{"cell.what": "Gone", "cell.ok": "no"})
        here.person.send("change 0")
        assert 'name="row" value="0"' in here.person.page.text
        here.person.send("next", row="0", **{**row, "cell.ok": "no", "cell.what": "Lost again"})
        assert here.person.path == "/question/R2"
        here.person.send("remove 1", path="/table/cases")

    with AssessmentFile.open(tmp_path / "here.servicecheck", "read") as file:
        (round_,) = file.rounds()
        rows = [one.values for one in file.register(round_, "cases", responses(file.path)[0].respondent.code)]
    assert rows == [
        {"what": "Lost again", "how": "3", "ok": "no", "day": "2026-03-01", "which": "R1"},
        {"what": "Gone", "ok": "no"},
    ]


def test_hostile_texts_are_inert_on_every_page(tmp_path: Path) -> None:
    texts = [path.read_bytes().decode("utf-8", "replace").replace("\0", "")[:1_900] for path in HOSTILE]
    pages: list[str] = []
    with sitting(tmp_path, str(EVERY_KIND), organisation="<script>alert(1)</script>") as here:
        here.person.send()
        here.person.send(pick="own")
        here.person.send()
        pages.append(here.person.page.text)
        for text in texts:
            here.person.send(path="/question/R1", answer="1", evidence=text, note=text)
            here.person.send(path="/question/N1", answer=text)
            pages.append(here.person.page.text)
            here.person.go("/question/R1")
            pages.append(here.person.page.text)
        here.person.send("keep", path="/table/cases", **{"cell.what": texts[0][:400], "cell.ok": "yes"})
        pages.append(here.person.page.text)
        here.person.go("/review")
        pages.append(here.person.page.text)
    marks = ("<script", "<img", "<iframe", "<svg onload", 'onerror="', "<style")
    assert not [mark for page in pages for mark in marks if mark in page]


def test_a_group_is_told_who_sees_what_and_gets_a_code_to_go_on_with(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        here.person.opens("anonymous")
        assert here.person.path == "/notice"
        assert "fewer than 5" in here.person.text
        here.person.send()
        assert here.person.path == "/role"
        here.person.send()
        assert Words("en")("err_choose_one") in here.person.text
        here.person.send(pick="leader")
        assert here.person.path == "/your-code"
        here.person.send()
        here.person.answer("2")

    (person,) = responses(tmp_path / "here.servicecheck")
    assert person.respondent.role == "leader"
    with sitting(tmp_path, str(tmp_path / "here.servicecheck")) as again:
        assert again.person.path == "/code"
        again.person.send(text="ZZZZZZ")
        assert Words("en")("iv_web_code_unknown") in again.person.text
        again.person.send(text=person.respondent.code.lower())
        assert again.person.path == "/resume"


def test_another_person_in_an_own_round_waits_for_the_first_ones_consent(tmp_path: Path) -> None:
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("2")
    path = tmp_path / "here.servicecheck"

    with sitting(tmp_path, str(path), is_new=True) as refusing:
        assert refusing.person.path == "/open"
        refusing.person.send("no")
        assert Words("en")("round_stays_own") in refusing.person.text
    with sitting(tmp_path, str(path), is_new=True) as agreeing:
        agreeing.person.send("yes")
        assert agreeing.person.path == "/welcome"

    with AssessmentFile.open(path, "read") as file:
        assert [round_.mode for round_ in file.rounds()] == ["open"]


def test_what_came_of_the_last_rounds_actions_is_kept_page_by_page(tmp_path: Path) -> None:
    path = tmp_path / "here.servicecheck"
    with sitting(tmp_path, "low-effort") as here:
        begun(here)
        here.person.answer("2")
    with AssessmentFile.open(path) as file:
        (round_,) = file.rounds()
        due = round_.opened
        actions = (PlannedAction("LE-A1", "Call back", "Ida", due, measure="Calls", today="2/10", goal="8/10"),)
        file.change_round(Round(**{**vars(round_), "actions": actions}))

    with sitting(tmp_path, str(path), is_next=True) as again:
        again.person.send()
        assert again.person.path == "/last-time/1"
        assert "Call back" in again.person.text
        again.person.send(status="done", result="7/10")
        assert again.person.path == "/who-sees"

    with AssessmentFile.open(path, "read") as file:
        (action,) = file.rounds()[0].actions
    assert (action.status, action.result) == ("done", "7/10")


def test_a_disk_that_refuses_leaves_everything_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("The disk is full.")

    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        with monkeypatch.context() as full:
            full.setattr(Seat, "save_answer", refuse)
            here.person.send(answer="2", note="Written once")
            assert Words("en")("iv_web_not_saved") in here.person.text
            assert 'value="2" checked' in here.person.page.text
            assert "Written once" in here.person.text
        here.person.send(answer="2", note="Written once")
        assert here.person.path == "/question/C1"


def test_who_has_handed_in_may_correct_as_long_as_the_round_is_open(tmp_path: Path) -> None:
    path = tmp_path / "here.servicecheck"
    with sitting(tmp_path, str(EVERY_KIND)) as here:
        begun(here)
        answered(here)
        here.person.send("finish")
    with sitting(tmp_path, str(path)) as again:
        assert again.person.path == "/review"
        assert Words("en")("iv_finished_already") in again.person.text
        again.person.send(path="/question/C1", answer="x")
        assert again.person.path == "/review"
        again.person.send("finish")

    assert again.handed_in.round_number == 1
    assert answers(path)["C1"].value == "x"
