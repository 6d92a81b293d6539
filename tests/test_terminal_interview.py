"""The interview as lines on a screen: what is asked, may be typed and is said back, in every width and language."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from servicecheck.files import questionnaires
from servicecheck.interview import Interview
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer
from servicecheck.terminal.interview import Dialogue, Quit, Sitting
from servicecheck.terminal.screen import Look, Screen

HOSTILE = sorted((Path(__file__).parent / "files" / "hostile" / "answers").glob("*.txt"))


class Drawer:
    """A keeper in memory that remembers in which order things were kept."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.tables: dict[str, list[dict[str, str]]] = {}

    def save_answer(self, item_id: str, answer: Answer) -> None:
        self.answers[item_id] = answer

    def rows(self, register_id: str) -> Sequence[Mapping[str, str]]:
        return self.tables.get(register_id, [])

    def save_row(self, register_id: str, place: int, values: Mapping[str, str]) -> None:
        self.tables.setdefault(register_id, [])[place : place + 1] = [dict(values)]


class Played:
    """A questionnaire answered with some lines: what stood on the screen, what was kept, how it ended."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        *lines: str,
        language: Language = "en",
        width: int = 80,
        encoding: str = "utf-8",
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        raw = io.BytesIO()
        self.drawer = Drawer()
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
        left = list(lines)

        def read() -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        dialogue = Dialogue(Screen(stream, Look(width)), read, Words(language), is_live=False)
        self.sitting = Sitting(Interview.begin(questionnaire, answers), dialogue, self.drawer)
        self.end = "handed in"
        try:
            self.sitting.run()
        except (Quit, EOFError) as end:
            self.end = type(end).__name__
        stream.flush()
        self.shown = raw.getvalue().decode(encoding)

    @property
    def answers(self) -> dict[str, str | None]:
        return {item: answer.value for item, answer in self.drawer.answers.items()}


@pytest.fixture(scope="module")
def low_effort() -> Questionnaire:
    return questionnaires.load("low-effort")


def small(*items: Mapping[str, object], **more: object) -> Questionnaire:
    start = {"format": "1", "id": "tiny", "version": "1.0", "title": "Tiny"}
    section = {"id": "S", "title": "Section", "items": list(items)}
    return Questionnaire.model_validate({**start, "sections": [section], **more})


YES_NO = {"type": "yes-no", "id": "Y", "text": "Do you log incidents?"}
CHOICE = {
    "type": "choice",
    "id": "C",
    "text": "Why do they choose you?",
    "options": [{"value": "price", "label": "Price"}, {"value": "quality", "label": "Quality"}],
}
SEVERAL = {**CHOICE, "type": "choices", "id": "M"}
NUMBER = {"type": "number", "id": "N", "text": "How many days?", "unit": "days", "minimum": "0", "maximum": "60"}
TEXT = {"type": "text", "id": "T", "text": "Anything else?", "max_length": "20"}


def test_a_question_shows_its_three_anchors_with_the_half_steps_between(low_effort: Questionnaire) -> None:
    shown = Played(low_effort).shown

    assert re.findall(r"^  ([0-9.]+) ", shown, re.M) == ["1", "1.5", "2", "2.5", "3"]
    assert shown.index("▼ Bad") < shown.index("1.5  in between") < shown.index("■ Good") < shown.index("▲ World-class")


def test_the_heading_says_where_one_is(low_effort: Questionnaire) -> None:
    heading = Played(low_effort).shown.splitlines()[0]

    assert heading.startswith("Section 1 of 4: One channel and one person")
    assert heading.endswith("Question 1 of 16")


def test_anchors_stand_side_by_side_from_100_columns(low_effort: Questionnaire) -> None:
    lines = Played(low_effort, width=100).shown.splitlines()

    assert re.fullmatch(r"1  ▼ Bad +2  ■ Good +3  ▲ World-class", lines[4])
    assert [line.split() for line in lines if "in between" in line] == [
        ["1.5", "in", "between", "2.5", "in", "between"]
    ]
    assert "▼ Bad" in Played(low_effort, width=99).shown.splitlines()[4]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize("width", [20, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_screen(
    low_effort: Questionnaire, width: int, encoding: str, language: Language
) -> None:
    words = Words(language)
    typed = ["4", "?", words("iv_key_note"), "x", "1,5", words("iv_key_evidence"), "y", "2", "dk", *["2"] * 13, ""]
    played = Played(low_effort, *typed, width=width, encoding=encoding, language=language)

    assert played.end == "handed in"
    assert [line for line in played.shown.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_ascii_where_the_stream_has_no_more(
    low_effort: Questionnaire, language: Language
) -> None:
    shown = Played(low_effort, "2", "?", language=language, encoding="ascii").shown

    assert "[-]" in shown
    assert "<U+" not in shown


def test_danish_letters_stay_on_a_stream_that_carries_them(low_effort: Questionnaire) -> None:
    shown = Played(low_effort, language="da", encoding="cp1252").shown

    assert "Spørgsmål 1 af 16" in shown
    assert "[-] Dårlig" in shown


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1½", "1 1/2", " 1.5 ", "1.50"])
def test_a_half_step_may_be_written_as_people_write_it(low_effort: Questionnaire, typed: str) -> None:
    assert Played(low_effort, typed).answers == {"LE-A1": "1.5"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "value"), [("dk", "dk"), ("vi", "dk"), ("na", "na"), ("ir", "na"), ("DK", "dk")])
def test_do_not_know_and_not_relevant_are_understood_in_every_language(
    low_effort: Questionnaire, language: Language, typed: str, value: str
) -> None:
    assert Played(low_effort, typed, language=language).answers == {"LE-A1": value}


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "don't know"), ("da", "Ved ikke"), ("sv", "inte relevant hos oss")]
)
def test_the_words_on_the_screen_may_be_typed_too(low_effort: Questionnaire, language: Language, typed: str) -> None:
    assert Played(low_effort, typed, language=language).answers["LE-A1"] in ("dk", "na")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_answer_is_said_back(low_effort: Questionnaire, language: Language) -> None:
    shown = Played(low_effort, "1,5", "1", language=language).shown

    said = {
        "en": ("Saved: 1.5, in between bad and good.", "Saved: 1 ▼ Bad."),
        "da": ("Gemt: 1,5, midt imellem dårlig og god.", "Gemt: 1 ▼ Dårlig."),
        "sv": ("Sparat: 1,5, mitt emellan dålig och bra.", "Sparat: 1 ▼ Dålig."),
    }[language]
    assert all(f"  {one}\n" in shown for one in said)


def test_a_slip_says_what_can_be_typed_and_asks_again(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "4", "2.25", "3")

    assert "4 is not one of the answers. Type 1, 1.5, 2, 2.5, 3, dk or na.\n" in played.shown
    assert "2.25 is not one of the answers." in played.shown
    assert played.answers == {"LE-A1": "3"}


def test_back_shows_the_question_again_with_its_answer_and_an_empty_line_keeps_it(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "1.5", "b", "", "b", "1")

    assert "You answered 1.5, in between bad and good. An empty line keeps it.\n" in played.shown
    assert "  Kept: 1.5, in between bad and good.\n" in played.shown
    assert "  Changed: 1 ▼ Bad.\n" in played.shown
    assert played.answers == {"LE-A1": "1"}


def test_back_at_the_first_question_says_so(low_effort: Questionnaire) -> None:
    assert "This is the first question.\n" in Played(low_effort, "b").shown


@pytest.mark.parametrize("typed", ["b", "back", "BACK"])
def test_a_command_is_its_letter_or_its_word(low_effort: Questionnaire, typed: str) -> None:
    played = Played(low_effort, "2", typed)

    assert played.shown.count("Question 1 of 16") == 2


def test_a_word_of_a_command_in_ascii_is_understood_where_it_was_shown_so(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "bemaerkning", "kun telefon", language="da", encoding="ascii")

    assert played.drawer.answers["LE-A1"].note == "kun telefon"


def test_a_note_is_kept_at_once_and_the_question_stays(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "n", "Only phone orders")

    assert played.drawer.answers == {"LE-A1": Answer(None, "Only phone orders")}
    assert "  Note saved.\n" in played.shown
    assert played.sitting.interview.number == 1


def test_an_empty_note_is_left_out(low_effort: Questionnaire) -> None:
    assert Played(low_effort, "n", "").drawer.answers == {}


def test_a_note_can_be_changed_kept_or_removed(low_effort: Questionnaire) -> None:
    assert Played(low_effort, "n", "one", "n", "two").drawer.answers["LE-A1"].note == "two"
    assert Played(low_effort, "n", "one", "n", "").drawer.answers["LE-A1"].note == "one"
    assert Played(low_effort, "n", "one", "n", "-").drawer.answers["LE-A1"].note == ""


def test_a_note_longer_than_a_report_can_hold_is_asked_for_again(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "n", "x" * 2_001, "shorter")

    assert "The text is too long. There is room for 2,000 characters.\n" in played.shown
    assert played.drawer.answers["LE-A1"].note == "shorter"


def test_evidence_is_kept_although_its_grade_never_comes(low_effort: Questionnaire) -> None:
    assert Played(low_effort, "e", "the ticket system").drawer.answers["LE-A1"].evidence == "the ticket system"


def test_evidence_asks_what_it_builds_on_and_how_well_founded_it_is(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "e", "the ticket system", "7", "2", "3")

    assert played.drawer.answers["LE-A1"] == Answer("3", "", "the ticket system", 2)
    assert "Try the five most common tasks as a customer." in played.shown
    assert "Write a number from 0 to 3.\n" in played.shown


def test_help_says_how_to_answer_and_what_an_empty_line_does(low_effort: Questionnaire) -> None:
    shown = Played(low_effort, "?").shown

    assert "Think of the last three months." in shown
    assert "An empty line skips the question" in shown


def test_an_empty_line_skips_and_is_kept_as_skipped(low_effort: Questionnaire) -> None:
    played = Played(low_effort, "")

    assert played.drawer.answers == {"LE-A1": Answer(None)}
    assert "  Skipped.\n" in played.shown


def test_save_and_quit_ends_at_any_question(low_effort: Questionnaire) -> None:
    assert Played(low_effort, "2", "q").end == "Quit"
    assert Played(low_effort, "2", "n", "a note", "q").end == "Quit"
    assert Played(low_effort, *["2"] * 16, "q").end == "Quit"


def test_the_end_of_the_input_before_the_last_question_is_not_handing_in(low_effort: Questionnaire) -> None:
    assert Played(low_effort, *["2"] * 15).end == "EOFError"


def test_a_script_that_has_answered_everything_hands_in(low_effort: Questionnaire) -> None:
    assert Played(low_effort, *["2"] * 16).end == "handed in"


def test_the_review_shows_every_answer_and_what_was_left_open(low_effort: Questionnaire) -> None:
    shown = Played(low_effort, "1", "dk", "na", "", *["2.5"] * 12, "").shown
    review = shown[shown.index("Your answers") :]

    assert re.match(r"Your answers +15 of 16\n", review)
    assert "   1  1    ▼  Customers can finish the task where they started it.\n" in review
    assert "   2  dk      Customers are not passed around.\n" in review
    assert "  16  2.5     " in review
    for left_open in ("iv_review_dk", "iv_review_na", "iv_review_skipped"):
        assert Words("en")(left_open, n=1) in review.replace("\n", " ")


def test_a_number_in_the_review_changes_that_answer_and_returns(low_effort: Questionnaire) -> None:
    played = Played(low_effort, *["2"] * 16, "99", "6", "3", "")

    assert "There is no question 99. Type a number from 1 to 16.\n" in played.shown
    assert played.shown.count("Question 6 of 16") == 2
    assert played.shown.count("Your answers") == 2
    assert played.answers["LE-B2"] == "3"
    assert played.end == "handed in"


def test_going_on_begins_at_the_first_question_not_yet_shown(low_effort: Questionnaire) -> None:
    shown = Played(low_effort, answers={"LE-A1": Answer("2"), "LE-A2": Answer(None)}).shown

    assert "Question 3 of 16" in shown.splitlines()[0]


def test_yes_and_no_are_numbers_or_words() -> None:
    assert Played(small(YES_NO), "1").answers == {"Y": "yes"}
    assert Played(small(YES_NO), "no").answers == {"Y": "no"}
    assert Played(small(YES_NO), "nej", language="da").answers == {"Y": "no"}


def test_a_letter_that_may_be_an_answer_or_a_command_is_asked_back() -> None:
    played = Played(small(YES_NO), "n")

    assert played.drawer.answers == {}
    assert "n is also the letter for note. Type 1, 2, dk or na to answer, or note for that.\n" in played.shown


def test_a_choice_is_picked_by_its_number_or_its_words() -> None:
    assert Played(small(CHOICE), "2").answers == {"C": "quality"}
    assert Played(small(CHOICE), "Price").answers == {"C": "price"}
    assert "3 is not one of the answers. Type 1, 2, dk or na.\n" in Played(small(CHOICE), "3").shown


def test_the_number_on_the_screen_counts_more_than_an_option_called_like_it() -> None:
    swapped = {**CHOICE, "options": [{"value": "x", "label": "First"}, {"value": "1", "label": "Second"}]}

    assert Played(small(swapped), "1").answers == {"C": "x"}


@pytest.mark.parametrize("typed", ["1,2", "2 1", "1; 2", "price, quality"])
def test_several_may_be_picked(typed: str) -> None:
    assert Played(small(SEVERAL), typed).answers == {"M": "price|quality"}


def test_a_number_out_of_range_is_refused_with_the_range() -> None:
    played = Played(small(NUMBER), "61", "many", "12,5")

    assert "Write a number (days)\n" in played.shown
    assert "Write a number from 0 to 60.\n" in played.shown
    assert played.answers == {"N": "12.5"}


def test_a_text_is_kept_as_written_and_not_taken_for_do_not_know() -> None:
    assert Played(small(TEXT), "dk is our country").answers == {"T": "dk is our country"}
    assert "na not relevant" not in Played(small(TEXT)).shown
    assert "There is room for 20 characters.\n" in Played(small(TEXT), "x" * 21).shown


def test_a_required_question_is_not_skipped() -> None:
    played = Played(small({**CHOICE, "required": "true"}), "", "1")

    assert "Fill this in before you continue.\n" in played.shown
    assert played.answers == {"C": "price"}


TABLE = {
    "id": "R",
    "title": "Frustrations",
    "suggestions": ["Long waits"],
    "columns": [
        {"id": "what", "title": "What", "required": "true"},
        {"id": "cases", "title": "Cases a month", "type": "number"},
        {"id": "how", "title": "How bad", "type": "choice", "options": CHOICE["options"], "required": "true"},
        {"id": "core", "title": "Is it the core?", "type": "yes-no"},
        {"id": "when", "title": "Since", "type": "date"},
        {"id": "items", "title": "Questions", "type": "items"},
        {"id": "fix", "title": "Fix", "later": "true"},
    ],
}


def test_a_table_is_filled_in_row_by_row_after_its_section() -> None:
    row = ["They wait", "many", "40", "", "2", "j", "31.3.2026", "X9", "y"]
    played = Played(small(YES_NO, registers=[TABLE]), "1", *row, "")

    assert played.drawer.tables == {
        "R": [{"what": "They wait", "cases": "40", "how": "quality", "core": "yes", "when": "2026-03-31", "items": "Y"}]
    }
    assert "X9 is not the code of a question." in played.shown
    assert "Fix" not in played.shown
    assert played.end == "handed in"


def test_a_table_may_be_left_empty() -> None:
    played = Played(small(YES_NO, registers=[TABLE]), "1", "")

    assert played.drawer.tables == {}
    assert "Long waits" in played.shown
    assert played.end == "handed in"


def test_what_was_typed_in_a_row_is_kept_when_the_input_ends_in_it() -> None:
    played = Played(small(YES_NO, registers=[TABLE]), "1", "They wait", "40")

    assert played.drawer.tables == {"R": [{"what": "They wait", "cases": "40"}]}
    assert played.end == "EOFError"


def test_one_can_go_back_from_a_table_to_the_question_before_it() -> None:
    played = Played(small(YES_NO, registers=[TABLE]), "1", "b", "2", "")

    assert played.answers == {"Y": "no"}


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_note_or_answer_never_reaches_the_terminal_raw(path: Path, low_effort: Questionnaire) -> None:
    text = path.read_bytes().decode("utf-8", "surrogateescape").replace("\n", " ").replace("\r", " ")[:2_000]
    played = Played(low_effort, "n", text, text, "2", "b", *[""] * 17)

    shown = played.shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", shown)
    assert played.answers["LE-A1"] == "2" or text.strip() in ("", "2")


def test_a_long_answer_does_not_push_the_question_off_the_screen() -> None:
    shown = Played(small({**TEXT, "max_length": "9000"}), "word " * 1_000, "b").shown

    assert len(shown.splitlines()) < 40
