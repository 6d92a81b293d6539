"""A whole workshop in Danish: twelve phones and a projector in Chromium, the program as a process of its own."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from phones import CHROMIUM, PROJECTOR, Album, Audience, Host, Phone, Projector, audience, hosted
from report_files import attached
from sample_questionnaires import from_text, shipped
from servicecheck.assessment import Assessment, assess
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up
from servicecheck.questionnaire import Questionnaire

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

EVERY_TYPE = """
format: 1
id: stue
version: "1.0"
title: {en: The room, da: Stuen}
roles: [{id: leader, title: {en: Leader, da: Leder}}, {id: staff, title: {en: Staff, da: Medarbejder}}]
levels:
  - {id: bad, from: 0, title: {en: Bad, da: Dårlig}}
  - {id: good, from: 25, title: {en: Good, da: God}}
  - {id: world-class, from: 75, title: {en: World class, da: Verdensklasse}}
sections:
  - id: A
    title: {en: Ahead of the customer, da: Tænk forud}
    items:
      - id: A1
        type: rating
        text: {en: We say it before customers find out., da: "Vi siger det til kunden, før kunden selv opdager det."}
        anchors:
          bad: {en: Customers find out themselves., da: Kunden opdager det selv.}
          good: {en: We write when something goes wrong., da: "Vi skriver, når noget går galt."}
          world-class: {en: We call before it goes wrong., da: "Vi ringer, før det går galt."}
        actions:
          good: {effort: 2, text: {en: Write to ten customers on Monday., da: Skriv til ti kunder på mandag.}}
          world-class: {effort: 3, text: {en: Call ten customers., da: Ring til ti kunder.}}
      - {id: A2, type: yes-no, text: {en: Somebody owns every case., da: Enhver sag har en ansvarlig.}}
  - id: B
    title: {en: Besides, da: Og så}
    scored: false
    items:
      - id: B1
        type: choices
        text: {en: "Where do cases come in?", da: "Hvor kommer sagerne ind?"}
        options:
          - {value: phone, label: {en: Telephone, da: Telefon}}
          - {value: mail, label: {en: E-mail, da: E-mail}}
      - id: B3
        type: choice
        text: {en: "Who answers?", da: "Hvem svarer?"}
        options:
          - {value: one, label: {en: The same person, da: Den samme}}
          - {value: any, label: {en: Whoever has time, da: "Den, der har tid"}}
          - {value: nobody, label: {en: Nobody, da: Ingen}}
      - {id: B4, type: number, unit: dage, text: {en: "How many days does it take?", da: "Hvor mange dage tager det?"}}
      - {id: B2, type: text, text: {en: "What takes most time?", da: "Hvad tager mest tid?"}}
