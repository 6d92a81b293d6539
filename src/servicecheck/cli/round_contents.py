"""How far everybody in an assessment file is, and which commands make sense next."""

from pathlib import Path

from servicecheck.cli import typed
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.interview import Interview
from servicecheck.language import preferred
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.terminal.contents import NextStep, Person, RoomContents, RoundContents
from servicecheck.workshop import Workshop


def contents_of(file: AssessmentFile, round_: Round) -> RoundContents:
    """The people of a round, measured against the questionnaire that the round keeps."""
    questionnaire = questionnaires.parse(file.questionnaire_bytes(round_), file.questionnaire_name(round_))
    people = tuple(_person(questionnaire, response) for response in file.responses(round_))
    title = questionnaire.title.to(preferred([file.organisation.language]))
    return RoundContents(round_, title, people, _room(file.workshop_of(round_, questionnaire)))


def next_steps(path: Path, rounds: tuple[RoundContents, ...]) -> list[NextStep]:
    """What can be done with the newest round."""
    if not rounds:
        return [NextStep("servicecheck list", "See what can be answered:")]
    newest = rounds[-1]
    steps = []
    if newest.round.closed is None:
        steps += _ways_to_answer(path, newest)
    if newest.handed_in or (newest.room and newest.room.seen):
        steps.append(NextStep(typed.command("report", str(path)), "The report:"))
        steps.append(NextStep(typed.command("explain", str(path)), "Why the level is what it is:"))
        steps.append(NextStep(typed.command("plan", str(path)), "The plan of action:"))
    earlier = [one for one in rounds[:-1] if one.round.questionnaire_id == newest.round.questionnaire_id]
    if newest.handed_in and earlier:
        steps.append(NextStep(typed.command("compare", str(path)), "What has changed since last time:"))
    if newest.handed_in and newest.round.actions:
        steps.append(NextStep(typed.command("run", str(path), "--next"), "When you measure again, the next round:"))
    return steps


def as_json(name: str, rounds: tuple[RoundContents, ...], steps: list[NextStep]) -> dict[str, object]:
    """The same as a document for a script."""
    return {
        "format": 1,
        "organisation": name,
        "rounds": [_round_as_json(contents) for contents in rounds],
        "next": [step.command for step in steps],
    }


def _ways_to_answer(path: Path, contents: RoundContents) -> list[NextStep]:
    round_, people = contents.round, contents.own_people
    if contents.room:
        going_on = NextStep(typed.command("workshop", str(path)), "The workshop goes on:")
        return [] if contents.room.has_ended else [going_on]
    if round_.mode == "own" and people:
        why = "See the answers again:" if contents.handed_in else "Go on answering:"
        return [NextStep(typed.command("run", str(path)), why)]
    steps = [NextStep(typed.command("run", str(path), "--new"), "Another person answers:")]
    if any(not person.has_handed_in for person in people):
        steps.append(
            NextStep(typed.command("run", str(path), "--respondent", "CODE"), "Somebody who has begun goes on:")
        )
    return steps


def _room(workshop: Workshop | None) -> RoomContents | None:
    if workshop is None:
        return None
    seen = sum(any(ballot.is_shown for ballot in some) for some in workshop.ballots.values())
    return RoomContents(len(workshop.items), seen, has_ended=workshop.phase == "ended")


def _person(questionnaire: Questionnaire, response: Response) -> Person:
    interview = Interview.begin(questionnaire, response.answers, response.respondent.role)
    return Person(
        code=response.respondent.code,
        role=response.respondent.role or "",
        replied=interview.replied,
        asked=interview.total,
        has_handed_in=response.finished,
        last_answer=response.last_answer.astimezone().date() if response.last_answer else None,
    )


def _round_as_json(contents: RoundContents) -> dict[str, object]:
    round_ = contents.round
    return {
        "number": round_.number,
        "title": round_.title,
        "questionnaire": {"id": round_.questionnaire_id, "version": round_.questionnaire_version},
        "mode": round_.mode,
        "k": round_.k,
        "invited": round_.invited,
        "opened": round_.opened.isoformat() if round_.opened else None,
        "closed": round_.closed.isoformat() if round_.closed else None,
        "handed_in": contents.handed_in,
        "customers": len(contents.people) - len(contents.own_people),
        "workshop": _room_as_json(contents),
        "actions": [
            {
                "item": action.item,
                "text": action.text,
                "owner": action.owner,
                "due": action.due.isoformat() if action.due else None,
                "status": action.status,
                "is_agreed": action.is_agreed,
            }
            for action in round_.actions
        ],
        "respondents": [
            {
                "code": person.code,
                "role": person.role or None,
                "answered": person.replied,
                "asked": person.asked,
                "handed_in": person.has_handed_in,
            }
            for person in contents.own_people
        ],
    }


def _room_as_json(contents: RoundContents) -> dict[str, object] | None:
    room = contents.room
    if room is None:
        return None
    return {"asked": room.asked, "seen": room.seen, "agreed": len(contents.round.agreed), "has_ended": room.has_ended}
