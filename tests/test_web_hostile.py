"""Hostile texts on phones and on the projector: whatever authors and people write is a text, on every page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from page_parts import Page
from raw_requests import Reply, ask, request
from sample_questionnaires import from_parts
from sample_workshops import SESSION
from served_room import ServedRoom, form, served_room
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Respondent, Round
from servicecheck.web.services import Wifi
from servicecheck.workshop import Vote, Workshop

QUESTIONNAIRE = """\
format: "1"
id: tiny
version: "1.0"
title: "title @@"
purpose: "purpose @@"
who: "who @@"
instruction: "instruction @@"
levels: [{id: bad, from: "0", title: "bad @@"}, {id: good, from: "25", title: "good @@"},
         {id: world-class, from: "75", title: "world @@"}]
roles: [{id: leader, title: "leader @@"}, {id: staff, title: "staff @@"}]
gates: [{id: G, when: {section: S, below: "50"}, caps_at: good, title: "gate @@", text: "gate text @@"}]
sections:
  - id: S
    title: "section @@"
    note: "section note @@"
    items:
      - type: rating
        id: S1
        text: "rating @@"
        help: "help @@"
        evidence_prompt: "evidence @@"
        anchors: {bad: "anchor bad @@", good: "anchor good @@", world-class: "anchor world @@"}
        actions: {good: {text: "action @@"}, world-class: {text: "action @@"}}
      - {type: choice, id: S2, text: "choice @@", options: [{value: a, label: "a @@"}, {value: b, label: "b @@"}]}
      - {type: choices, id: S3, text: "choices @@", options: [{value: a, label: "a @@"}, {value: b, label: "b @@"}]}
      - {type: yes-no, id: S4, text: "yes or no @@", points_yes: "100", actions: {good: {text: "action @@"}}}
      - {type: number, id: S5, text: "number @@", unit: "unit @@"}
      - {type: text, id: S6, text: "text @@"}