"""


@dataclass
class Evening:
    """Who is there."""

    questionnaire: Questionnaire
    host: Host
    phones: list[Phone]
    projector: Projector
    album: Album
    verdict: str = ""
    """The line under the level."""

    def picture(self, name: str) -> None:
        """The projector, and the first phone beside it."""
        self.album.take(self.projector.page, f"{name}-projector")
        self.album.take(self.phones[0].page, f"{name}-phone")

    def asked(self, item: Item) -> list[Phone]:
        """The phones of those whom an item is for."""
        return [phone for phone in self.phones if self.questionnaire.is_for(item, phone.role or None)]

    def vote(self, item: Item, number: int, values: list[str]) -> None:
        """Everybody who is asked votes; the first says why."""
        for phone, value in zip(self.asked(item), values, strict=True):
            phone.vote(item.id, number, value, comment="Kommer an på sagen." if phone is self.phones[0] else "")
        self.projector.counts(len(values))


@pytest.fixture
def album() -> Album:
    """Pictures go where WORKSHOP_PICTURES says, to be looked at."""
    folder = os.environ.get("WORKSHOP_PICTURES")
    return Album(Path(folder) if folder else None)


@pytest.fixture
def crowd() -> Iterator[Audience]:
    with audience() as found:
        yield found


def test_a_short_workshop_from_the_first_phone_to_the_report(tmp_path: Path, crowd: Audience, album: Album) -> None:
    short, _, _ = EVERY_TYPE.partition("  - id: B\n")
    (tmp_path / "stue.yaml").write_text(short, "utf-8")

    held(tmp_path, "stue.yaml", from_text(short), crowd, album, phones=6)


@pytest.mark.release
def test_a_workshop_with_every_type_of_question(tmp_path: Path, crowd: Audience, album: Album) -> None:
    (tmp_path / "stue.yaml").write_text(EVERY_TYPE, "utf-8")

    held(tmp_path, "stue.yaml", from_text(EVERY_TYPE), crowd, album, phones=12)


@pytest.mark.release
def test_a_whole_questionnaire_with_twelve_phones(tmp_path: Path, crowd: Audience, album: Album) -> None:
    held(tmp_path, "five-behaviours", shipped("five-behaviours"), crowd, album, phones=12)


def held(
    folder: Path, target: str, questionnaire: Questionnaire, crowd: Audience, album: Album, phones: int
) -> None:  # fmt: skip
    """Hold a workshop, and check all that was promised of it."""
    file = folder / "kunde.servicecheck"
    with hosted(folder, target, "--file", file.name, "--organisation", "Kunde A/S", "--language", "da") as host:
        evening = begun(questionnaire, host, crowd, album, phones)
        for item in questionnaire.items:
            if item is questionnaire.items[0]:
                talked_about(evening, item)
            else:
                voted(evening, item)
        report = finished(evening, folder)
        # Every page still holds its line to the room.
        assert evening.host.end() < 5

    found, figures = kept(file, questionnaire), json.loads(attached(report)["result.json"])["figures"]
    assert [one.reason for one in found.round.agreed] == ["De fleste sager når vi."]
    assert [action.owner for action in found.round.actions if action.owner] == ["Mette"]
    assert found.overall is not None
    assert found.overall.standing.score is not None
    assert (figures["carried_by"], figures["level"]) == ("agreed", found.overall.standing.level)
    scores = {"": found.overall.standing.score, **{one.id: one.standing.score for one in found.sections}}
    assert {part["id"]: part["score"] for part in figures["parts"]} == scores
    assert evening.verdict.startswith(f"{round_half_up(found.overall.standing.score, POINT)} ")
    assert album.violations == []
    assert album.wide == []
    assert crowd.strangers == []
    assert crowd.complaints == []
    assert len(crowd.requests) > 100


def begun(questionnaire: Questionnaire, host: Host, crowd: Audience, album: Album, number: int) -> Evening:
    """The phones have come in, and the projector shows it; one of them had another code first."""
    projector = Projector(crowd.page(PROJECTOR))
    projector.page.goto(host.projector)
    phones = crowd.phones(number, [role.id for role in questionnaire.roles])
    evening = Evening(questionnaire, host, phones, projector, album)
    first, small = phones[:2]
    first.page.goto(f"{host.address}/?code={host.code}")
    evening.picture("01-join")
    small.page.goto(f"{host.address}/?code=AAAAAA")
    small.press()
    small.see(".error")
    album.take(small.page, "02-wrong-code")
    first.press()
    first.see('form[action="/notice"]')
    album.take(first.page, "03-notice")
    first.press()
    if first.role:
        first.see('form[action="/role"]')
        album.take(first.page, "04-role")
        first.choose_role()
    for phone in phones[1:]:
        phone.join(host)
    projector.counts(number)
    first.see(".breath")
    evening.picture("05-lobby")
    crowd.complaints.clear()  # A wrong code is answered with 404, of which the browser complains.
    projector.enter()
    return evening


def talked_about(evening: Evening, item: Item) -> None:
    """The room is apart: it talks, votes again, and agrees."""
    projector, album, phones = evening.projector, evening.album, evening.phones
    voters = len(evening.asked(item))
    phones[0].see("fieldset")
    evening.picture("10-vote")
    album.take(phones[1].page, "10-vote-small")
    phones[-1].look()
    album.take(phones[-1].page, "10-vote-without-scripts", is_read=False)
    ends = [choice.value for choice in item.choices()][:: len(item.choices()) - 1]
    evening.vote(item, 1, [ends[number % 2] for number in range(voters)])
    phones[0].change(ends[1])
    phones[0].change(ends[0])
    evening.picture("11-voted")
    projector.enter()
    phones[0].see("main .done:not(:has(.tick))")
    evening.picture("12-shown")
    projector.enter()
    evening.picture("13-talk")
    projector.enter()
    phones[0].see('input[name="ballot"][value="2"]')
    evening.vote(item, 2, alike(item, voters))
    projector.enter()
    evening.picture("14-shown-again")
    projector.move("choose")
    album.take(projector.page, "15-agree")
    projector.agree("De fleste sager når vi.")


def voted(evening: Evening, item: Item) -> None:
    """The room sees it alike, and goes on."""
    evening.phones[0].see(f'input[name="item"][value="{item.id}"]')
    if item.type not in ("rating",):
        evening.picture(f"20-{item.type}")
    evening.vote(item, 1, alike(item, len(evening.asked(item))))
    evening.projector.enter()
    if item.type not in ("rating",):
        evening.picture(f"21-{item.type}")
    evening.projector.enter()


def alike(item: Item, phones: int) -> list[str]:
    """Answers that are near each other, one of them a "don't know" where there is one."""
    values = [choice.value for choice in item.choices()]
    if not values:
        return ["12" if item.type == "number" else f"Mails nummer {number}" for number in range(phones)]
    middle = values[len(values) // 2]
    return [*[middle] * (phones - 1), "dk" if item.dk else middle]


def finished(evening: Evening, folder: Path) -> bytes:
    """The verdict, what to do first and who does it, the report, the end."""
    projector, phone = evening.projector, evening.phones[0]
    projector.see("main.verdict")
    evening.verdict = projector.page.inner_text(".lead")
    phone.see(".code-small")
    evening.picture("30-verdict")
    projector.enter()
    evening.picture("31-first")
    projector.reach('a[href="/plan"]')
    projector.follow()
    projector.write("#owner1", "Mette")
    # Where a date is typed in parts, their order is the machine's.
    projector.page.fill("#due1", "2026-12-24")
    evening.picture("32-plan")
    projector.reach('button[form="plan"]')
    projector.follow()
    projector.reach('form[action="/report"] button')
    projector.follow()
    projector.see('a[href="/report/file"]')
    evening.picture("33-report")
    with projector.page.expect_download() as coming:
        projector.page.keyboard.press("Enter")
    report = coming.value.path().read_bytes()
    projector.reach('a[href="/"]')
    projector.follow()
    projector.move("end")
    evening.picture("34-ended")
    return report


def kept(file: Path, questionnaire: Questionnaire) -> Assessment:
    """What the file says afterwards."""
    with AssessmentFile.open(file) as opened:
        (round_,) = opened.rounds()
        return assess(questionnaire, round_, opened.responses(round_))
