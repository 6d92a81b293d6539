"""A small assessment file with something in every table, and all that can be read from one."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import sample_workshops
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Text
from servicecheck.response import (
    Answer,
    Brand,
    Organisation,
    PlannedAction,
    RegisterRow,
    Response,
    Round,
    Target,
)

QUESTIONNAIRE = b"format: 1\nid: low-effort\nversion: 1.2\n# as it was mailed\n"
WHEN = datetime(2026, 11, 20, 14, 5)
OPEN = Round("low-effort", "1.2", title="Autumn", mode="open", invited=12, opened=date(2026, 11, 1))
ANONYMOUS = Round("low-effort", "1.2", mode="anonymous")
TARGET = Target("LE-A", 750_000, "Most calls end here", "Mette", date(2026, 11, 20))
ACTION = PlannedAction(
    "LE-A1",
    "Note every contact in two lines",
    "Åse",
    date(2027, 1, 31),
    first_step="Pick the place",
    measure="contacts noted",
    today="2/10",
    goal="8/10",
    result="7 of 10",
)
BRAND = Brand(
    b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
    "#00527a",
    Text({"en": "Thank you.", "da": "Tak for hjælpen."}),
    "Havnens Cykler ApS",
    "Åse Lind",
)
ORGANISATION = Organisation("Havnens Cykler", "da", "Mette", BRAND)


@dataclass(frozen=True)
class Content:
    """Everything that a file says."""

    organisation: Organisation
    rounds: tuple[Round, ...]
    questionnaires: tuple[tuple[str, bytes], ...]
    responses: tuple[tuple[Response, ...], ...]
    positions: tuple[str, ...]
    workshops: dict[int, object]
    """By the number of the round: where the room is, and every vote in every ballot."""


def content(path: Path) -> Content:
    """Read everything."""
    with AssessmentFile.open(path, "read") as file:
        rounds = file.rounds()
        responses = tuple(map(file.responses, rounds))
        return Content(
            file.organisation,
            rounds,
            tuple((file.questionnaire_name(round_), file.questionnaire_bytes(round_)) for round_ in rounds),
            responses,
            tuple(
                file.position(r, one.respondent.code) for r, some in zip(rounds, responses, strict=True) for one in some
            ),
            {round_.number: said for round_ in rounds if (said := workshop(file, round_))},
        )


def workshop(file: AssessmentFile, round_: Round) -> object:
    """What a file says of the workshop of a round; None where there is none."""
    found = file.workshop_of(round_, sample_workshops.questionnaire())
    if found is None:
        return None
    return found.session, [
        (ballot.item, ballot.number, ballot.is_shown, {code: asdict(vote) for code, vote in ballot.votes.items()})
        for some in found.ballots.values()
        for ballot in some
    ]


def fill(path: Path) -> Content:
    """Make a file with two rounds, an open and an anonymous one, and return what it says."""
    with AssessmentFile.create(path, ORGANISATION) as file:
        for round_ in (OPEN, ANONYMOUS):
            stored = file.add_round(round_, QUESTIONNAIRE, "low-effort.yaml")
            for role in ("staff", "staff", "leader"):
                answer_all(file, stored, role)
            file.change_round(with_plans(stored))
    return content(path)


def fill_room(path: Path) -> Content:
    """Add a round with a workshop in which one question was voted on twice and agreed on, and another is open."""
    with AssessmentFile.open(path) as file:
        given = Round("tiny", "1.0", mode="anonymous", opened=date(2026, 11, 22))
        round_ = file.add_round(given, sample_workshops.QUESTIONNAIRE.encode(), "tiny.yaml")
        begun = replace(sample_workshops.room(6), round=round_)
        file.keep_workshop(None, begun)
        again = sample_workshops.voted(begun, "S1", "1", "2", "2.5", "na", "dk", "3").show().again()
        agreed = sample_workshops.voted(again, "S1", *"222333").show().agree("2.5", "From this week on, æøå")
        file.keep_workshop(begun, sample_workshops.voted(agreed, "S3", "The phone", "Æbler"))
    return content(path)


def answer_all(file: AssessmentFile, round_: Round, role: str) -> None:
    """Let somebody join and answer a few items and a register."""
    code = file.add_respondent(round_, role, "da").code
    for number, value in enumerate(("1", "2.5", "na", "dk", None)):
        answer = Answer(value, note="æøå " * 20 * number, evidence="the log", evidence_grade=number % 4)
        file.save_answer(round_, code, f"LE-A{number}", answer, WHEN)
    file.save_register(round_, "mistakes", [RegisterRow("mistakes", {"what": f"late {role}", "hours": "3"})], code)
    file.save_position(round_, code, "LE-A4")
    file.finish(round_, code)


def with_plans(round_: Round) -> Round:
    """The round with a target and two actions."""
    return replace(round_, targets=(TARGET,), actions=(ACTION, replace(ACTION, item="LE-A2", status="done")))