"""
PAYLOADS = [
    "'\"></title></textarea><script>alert(1)</script>{{ 7 * 7 }}&lt;b&gt;",
    "'\"><img src=x onerror=alert(1)>",
    "</title></textarea></style></script><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}<b>",
    '" autofocus onfocus=alert(1) x="',
    "&lt;script&gt;<!-- -->&#x3C;i&#x3E;",
    "javascript:alert(1)",
    "\u202e\u2066</p><form action=//evil.example>",
]
PEOPLE = 6
ANSWERS = {"S1": "2", "S2": "a", "S3": "a", "S4": "yes", "S5": "12"}


def questionnaire(text: str) -> Questionnaire:
    return from_parts(**_with(text, yaml.load(QUESTIONNAIRE, Loader=yaml.BaseLoader)))


def _with(text: str, part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _with(text, value) for key, value in part.items()}
    if isinstance(part, list):
        return [_with(text, value) for value in part]
    return part.replace("@@", text)


@dataclass
class Phone:
    """Forms and cookies, nothing else."""

    place: ServedRoom
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, target: str = "/") -> Reply:
        return self.led(self.sent("GET", target, b""))

    def post(self, target: str, **fields: str) -> Reply:
        return self.led(self.sent("POST", target, form(**fields)))

    def vote(self, answer: str, comment: str) -> Reply:
        now = self.place.room.now
        return self.post("/vote", item=now.session.item, ballot="1", answer=answer, comment=comment)

    def sent(self, method: str, target: str, body: bytes) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = ask(self.place.phones, request(self.place.phones, method, target, body, cookie=cookie))
        for name, morsel in SimpleCookie(reply.headers.get("set-cookie", "")).items():
            self.cookies[name] = morsel.value
        return reply

    def led(self, reply: Reply) -> Reply:
        return self.get(reply.headers["location"]) if reply.status == 303 else reply


@dataclass
class Walk:
    """Everything that a phone and the projector show of a room in which one text stands wherever a text can."""

    place: ServedRoom
    text: str
    pages: dict[str, Reply] = field(default_factory=dict)

    def whole(self) -> dict[str, Reply]:
        phone = Phone(self.place)
        self.coming_in(phone)
        for item in self.place.room.now.items:
            self.item(phone, item.id)
        self.verdict(phone)
        return self.pages

    def coming_in(self, phone: Phone) -> None:
        self.pages["join"] = phone.get(f"/?code={quote(self.text)}")
        self.pages["join, wrong"] = phone.post("/join", code=self.text)
        self.pages["another language"] = phone.post("/language", language=self.text, code=self.text)
        self.look("lobby", "", "help")
        self.pages["notice"] = phone.post("/join", code=SESSION.join_code)
        self.pages["role"] = phone.post("/notice")
        self.pages["role, wrong"] = phone.post("/role", role=self.text)
        self.pages["waiting"] = phone.post("/role", role="staff")

    def item(self, phone: Phone, item: str) -> None:
        answer = ANSWERS.get(item, self.text)
        self.do(lambda room: room.open(item))
        self.pages[f"{item}"] = phone.get()
        self.pages[f"{item}, wrong"] = phone.vote("", self.text)
        self.pages[f"{item}, off"] = phone.vote(self.text, self.text * 20)
        self.pages[f"{item}, voted"] = phone.vote(answer, self.text)
        self.pages[f"{item}, again"] = phone.get("/change")
        for one in range(1, PEOPLE):
            self.do(partial(voted, code=f"P{one}", item=item, vote=Vote(answer, self.text)))
        self.look(f"{item} open", "", "help", "hands", "questions")
        self.pages[f"{item}, hands"] = self.press("/do", do="hands", **{f"count.{answer}": self.text})
        self.press("/do", do="reveal", sure="yes")
        self.pages[f"{item}, closed"] = phone.get()
        self.look(f"{item} shown", "", "comments")
        self.press("/do", do="talk")
        self.look(f"{item} talk", "")
        self.press("/do", do="choose")
        self.pages[f"{item}, disagreed"] = self.press("/do", do="agree", value=f"{self.text}|", reason=self.text * 200)
        self.pages[f"{item}, agreed"] = self.press("/do", do="agree", value=answer, reason=self.text)

    def verdict(self, phone: Phone) -> None:
        self.do(lambda room: room.verdict())
        self.pages["finished"] = phone.get()
        self.look("verdict", "", "sections", "plan", "report", "questions")
        self.pages["plan, wrong"] = self.press("/plan", **{"text.S1": self.text * 200})
        self.press("/plan", **{"text.S1": self.text, "owner.S1": self.text, "due.S1": self.text})
        self.do(lambda room: room.turn("plan"))
        self.look("first steps", "", "plan")
        self.do(lambda room: room.end())
        self.pages["ended"] = phone.get()
        self.look("end", "", "questions")

    def do(self, change: Callable[[Workshop], Workshop]) -> None:
        self.place.room.do(change).result()

    def look(self, where: str, *looks: str) -> None:
        for look in looks:
            sent = request(self.place.presenter, "GET", f"/{look}", b"", cookie=self.cookie)
            self.pages[f"{where}: {look}"] = ask(self.place.presenter, sent)

    def press(self, path: str, **fields: str) -> Reply:
        pressed = form(key=self.place.key, **fields)
        return ask(self.place.presenter, request(self.place.presenter, "POST", path, pressed, cookie=self.cookie))

    @property
    def cookie(self) -> str:
        return f"entrance-{self.place.presenter.split(':')[1]}={self.place.token}"


def voted(room: Workshop, code: str, item: str, vote: Vote) -> Workshop:
    return room.vote(code, item, 1, vote)


def walked(text: str) -> dict[str, Reply]:
    asked = questionnaire(text)
    room = Workshop(asked, Round(asked.id, asked.version, title=text), SESSION)
    for one in range(1, PEOPLE):
        room = room.join(Respondent(f"P{one}", "leader"))
    with served_room(room, text, Wifi(text, text)) as place:
        pages = Walk(place, text).whole()
        assert place.mistakes == []
    return pages


@pytest.mark.parametrize(
    "payload", [PAYLOADS[0], *(pytest.param(one, marks=pytest.mark.release) for one in PAYLOADS[1:])]
)
def test_no_text_becomes_more_than_a_text(payload: str) -> None:
    # As long as the other one: a drawing leaves out a name that it has no room for.
    harmless, pages = walked("x" * len(payload)), walked(payload)

    assert set(pages) == set(harmless)
    for name, reply in pages.items():
        page, plain = Page.of(reply.text), Page.of(harmless[name].text)
        assert reply.status == harmless[name].status, name
        assert page.skeleton == plain.skeleton, name
        assert [kind_of(one) for one in page.addresses] == [kind_of(one) for one in plain.addresses], name
        assert not [names for names in page.skeleton if any(one.startswith("on") or one == "style" for one in names)]
    shown = "".join(Page.of(reply.text).text for reply in pages.values())
    assert "alert(1)" in shown or "alert" not in payload


def kind_of(address: str) -> str:
    """An address without what stands behind a question mark; it leads to this place."""
    assert address.startswith("/")
    assert not address.startswith("//")
    return address.partition("?")[0]
