"""What came of the actions that were agreed in the last round: one page each, kept before the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from servicecheck.interview import Quit
from servicecheck.language import Words
from servicecheck.response import LONGEST_NAME, PlannedAction, Status
from servicecheck.telling.planning import figures_of
from servicecheck.web.interview.desk import Desk, One, Page, Submission

_STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass
class FollowUp:
    """The actions of one plan while they are looked back at."""

    desk: Desk
    words: Words
    heading: str
    plan: Sequence[PlannedAction]
    keep: Callable[[tuple[PlannedAction, ...]], None]

    def run(self) -> None:
        """Ask of every action that was agreed and not dropped. Raises Quit."""
        places = [place for place, action in enumerate(self.plan) if action.is_agreed and action.status != "dropped"]
        kept = tuple(self.plan)
        for number, place in enumerate(places, 1):
            answered = self._answered(kept[place], f"/last-time/{number}", len(places))
            if answered != kept[place]:
                kept = (*kept[:place], answered, *kept[place + 1 :])
                self.keep(kept)

    def _answered(self, action: PlannedAction, path: str, total: int) -> PlannedAction:
        """The action as somebody says it is now."""
        wrong = ""
        while True:
            sent = self._ask(action, path, total, wrong)
            status = next((one for one in _STATUSES if one == sent.form.one("status")), action.status)
            result = " ".join(sent.form.one("result").split())
            if len(result) <= LONGEST_NAME:
                return replace(action, status=status, result=result if action.measure else action.result)
            wrong = self.words("err_too_long", max=LONGEST_NAME)

    def _ask(self, action: PlannedAction, path: str, total: int, wrong: str) -> Submission:
        words = self.words
        view = {
            "heading": self.heading,
            "action": action,
            "number": int(path.rpartition("/")[2]),
            "total": total,
            "due": words.date(action.due, year=True) if action.due else "",
            "statuses": [(one, words(f"status_{one.replace('-', '_')}")) for one in _STATUSES],
            "figures": figures_of(words, action) if action.measure else "",
            "wrong": wrong,
        }
        self.desk.put_up(One(path, Page("interview/last_time", words, view)))
        sent = self.desk.receive_at(path)
        if sent.do == "quit":
            raise Quit
        return sent
