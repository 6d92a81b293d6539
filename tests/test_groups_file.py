"""The groups file: written from any order of rows alike, read back as it was, and refused where it cannot be true."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from oracle import Person
from sample_groups import BY, Place, groups_of, rows_of
from servicecheck import __version__
from servicecheck.errors import InvalidFile
from servicecheck.files.groups_file import GroupsFile, is_groups_file, parsed, read, written
from servicecheck.files.questionnaires import parse

YAML = """\
format: 1
id: service
version: 1.0.0
title: Service
levels:
  - {id: bad, title: Bad, from: 0}
  - {id: good, title: Good, from: 50}
sections:
  - id: A
    title: Answers
    items:
      - {id: A1, type: choice, text: One, options: [{value: "1", points: 0}, {value: "2", points: 50}]}
      - {id: A2, type: choice, text: Two, options: [{value: "1", points: 0}, {value: "2", points: 50}]}
  - id: B
    title: Numbers
    items:
      - {id: B1, type: number, text: Three, bands: [{from: 0, points: 0}, {from: 10, points: 100}]}
      - {id: B2, type: choices, text: Four, options: [{value: x, points: 10}, {value: y, points: 20}]}
"""
QUESTIONNAIRE = parse(YAML.encode(), "service.yaml")

Document = dict[str, Any]


def placed(number: int = 60, seed: int = 1) -> list[tuple[Place, Person]]:
    """People in teams of different size, one of them with a name that shows as nothing but letters."""
    random = Random(seed)
    teams = [("Nørrebro", "2026-Q1")] * 5 + [("Nørrebro", "2026-Q2")] * 4 + [("=1+1\u202e", None)] * 3 + [("few", "q")]
    choose = random.choice
    return [
        (
            choose(teams),
            Person(
                {
                    "A1": choose(["1", "2", "2", "dk"]),
                    "A2": choose(["1", "2", "na", None]),
                    "B1": choose(["3", "12", "99.5", None]),
                    "B2": choose(["x", "x|y", "none", "y"]),
                }
            ),
        )
        for _ in range(number)
    ]


def groups_file(people: list[tuple[Place, Person]], pieces: int = 1, mode: Any = "anonymous") -> GroupsFile:
    size = -(-len(people) // pieces) or 1
    rows = [rows_of(QUESTIONNAIRE, people[at : at + size]) for at in range(0, len(people), size)]
    groups = groups_of(QUESTIONNAIRE, rows).published(5 if mode == "anonymous" else 1)
    return GroupsFile(QUESTIONNAIRE, YAML, BY, mode, 5, "", __version__, groups)


def document(mode: str = "anonymous") -> Document:
    found: Document = json.loads(written(groups_file(placed(), mode=mode)))
    return found


def refusal_of(changed: Document) -> str:
    with pytest.raises(InvalidFile) as refused:
        parsed(json.dumps(changed).encode(), "groups.json")
    return str(refused.value)


@pytest.mark.parametrize("mode", ["anonymous", "open"])
def test_what_is_written_is_read_back_as_it_was(mode: str, tmp_path: Path) -> None:
    original = groups_file(placed(), mode=mode)
    path = tmp_path / "groups.json"
    path.write_bytes(written(original))

    assert read(path) == original
    assert is_groups_file(path)
    assert written(read(path)) == path.read_bytes()


@pytest.mark.promise("P18")
def test_the_same_people_in_any_order_and_any_pieces_give_the_same_bytes() -> None:
    people = placed()
    expected = written(groups_file(people))
    for seed in range(5):
        Random(seed).shuffle(people)
        assert written(groups_file(people, pieces=1 + 3 * seed)) == expected


def test_of_hidden_groups_only_their_place_and_the_reason_are_there() -> None:
    hidden = [group for group in document()["groups"] if "hidden" in group]

    assert hidden
    assert all(group.keys() == {"path", "hidden"} for group in hidden)


def test_a_name_that_cannot_be_seen_is_written_in_letters_that_can() -> None:
    content = written(groups_file(placed(), mode="open"))

    assert b"\\u202e" in content
    assert "\u202e".encode() not in content
    assert ("=1+1\u202e",) in [group.path for group in parsed(content, "groups.json").groups]


def test_long_numbers_are_text() -> None:
    content = document("open")
    content["groups"][0]["spreads"][""]["deviations"] = str(2**60)
    found = parsed(json.dumps(content).encode(), "groups.json")

    assert found.groups[0].sums is not None
    assert found.groups[0].sums.spreads[""].deviations == 2**60
    assert b'"deviations": "1152921504606846976"' in written(found)


def test_nobody_makes_a_file_too() -> None:
    nobody = groups_file([])

    assert parsed(written(nobody), "groups.json") == nobody


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"[1, 2]", "this is no groups file"),
        (b'{"format": "servicecheck-export", "version": 1}', "this is no groups file"),
        (b'{"format": "servicecheck-groups", "version": 2}', "newer version of servicecheck"),
        (b'{"format": "servicecheck-groups", "version": 1}', "program: field required"),
        (b'{"format": "servicecheck-groups", "version": 1', "this is not JSON"),
        (b'{"format": "servicecheck-groups", "version": NaN}', "NaN is not a number"),
        (b'{"a": ' * 5_000 + b"1" + b"}" * 5_000, "nested more than"),
    ],
)
def test_what_is_no_groups_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidFile, match=reason):
        parsed(content, "groups.json")


def test_every_truncation_is_refused() -> None:
    content = written(groups_file(placed()))
    for end in range(0, len(content) - 2, 97):
        with pytest.raises(InvalidFile):
            parsed(content[:end], "groups.json")


@pytest.mark.parametrize("number", [60, pytest.param(2_000, marks=pytest.mark.release)])
def test_a_changed_file_is_read_or_refused(number: int) -> None:
    content = written(groups_file(placed(), mode="open"))
    for seed in range(number):
        random, changed = Random(seed), bytearray(content)
        place = random.randrange(len(changed))
        changed[place : place + random.choice([0, 1, 9])] = random.choice(
            [b"", b"9" * 30, b"-", b"null", b'"', b"\xff"]
        )
        with suppress(InvalidFile):
            (whole_, *_) = parsed(bytes(changed), "groups.json").groups
            if whole_.sums is not None:
                whole_.sums.standing(QUESTIONNAIRE).collect()


def whole(content: Document) -> Document:
    found: Document = content["groups"][0]
    return found


def section(content: Document) -> Document:
    found: Document = whole(content)["sections"]["A"]
    return found


def item(content: Document) -> Document:
    found: Document = whole(content)["items"]["A1"]
    return found


CHANGES: dict[str, tuple[Callable[[Document], object], str]] = {
    "a negative count": (lambda d: item(d).update(dk=-1), "items.A1.dk: input should be greater than or equal to 0"),
    "a fraction": (lambda d: whole(d).update(people=1.5), "'1.5' is not a whole number"),
    "more digits than any sum": (lambda d: section(d).update(total="9" * 61), "is not a whole number"),
    "an unknown key": (lambda d: whole(d).update(names=["Anna"]), "groups.0.names: extra inputs are not permitted"),
    "more people in the teams": (lambda d: whole(d).update(people=5), "fewer people than the groups in it"),
    "more people count than there are": (lambda d: section(d).update(people=1_000), "more people count than there are"),
    "bounds the wrong way round": (lambda d: section(d).update(low=10**9), "the total is not between the bounds"),
    "squares too small": (lambda d: section(d).update(squares=1), "no numbers have this sum and these squares"),
    "beyond the scale": (lambda d: section(d).update(high=10**9), "beyond what the scale allows"),
    "squares too large": (lambda d: section(d).update(squares="9" * 50), "beyond what the scale allows"),
    "more people than there ever were": (
        lambda d: whole(d).update(people=10**13),
        "less than or equal to 1000000000000",
    ),
    "an answer too many": (lambda d: item(d).update(answered=item(d)["answered"] + 1), "not as many as the people"),
    "another total": (lambda d: item(d).update(total=0), "the answers are not worth the total"),
    "answers moved": (lambda d: item(d)["values"].update({"1": 0}), "the answers do not have these points"),
    "an unknown answer": (lambda d: item(d)["values"].update({"9": 0}), "values: 9 is not in the questionnaire"),
    "a missing section": (lambda d: whole(d)["sections"].pop("A"), "sections: A is missing"),
    "a missing item": (lambda d: whole(d)["items"].pop("A1"), "items: A1 is missing"),
    "a strange item": (lambda d: whole(d)["items"].update(Z=item(d)), "items: Z is not in the questionnaire"),
    "a hidden item with answers": (
        lambda d: item(d).update(hidden="too-few"),
        "it is hidden, and its answers are there",
    ),
    "a spread of many": (lambda d: whole(d)["spreads"][""].update(people=999), "a spread rests on more people"),
    "an unknown level": (lambda d: whole(d).update(levels={"best": 1}), "levels: best is not in the questionnaire"),
    "too many draws": (lambda d: whole(d).update(levels={"good": 2_001}), "the draws of the levels are not 2000"),
    "the whole twice": (lambda d: d["groups"].append(whole(d)), "the whole stands there twice"),
    "a group too deep": (lambda d: d["groups"][-1].update(path=["few", "q", "x"]), "lies deeper than 'by' has columns"),
    "no whole": (lambda d: d["groups"].pop(0), "stands before the group around it"),
    "fewer than k": (lambda d: d.update(k=20), "has fewer than 20 people, and is shown"),
    "a k of 2": (lambda d: d.update(k=2), "k: input should be greater than or equal to 3"),
    "a low k without a reason": (lambda d: d.update(k=3), "k is below 5, and no reason is given"),
    "another questionnaire": (lambda d: d["questionnaire"].update(id="other"), "not the one it says it is"),
    "a broken questionnaire": (
        lambda d: d["questionnaire"].update(yaml="format: 1"),
        "the questionnaire in groups.json",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_cannot_be_true_is_refused(what: str) -> None:
    content = document()
    change, reason = CHANGES[what]
    change(content)

    assert reason in refusal_of(content)
