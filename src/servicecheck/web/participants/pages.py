"""Which page a phone shows: it follows from the workshop as it is, and from whose phone it is, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from servicecheck.language import Words
from servicecheck.telling.receiving import notice_in_a_room
from servicecheck.web.participants.visitor import Visitor
from servicecheck.web.participants.vote import reply_of
from servicecheck.workshop import Workshop
from servicecheck.workshop.result import result_of

_OVER = ("verdict", "plan", "ended")


@dataclass(frozen=True)
class Page:
    """A page: its template, what it shows, and a key that is another when the page has to be fetched anew."""

    name: str
    shows: Mapping[str, object] = field(default_factory=dict)
    status: int = 200
    place: str = ""
    """The item and its ballot, where the page is about one."""

    @property
    def key(self) -> str:
        """Another one for another page."""
        return f"{self.name} {self.place}"


def page_for(visitor: Visitor) -> Page:
    """What this phone shows now; a question is named by `vote`, and filled in elsewhere."""
    workshop = visitor.workshop
    if not visitor.code:
        return Page("join") if workshop.phase != "ended" else Page("late", {"reason": "ws_over"})
    if not visitor.is_in:
        return _not_in(workshop)
    if workshop.phase == "lobby":
        how = workshop.questionnaire.instruction or visitor.words("iv_instruction")
        return Page("waiting", {"people": len(workshop.people), "how": visitor.words.typeset(how)})
    if workshop.phase in _OVER:
        return _over(visitor)
    assert workshop.item is not None
    place = f"{workshop.item.id}.{workshop.ballot.number}"
    reason = workshop.why_not(visitor.code, workshop.item.id)
    vote = workshop.ballot.votes.get(visitor.code)
    if workshop.phase == "open" and reason:
        return Page("others", {"reason": reason}, place=place)
    if workshop.phase == "open" and not vote:
        return vote_page(place)
    own = reply_of(workshop.questionnaire, workshop.item, vote.value, visitor.words) if vote else ""
    if workshop.phase == "open":
        return Page("registered", {"own": own}, place=place)
    return Page("closed", {"own": own, "outcome": _outcome(workshop, workshop.item.id, visitor.words)}, place=place)


def vote_page(place: str) -> Page:
    """The page with the question that is open."""
    return Page("vote", place=place)


def header_of(workshop: Workshop, shown: Page, words: Words) -> tuple[str, str]:
    """What stands at the top: the area and the number of the question, or the questionnaire."""
    if shown.name == "join":
        return "servicecheck", ""
    item = workshop.item
    if item is None or not shown.place:
        return words.typeset(workshop.questionnaire.title), ""
    number = [one.id for one in workshop.items].index(item.id) + 1
    place = words("iv_question_of", number=number, total=len(workshop.items))
    return words.typeset(workshop.questionnaire.home(item.id).title), place


def notice_points(workshop: Workshop, contact: str, words: Words) -> tuple[list[str], list[str]]:
    """What happens to the answers: what everybody should know, and more for whoever wants to."""
    comments = [words("notice_comments", k=workshop.round.k)] if workshop.is_anonymous else []
    more = [words("notice_purpose"), *comments, words("ws_notice_http")]
    return list(notice_in_a_room(workshop.round, contact, words)), more


def why_a_role(workshop: Workshop, words: Words) -> str:
    """What the role is asked for, and who will not see it."""
    roles = {role.id for role in workshop.questionnaire.roles}
    told = [words("round_role_why")] if {"leader", "staff"} <= roles else []
    return " ".join([*told, *([words("round_role_hidden", k=workshop.round.k)] if workshop.is_anonymous else [])])


def _not_in(workshop: Workshop) -> Page:
    """Somebody with the right code, who has not come in yet, or cannot any more."""
    if workshop.phase == "ended":
        return Page("late", {"reason": "ws_over"})
    return Page("late", {"reason": "ws_too_late"}) if workshop.session.verdict_seen else Page("notice")


def _over(visitor: Visitor) -> Page:
    workshop, code = visitor.workshop, visitor.code
    voted = {item for item, there in workshop.ballots.items() if any(code in ballot.votes for ballot in there)}
    asked = voted | {item.id for item in workshop.items if workshop.is_for(code, item.id)}
    told = {"voted": len(voted), "total": len(asked), "code": code}
    return Page("over" if workshop.phase == "ended" else "finished", told)


def _outcome(workshop: Workshop, item: str, words: Words) -> str:
    """Where the votes are to be seen, or why they are not."""
    if result_of(workshop, item).hidden:
        return words("ws_hidden_few", k=workshop.smallest_group)
    return words("ws_closed_talk")
