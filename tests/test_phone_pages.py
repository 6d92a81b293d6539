"""What a phone shows and takes without scripts: every state of a room, every kind of item, every language."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import servicecheck.workshop.workshop as model
from handset import Handset, PhonesPlace, forms, phones_place
from random_questionnaires import questionnaires
from sample_items import CHANNELS, COLOURS, DAYS, WORDS, YES_NO
from sample_questionnaires import from_parts, shipped
from sample_workshops import SESSION, room, voted
from servicecheck.errors import StorageError
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, Round
from servicecheck.web.pages import asset
from servicecheck.web.rehearsal.page import Page
from servicecheck.workshop import Vote, Workshop

LEVELS = [
    {"id": "bad", "from": 0, "title": "Bad", "name": "bad"},
    {"id": "good", "from": 25, "title": "Good", "name": "good"},
    {"id": "world-class", "from": 75, "title": "World class", "name": "world class"},
]
HOSTILE = "<script>alert(1)</script>\"'&"


def begun(questionnaire_id: str = "low-effort", mode: Mode = "anonymous") -> Workshop:
    questionnaire = shipped(questionnaire_id)
    return Workshop(questionnaire, Round(questionnaire.id, questionnaire.version, mode=mode), SESSION)


@pytest.fixture
def place() -> Iterator[PhonesPlace]:
    with phones_place(room()) as place:
        yield place


def open_item(place: PhonesPlace, item: str = "S1") -> None:
    place.room.do(lambda workshop: workshop.open(item)).result()


def votes(place: PhonesPlace) -> dict[str, Vote]:
    return dict(place.room.now.ballot.votes)


class TestJoining:
    def test_the_code_of_the_picture_is_filled_in_but_nobody_comes_in_by_looking(self, place: PhonesPlace) -> None:
        phone = Handset(place)
        before = len(place.room.now.people)
        page = Page("/", phone.get("/?code=k7m4qx").text)
        form = page.form("/join")

        assert form
        assert [one.value for one in form.fields if one.name == "code"] == ["K7M4QX"]
        assert phone.cookies == {}
        assert len(place.room.now.people) == before

    @pytest.mark.parametrize("typed", ["K7M4QX", "k7m 4qx", " K7M-4QX ", "k7m\u00a04qx"])
    def test_a_code_is_right_however_it_is_typed(self, place: PhonesPlace, typed: str) -> None:
        assert forms(Handset(place).post("/join", code=typed))[0] == "/notice"

    def test_a_wrong_code_is_not_found_and_is_shown_again(self, place: PhonesPlace) -> None:
        phone = Handset(place, "da")
        reply = phone.sent("/join", code="<b>7M4Q")

        assert reply.status == 404
        assert "<title>Fejl: Koden passer ikke" in reply.text
        assert 'role="alert"' in reply.text
        assert "&lt;B&gt;7M4Q" in reply.text
        assert "<b>7M" not in reply.text.lower()
        assert phone.cookies == {}

    def test_whoever_guesses_has_to_wait_and_others_too_at_the_same_address(self, place: PhonesPlace) -> None:
        phone = Handset(place)
        statuses = [phone.sent("/join", code=f"WRONG{number}").status for number in range(12)]
        waiting = phone.sent("/join", code="K7M4QX")

        assert statuses[:10] == [404] * 10
        assert 429 in statuses[10:]
        assert waiting.status == 429
        assert int(waiting.headers["retry-after"]) >= 1

    def test_sending_everything_twice_makes_one_person(self, place: PhonesPlace) -> None:
        phone, before = Handset(place), len(place.room.now.people)
        for path, fields in (("/join", {"code": "K7M4QX"}), ("/notice", {})):
            phone.sent(path, **fields)
            phone.sent(path, **fields)

        assert len(place.room.now.people) == before + 1
        assert phone.code in place.room.now.people

    def test_nobody_is_in_before_the_notice_is_accepted(self, place: PhonesPlace) -> None:
        phone = Handset(place)
        phone.post("/join", code="K7M4QX")
        open_item(place)

        assert forms(phone.get())[0] == "/notice"
        assert phone.sent("/vote", item="S1", ballot="1", answer="3").status == 403
        assert phone.send("GET", "/events").status == 204
        assert phone.code not in place.room.now.people

    def test_a_cookie_that_was_not_given_here_is_nobodys(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        name, value = next(iter(phone.cookies.items()))
        other = Handset(place, cookies={name: "P1" + value[value.index(".") :]})

        assert forms(other.get())[0] == "/join"

    def test_a_phone_is_known_again_after_the_host_was_started_anew(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        with phones_place(place.room.now) as again:
            assert Handset(again, cookies=phone.cookies).get().text.count("Waiting for the facilitator") == 2

    def test_a_full_room_says_so(self, place: PhonesPlace, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(model, "MOST_PEOPLE", len(place.room.now.people))
        phone = Handset(place)
        phone.post("/join", code="K7M4QX")
        reply = phone.post("/notice")

        assert reply.status == 409
        assert "There is no room for more participants" in reply.text

    def test_after_the_verdict_nobody_joins_any_more(self, place: PhonesPlace) -> None:
        place.room.do(lambda workshop: workshop.verdict()).result()
        phone = Handset(place)
        reply = phone.post("/join", code="K7M4QX")

        assert "nobody can join any more" in reply.text
        assert "nobody can join any more" in phone.post("/notice").text
        assert phone.code not in place.room.now.people

    def test_after_the_end_the_session_is_over_for_strangers_too(self, place: PhonesPlace) -> None:
        place.room.do(lambda workshop: workshop.end()).result()

        assert "The session is over" in Handset(place).get("/?code=K7M4QX").text
        assert "The session is over" in Handset(place).post("/join", code="").text


class TestNotice:
    def test_it_says_what_is_shown_and_from_how_many(self, place: PhonesPlace) -> None:
        phone = Handset(place)
        text = phone.post("/join", code="K7M4QX").text

        assert "Groups with fewer than 5 answers are not shown" in text
        assert "The connection is not encrypted" in text

    def test_an_open_round_says_that_the_others_see_what_one_answers(self) -> None:
        with phones_place(room(mode="open")) as place:
            text = Handset(place).post("/join", code="K7M4QX").text

        assert "The others can see what you answer" in text
        assert "only shown together" not in text


class TestRole:
    @pytest.fixture
    def place(self) -> Iterator[PhonesPlace]:
        with phones_place(begun()) as place:
            yield place

    @pytest.mark.parametrize(("said", "kept"), [("staff", "staff"), ("withheld", None)])
    def test_it_is_asked_once_and_may_be_withheld(self, place: PhonesPlace, said: str, kept: str | None) -> None:
        phone = Handset(place)
        phone.post("/join", code="K7M4QX")
        asked = phone.post("/notice")
        phone.post("/role", role=said)
        phone.post("/role", role="leader")

        assert forms(asked)[0] == "/role"
        assert "A role with fewer than 5 answers is not shown by itself." in asked.text
        assert place.room.now.people[phone.code].role == kept

    @pytest.mark.parametrize("said", ["", "boss"])
    def test_a_role_that_there_is_not_is_asked_again(self, place: PhonesPlace, said: str) -> None:
        phone = Handset(place)
        phone.post("/join", code="K7M4QX")
        reply = phone.post("/role", role=said)

        assert reply.status == 422
        assert 'role="alert"' in reply.text
        assert phone.code not in place.room.now.people


class TestLanguage:
    @pytest.fixture
    def place(self) -> Iterator[PhonesPlace]:
        with phones_place(begun()) as place:
            yield place

    @pytest.mark.parametrize(
        ("preferred", "heading"),
        [("sv-SE,sv;q=0.9,en;q=0.8", "Delta i omröstningen"), ("de, da;q=0.5", "Deltag i afstemningen"), ("", "Join")],
    )
    def test_a_phone_is_spoken_to_as_it_prefers(self, place: PhonesPlace, preferred: str, heading: str) -> None:
        assert heading in Handset(place, preferred).get().text

    def test_another_is_chosen_on_the_phone_and_the_code_stays(self, place: PhonesPlace) -> None:
        phone = Handset(place)
        page = phone.post("/language", language="sv", code="k7m4qx").text

        assert '<html lang="sv"' in page
        assert 'value="K7M4QX"' in page
        assert "Du svarar" not in page
        assert '<html lang="sv"' in phone.join("staff").get().text
        assert place.room.now.people[phone.code].language == "sv"

    def test_only_languages_that_the_questions_have_are_offered(self) -> None:
        questionnaire = shipped("low-effort")
        title = questionnaire.title.source
        assert isinstance(title, dict)
        parts = questionnaire.model_copy(update={"title": type(questionnaire.title)({"da": title["da"]})})
        with phones_place(replace(begun(), questionnaire=parts)) as place:
            phone = Handset(place, "sv")

            assert '<html lang="da"' in phone.get().text
            assert "/language" not in forms(phone.get())
            assert '<html lang="da"' in phone.post("/language", language="sv").text


ITEMS = {
    "rating": ({"id": "A1", "anchors": {"bad": "never", "good": "at times", "world-class": "always"}}, ["1.5"], "1.5"),
    "bare rating": ({"id": "A1"}, ["2.5"], "2.5"),
    "choice": (COLOURS, ["2"], "2"),
    "choices": (CHANNELS, ["mail", "phone"], "phone|mail"),
    "one of several": (CHANNELS, ["chat"], "chat"),
    "yes-no": (YES_NO, ["no"], "no"),
    "number": (DAYS, ["12.5"], "12.5"),
    "text": (WORDS, ["Nothing"], "Nothing"),
}
OWN = {
    "rating": "in between bad and good",
    "bare rating": "2.5",
    "choice": "Blue",
    "choices": "phone and mail",
    "one of several": "chat",
    "yes-no": "No",
    "number": "12.5",
    "text": "“Nothing”",
}


def asking(item: object, **more: object) -> Workshop:
    questionnaire = from_parts(levels=LEVELS, sections=[{"id": "A", "items": [item]}], **more)
    return Workshop(questionnaire, Round("tiny", "1.0", mode="anonymous"), SESSION)


@pytest.mark.parametrize("kind", ITEMS)
def test_every_kind_of_item_is_voted_on_and_the_vote_shown_to_its_voter(kind: str) -> None:
    item, given, kept = ITEMS[kind]
    assert isinstance(item, dict)
    with phones_place(asking(item)) as place:
        phone = Handset(place).join()
        open_item(place, item["id"])
        comment = "" if kind == "text" else f"{HOSTILE} more"
        reply = phone.vote(*given, comment=comment.replace(" more", "\r\n  more "))
        own = unescape(reply.text.partition('<div class="yours">')[2].partition("</div>")[0])
        form = Page("/", phone.get("/change").text).form("/vote")

        assert reply.status == 200
        assert votes(place)[phone.code] == Vote(kept, comment)
        assert f"<b>{OWN[kind]}</b>" in own
        assert form
        stays = form.filled_in([])
        assert {value for name, value in stays if name == "answer"} == set(given)
        assert kind == "text" or ("comment", comment) in stays


@pytest.mark.parametrize("kind", [kind for kind in ITEMS if kind != "text"])
@pytest.mark.parametrize("beside", ["dk", "na"])
def test_not_knowing_and_not_relevant_are_votes_too(kind: str, beside: str) -> None:
    item = ITEMS[kind][0]
    assert isinstance(item, dict)
    with phones_place(asking(item)) as place:
        phone = Handset(place).join()
        open_item(place, item["id"])
        stands_beside = kind in ("choices", "one of several", "number")
        phone.vote(beside, name="other" if stands_beside else "answer")

        assert votes(place)[phone.code].value == beside
        form = Page("/", phone.get("/change").text).form("/vote")
        assert form
        assert beside in [value for _, value in form.filled_in([])]


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("rating", [], "Choose one of the answers shown. “Don’t know” is an answer too."),
        ("yes-no", [], "Choose one of the answers shown."),
        ("rating", ["4"], "is not one of the answers"),
        ("choice", ["black"], "Choose one of the answers shown."),
        ("number", [], "Fill this in"),
        ("number", ["many"], "Write a number"),
        ("number", ["31"], "from 0 to 30.5"),
        ("text", ["  "], "Fill this in"),
        ("text", ["far too long"], "There is room for 10 characters"),
    ],
)
def test_what_is_no_answer_is_asked_again_with_what_was_typed(kind: str, given: list[str], says: str) -> None:
    item = ITEMS[kind][0]
    assert isinstance(item, dict)
    with phones_place(asking(item)) as place:
        phone = Handset(place).join()
        open_item(place, item["id"])
        reply = phone.vote(*given, comment="It takes long")

        assert reply.status == 422
        assert "<title>Error: Question 1 of 1" in reply.text
        assert says in unescape(reply.text)
        assert kind == "text" or "It takes long</textarea>" in reply.text
        assert votes(place) == {}


def test_two_answers_of_which_one_stands_alone_are_asked_again(place: PhonesPlace) -> None:
    with phones_place(asking(CHANNELS)) as several:
        phone = Handset(several).join()
        open_item(several, "A3")
        ballot = {"item": "A3", "ballot": "1"}
        reply = phone.post("/vote", [("answer", "mail"), ("other", "none")], **ballot)

        assert reply.status == 422
        assert "stands alone" in reply.text
        assert phone.post("/vote", [("other", "none")], **ballot).status == 200
        assert "None of these" in phone.get().text


class TestVoting:
    def test_a_vote_may_change_until_the_votes_are_shown(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        first, second = phone.vote("1"), phone.vote("3")

        assert "Your vote is registered" in first.text
        assert "Your vote has been changed" in second.text
        assert "world class" in second.text.lower()
        assert votes(place)[phone.code] == Vote("3")

    def test_a_vote_that_comes_too_late_is_refused_and_changes_nothing(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        phone.vote("1")
        place.room.do(lambda workshop: workshop.show()).result()
        before = place.room.now
        reply = phone.vote("3")

        assert reply.status == 409
        assert "The vote closed before your answer arrived" in reply.text
        assert "The vote is closed" in reply.text
        assert place.room.now is before

    def test_a_vote_sent_again_because_its_answer_was_lost_is_no_mistake(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        phone.vote("2", comment="as always")
        place.room.do(lambda workshop: workshop.show()).result()
        before = place.room.now
        reply = phone.vote("2", comment="as always")

        assert reply.status == 200
        assert "The vote is closed" in reply.text
        assert "closed before" not in reply.text
        assert place.room.now is before

    @pytest.mark.parametrize("change", [{"ballot": "2"}, {"ballot": "x"}, {"ballot": "9" * 40}, {"item": "S9"}])
    def test_a_ballot_that_is_not_open_takes_no_vote(self, place: PhonesPlace, change: dict[str, str]) -> None:
        phone = Handset(place).join()
        open_item(place)
        reply = phone.sent("/vote", **{"item": "S1", "ballot": "1", "answer": "3", **change})

        assert reply.status == 409
        assert votes(place) == {}

    def test_voting_again_begins_with_nothing_picked(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        phone.vote("1")
        place.room.do(lambda workshop: workshop.show()).result()
        place.room.do(lambda workshop: replace(workshop, round=replace(workshop.round, mode="open")).again()).result()
        form = Page("/", phone.get().text).form("/vote")

        assert form
        assert [one.value for one in form.of_kind("hidden")] == ["S1", "2"]
        assert "answer" not in [name for name, _ in form.filled_in([])]

    def test_what_the_disk_refuses_is_not_in_and_not_lost_on_the_phone(
        self, place: PhonesPlace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        phone = Handset(place).join()
        open_item(place)

        def refuse(_before: Workshop, _after: Workshop) -> None:
            raise StorageError("The disk is full.")

        monkeypatch.setattr(place.room, "_keep", refuse)
        reply = phone.vote("3", comment="Mind this")

        assert reply.status == 503
        assert "Your vote was not saved" in reply.text
        assert "Mind this</textarea>" in reply.text
        assert "disk" not in reply.text
        assert votes(place) == {}

    def test_nobody_else_sees_what_was_voted_before_it_is_shown(self, place: PhonesPlace) -> None:
        one, other = Handset(place).join(), Handset(place).join()
        open_item(place)
        before = other.get().text
        one.vote("3", comment="Only mine")

        assert other.get().text == before

    def test_an_item_for_others_says_so(self) -> None:
        sections = [{"id": "A", "who": ["leader"], "items": [{"id": "A1"}]}, {"id": "B", "items": [{"id": "B1"}]}]
        questionnaire = from_parts(levels=LEVELS, roles=[{"id": "leader"}, {"id": "staff"}], sections=sections)
        with phones_place(Workshop(questionnaire, Round("tiny", "1.0", mode="anonymous"), SESSION)) as place:
            phone = Handset(place).join("staff")
            open_item(place, "A1")

            assert "This question is for others" in phone.get().text
            assert phone.sent("/vote", item="A1", ballot="1", answer="3").status == 409
            place.room.do(lambda workshop: workshop.verdict()).result()
            assert "You voted on 0 of 1 questions" in phone.get().text

    def test_whoever_came_after_the_first_result_waits_when_the_room_votes_again(self) -> None:
        with phones_place(voted(room(6), "S1", "1", "2", "3", "1", "2", "3").show()) as place:
            phone = Handset(place).join()
            place.room.do(lambda workshop: workshop.again()).result()

            assert "The room voted on this question before you came" in phone.get().text
            assert phone.sent("/vote", item="S1", ballot="2", answer="3").status == 409
            assert votes(place) == {}


class TestAfterwards:
    def test_a_closed_vote_says_where_the_votes_are(self) -> None:
        with phones_place(room(mode="open")) as place:
            phone = Handset(place).join()
            open_item(place)
            phone.vote("2")
            place.room.do(lambda workshop: workshop.show()).result()
            text = phone.get().text

        assert "The votes are on the screen" in text
        assert "<b>Good</b>" in text

    def test_a_result_that_is_hidden_says_why(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        phone.vote("2")
        place.room.do(lambda workshop: workshop.show()).result()

        assert "Not shown – fewer than 5 anonymous votes" in phone.get().text
        assert "on the screen" not in phone.get().text

    def test_the_last_page_counts_what_was_voted_on_and_tells_the_code(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        open_item(place)
        phone.vote("2")
        place.room.do(lambda workshop: workshop.verdict()).result()
        text = phone.get().text

        assert "You voted on 1 of 3 questions" in text
        assert f"{phone.code[:3]} {phone.code[3:]}" in text
        place.room.do(lambda workshop: workshop.end()).result()
        assert "Thank you. You can close the page." in phone.get().text

    def test_where_there_are_no_scripts_pages_that_only_tell_come_again(self, place: PhonesPlace) -> None:
        phone = Handset(place).join()
        waiting = phone.get().text
        open_item(place)
        voting = phone.get().text

        assert '<noscript><meta http-equiv="refresh" content="15; url=/"></noscript>' in waiting
        assert "See whether there is something new" in waiting
        assert "refresh" not in voting


def test_texts_of_a_hostile_author_are_texts() -> None:
    item = {"id": "A1", "text": HOSTILE, "help": HOSTILE, "anchors": {"bad": HOSTILE, "good": "x", "world-class": "y"}}
    with phones_place(asking(item, title=HOSTILE, instruction=HOSTILE)) as place:
        phone = Handset(place).join()
        pages = [phone.get().text]
        open_item(place, "A1")
        pages += [phone.get().text, phone.vote("1").text]

        assert all("<script>alert" not in page for page in pages)
        assert all("&lt;script&gt;alert" in page for page in pages)


def test_a_session_without_a_code_lets_nobody_in() -> None:
    with phones_place(room()) as place:
        place.room.do(lambda workshop: replace(workshop, session=replace(workshop.session, join_code=""))).result()

        assert Handset(place).sent("/join", code="").status == 404


def test_a_number_is_typed_and_shown_as_the_language_writes_it() -> None:
    with phones_place(asking(DAYS, title={"en": "Trial", "da": "Prøve"})) as place:
        phone = Handset(place, "da").join()
        open_item(place, "A5")

        assert "<b>12,5</b>" in phone.vote("12,5").text
        assert 'value="12,5"' in phone.get("/change").text
        assert votes(place)[phone.code].value == "12.5"


def test_files_of_pages_are_kept_for_good_under_addresses_that_change_with_them(place: PhonesPlace) -> None:
    phone = Handset(place)
    addresses = [asset(name) for name in ("servicecheck.css", "live.js", "keep.js", "icon.svg")]
    text = phone.join().get().text

    assert all(f'"{address}"' in text for address in addresses)
    assert all("immutable" in phone.get(address).headers["cache-control"] for address in addresses)
    assert phone.get("/s/0123456789abcdef/live.js").status == 404
    assert phone.get(addresses[0].replace(".css", ".css.html")).status == 404


@settings(max_examples=8, deadline=None)
@given(questionnaires(), st.sampled_from(["staff", "leader", "withheld"]), st.data())
def test_whatever_is_asked_every_answer_on_the_page_is_taken_as_what_it_is(
    questionnaire: Questionnaire, role: str, data: st.DataObject
) -> None:
    with phones_place(Workshop(questionnaire, Round("tiny", "1.0", mode="open"), SESSION)) as place:
        phone = Handset(place).join(role)
        for item in questionnaire.items:
            open_item(place, item.id)
            form = Page("/", phone.get().text).form("/vote")
            boxes = form.of_kind("radio", "checkbox") if form else []
            assert form or not place.room.now.is_asked(phone.code, item.id)
            if boxes:
                box = data.draw(st.sampled_from(boxes))
                assert phone.vote(box.value, name=box.name).status == 200
                assert votes(place)[phone.code].value == box.value
            place.room.do(lambda workshop: workshop.show() if workshop.voted else workshop).result()
