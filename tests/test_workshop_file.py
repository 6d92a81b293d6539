"""A workshop in the assessment file: whatever happens in the room is read back, and nothing tells who came first."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sample_workshops import QUESTIONNAIRE, SESSION, questionnaire, room, voted
from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import (
    CUSTOMER,
    AgreedAnswer,
    Answer,
    Mode,
    Organisation,
    PlannedAction,
    Respondent,
    Response,
    Round,
)
from servicecheck.workshop import Ballot, Phase, Refused, Vote, Workshop

OTHER = Respondent("C3PHTW", "staff")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.servicecheck"


@pytest.fixture
def file(path: Path) -> Iterator[AssessmentFile]:
    with AssessmentFile.create(path, Organisation()) as file:
        yield file


def begun(file: AssessmentFile, people: int = 0, mode: Mode = "anonymous") -> Workshop:
    """A workshop in a new round of the file."""
    round_ = file.add_round(Round("tiny", "1.0", mode=mode), QUESTIONNAIRE.encode(), "tiny.yaml")
    workshop = room(people, mode, round_.number)
    file.keep_workshop(None, workshop)
    return workshop


def kept(file: AssessmentFile, workshop: Workshop) -> Workshop | None:
    return file.workshop_of(workshop.round, workshop.questionnaire)


# Acts in a room, at random


def joins(workshop: Workshop, dice: random.Random) -> Workshop:
    code = f"{dice.randrange(10**6):06}"
    return workshop.join(Respondent(code, dice.choice([None, "staff"]), dice.choice(["da", "sv"])))


def votes(workshop: Workshop, dice: random.Random) -> Workshop:
    value = "words" if workshop.session.item == "S3" else dice.choice(["1", "1.5", "3", "na", "dk"])
    note = dice.choice(["", "æøå", "it's; -- '"])
    return workshop.vote(
        dice.choice([*workshop.people]), workshop.session.item, workshop.ballot.number, Vote(value, note)
    )


def counts_hands(workshop: Workshop, dice: random.Random) -> Workshop:
    return workshop.count_hands({"1": dice.randrange(3), "2": dice.randrange(3)}, dice)


def opens(workshop: Workshop, dice: random.Random) -> Workshop:
    return workshop.open(dice.choice(["S1", "S2", "S3"]))


def agrees(workshop: Workshop, dice: random.Random) -> Workshop:
    return workshop.agree(dice.choice(["1", "2.5", "3"]), "because")


def brings_in(workshop: Workshop, dice: random.Random) -> Workshop:
    return workshop.bring_in(Respondent(f"paper{dice.randrange(10**6)}"), {"S1": Answer("2"), "S2": Answer("dk")})[0]


def plans(workshop: Workshop, dice: random.Random) -> Workshop:
    return workshop.plan([PlannedAction("S1", f"Act {dice.randrange(9)}", "Åse", date(2027, 1, 31))])


def turns(workshop: Workshop, dice: random.Random) -> Workshop:
    phases: list[Phase] = ["talk", "choose", "verdict", "plan", "ended"]
    return workshop.turn(dice.choices(phases, [9, 9, 2, 2, 1])[0])


def does(workshop: Workshop, dice: random.Random) -> Workshop:
    return dice.choice([Workshop.show, Workshop.again, Workshop.disagree])(workshop)


ACTS = [joins, votes, votes, votes, counts_hands, opens, agrees, brings_in, plans, turns, does, does]


@pytest.mark.promise("P50")
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("mode", ["anonymous", "open"])
def test_whatever_happens_in_a_room_is_read_back(file: AssessmentFile, mode: Mode, seed: int) -> None:
    dice = random.Random(seed)
    workshop = begun(file, mode=mode)
    done = 0
    for act in dice.choices(ACTS, k=60):
        try:
            after = act(workshop, dice)
        except (ServicecheckError, IndexError, KeyError):  # not now, or nobody is there
            continue
        file.keep_workshop(workshop, after)
        workshop, done = after, done + 1
        if done % 4 == 0:
            assert kept(file, workshop) == workshop
    assert done > 9
    assert kept(file, workshop) == workshop
    assert {one.respondent: one for one in file.responses(workshop.round)} == {
        one.respondent: one for one in workshop.responses()
    }
    assert file.rounds() == (workshop.round,)
    with AssessmentFile.open(file.path, "read") as reader:
        assert kept(reader, workshop) == workshop


def test_what_is_taken_away_again_is_gone(file: AssessmentFile) -> None:
    before = voted(begun(file, 3), "S1", "1", "2", "3")
    file.keep_workshop(room(3, number=before.round.number), before)
    without = frozenset({"P2"})
    after = replace(
        before,
        people={code: person for code, person in before.people.items() if code != "P2"},
        ballots={"S1": (before.ballot.without(without),)},
    )
    file.keep_workshop(before, after)
    assert kept(file, after) == after

    file.keep_workshop(after, replace(after, ballots={}))
    assert kept(file, after) == replace(after, ballots={})


# What a workshop says to the rest of servicecheck


@pytest.mark.parametrize(("mode", "expected"), [("anonymous", "1"), ("open", "3")])
def test_of_several_votes_the_one_that_may_be_shown_counts(file: AssessmentFile, mode: Mode, expected: str) -> None:
    start = begun(file, 5, mode)
    first = voted(start, "S1", *"11111").show()
    again = voted(first, "S1", *"33").show()
    file.keep_workshop(start, again)

    assert file.responses(again.round)[0].answers == {"S1": Answer(expected)}
    assert {one.respondent.code: one.answers for one in file.responses(again.round)} == {
        one.respondent.code: one.answers for one in again.responses()
    }


def test_what_was_agreed_stands_in_the_questionnaires_order(file: AssessmentFile) -> None:
    start = begun(file, 5)
    workshop = voted(start, "S2", *"12321").show().agree("3", "As of this week").turn("talk")
    workshop = voted(workshop, "S1", *"12321").show().agree("1.5", "")
    file.keep_workshop(start, workshop)

    (round_,) = file.rounds()
    assert round_.agreed == (AgreedAnswer("S1", "1.5"), AgreedAnswer("S2", "3", "As of this week"))
    assert file.change_round(replace(round_, title="Autumn")).agreed == round_.agreed


def test_everybody_in_a_room_has_handed_in_when_it_is_over(file: AssessmentFile) -> None:
    workshop = begun(file, 2)
    assert not any(one.finished for one in file.responses(workshop.round))

    file.keep_workshop(workshop, workshop.turn("ended"))
    assert all(one.finished for one in file.responses(workshop.round))


def test_customers_answer_a_workshops_round_and_are_not_in_the_room(file: AssessmentFile) -> None:
    workshop = begun(file, 2)
    customer = file.add_respondent(workshop.round, CUSTOMER)
    file.save_answer(workshop.round, customer.code, "S1", Answer("2"))

    assert kept(file, workshop) == workshop
    assert len(file.responses(workshop.round)) == 3


# What is refused


@pytest.mark.promise("P40")
def test_nobody_joins_a_workshop_from_outside_the_room(file: AssessmentFile) -> None:
    workshop = begun(file, 5)

    for refused in (
        lambda: file.add_respondent(workshop.round),
        lambda: file.save_answer(workshop.round, "P1", "S1", Answer("3")),
        lambda: file.bring_in(workshop.round, [Response(OTHER, {"S1": Answer("3")})]),
    ):
        with pytest.raises(ServicecheckError, match="votes in the room"):
            refused()
    assert kept(file, workshop) == workshop


def test_a_round_that_was_answered_alone_becomes_no_workshop(file: AssessmentFile) -> None:
    for mode, sentence in (("open", "without a workshop"), ("own", "one person's own")):
        round_ = file.add_round(Round("tiny", "1.0", mode=mode), QUESTIONNAIRE.encode(), "tiny.yaml")  # type: ignore[arg-type]
        person = file.add_respondent(round_)
        file.save_answer(round_, person.code, "S1", Answer("2"))

        with pytest.raises(ServicecheckError, match=sentence):
            file.keep_workshop(None, Workshop(questionnaire(), round_, SESSION))
        assert file.workshop_of(round_, questionnaire()) is None


@pytest.mark.promise("P42")
def test_k_and_mode_stay_after_the_first_vote(file: AssessmentFile) -> None:
    start = begun(file, 5)
    workshop = voted(start, "S1", "1")
    file.keep_workshop(start, workshop)

    for changed in (replace(workshop.round, mode="open"), replace(workshop.round, k=3, k_reason="few")):
        with pytest.raises(ServicecheckError, match="Begin a new round"):
            file.keep_workshop(workshop, replace(workshop, round=changed))
        with pytest.raises(ServicecheckError, match="Begin a new round"):
            file.change_round(changed)
    assert file.rounds() == (workshop.round,)


def test_a_vote_that_cannot_be_kept_leaves_everything_as_it_was(file: AssessmentFile) -> None:
    start = begun(file, 2)
    with pytest.raises(ServicecheckError, match="Type it anew"):
        file.keep_workshop(start, voted(start, "S3", "fine", "caf\udce9"))

    assert kept(file, start) == start


# What a person can rely on


@pytest.mark.promise("P42")
def test_an_erased_person_takes_the_votes_along(file: AssessmentFile) -> None:
    start = begun(file, 6)
    workshop = voted(start, "S3", "Zq7-planted", *"abcde").show()
    file.keep_workshop(start, workshop)

    file.erase_person(workshop.round, "P1")

    assert b"Zq7-planted" not in file.path.read_bytes()
    assert {one.respondent.code for one in file.responses(workshop.round)} == {f"P{one}" for one in range(2, 7)}
    left = kept(file, workshop)
    assert left is not None
    assert sorted(left.ballots["S3"][0].votes) == [f"P{one}" for one in range(2, 7)]


@pytest.mark.promise("P42")
def test_an_erased_round_takes_its_workshop_along(file: AssessmentFile) -> None:
    start = begun(file, 6)
    workshop = voted(start, "S3", "Zq7-planted", *"abcde").show().agree("Zq7-agreed", "")
    file.keep_workshop(start, workshop)
    file.erase_round(workshop.round)

    content = file.path.read_bytes()
    assert b"Zq7" not in content
    assert SESSION.join_code.encode() not in content
    file.erase_all()
    assert not file.path.exists()


@pytest.mark.promise("P41")
def test_nothing_in_the_bytes_tells_who_came_or_voted_first(tmp_path: Path) -> None:
    """Rooms with the same votes, in which people came and voted in other orders, leave the same bytes."""
    found = set()
    for seed in range(3):
        dice = random.Random(seed)
        path = tmp_path / f"{seed}.servicecheck"
        with AssessmentFile.create(path, Organisation()) as file:
            workshop = begun(file)
            for code in dice.sample(CODES, 8):
                file.keep_workshop(workshop, workshop := workshop.join(Respondent(code)))
            file.keep_workshop(workshop, workshop := workshop.open("S1"))
            for code in dice.sample(CODES, 8):
                voted_ = workshop.vote(code, "S1", 1, Vote("2", f"says {code}"))
                file.keep_workshop(workshop, workshop := voted_)
            assert content(path) not in found
            file.keep_workshop(workshop, workshop.show())
            found.add(content(path))

    assert len(found) == 1


@pytest.mark.promise("P41")
def test_nothing_in_the_bytes_tells_who_answered_first(tmp_path: Path) -> None:
    """The same of an anonymous round in which everybody answers alone, when whoever answered is done."""
    found = set()
    for seed in range(3):
        dice = random.Random(seed)
        path = tmp_path / f"{seed}.servicecheck"
        with AssessmentFile.create(path, Organisation()) as file:
            round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        for code in dice.sample(CODES, 8):
            with AssessmentFile.open(path) as file:
                file.add_respondent(round_, code=code)
                for item in ("S1", "S2", "S3"):
                    file.save_answer(round_, code, item, Answer("2", f"says {code}"))
        found.add(content(path))

    assert len(found) == 1


CODES = [f"C{number:03}" for number in range(8)]


def content(path: Path) -> bytes:
    """What stands in a file, but how often it was changed."""
    found = bytearray(path.read_bytes())
    found[24:28] = found[92:96] = bytes(4)
    return bytes(found)


@pytest.mark.promise("P42")
def test_whoever_came_in_was_told_what_is_shown(file: AssessmentFile) -> None:
    workshop = begun(file, 1)

    with pytest.raises(ServicecheckError, match="Begin a new round"):
        file.change_round(replace(workshop.round, mode="open"))


def test_when_the_file_cannot_be_written_anew_a_shown_result_is_kept_all_the_same(
    file: AssessmentFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = begun(file, 5)

    def full() -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr(file, "_vacuum", full)
    workshop = voted(start, "S1", *"12321").show()
    file.keep_workshop(start, workshop)

    assert kept(file, workshop) == workshop


def test_votes_of_nobody_and_ballots_of_nothing_do_not_go_in(file: AssessmentFile) -> None:
    start = begun(file, 1)
    strange = replace(start, ballots={"S1": (Ballot("S1", votes={"NOBODY": Vote("1")}),)})

    with pytest.raises(sqlite3.IntegrityError):
        file.keep_workshop(start, strange)
    with closing(sqlite3.connect(file.path)) as raw:
        assert raw.execute("SELECT count(*) FROM votes").fetchall() == [(0,)]


def test_a_refused_act_is_not_kept(file: AssessmentFile) -> None:
    start = begun(file, 1)

    with pytest.raises(Refused):
        file.keep_workshop(start, start.show())
    assert kept(file, start) == start
