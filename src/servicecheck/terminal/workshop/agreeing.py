"""The room's common answer, as the facilitator types it: a value and one line of why."""

from dataclasses import dataclass

from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Quit
from servicecheck.terminal.interview.typed_answers import answers_to, value_of
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.terminal.workshop.making import Making
from servicecheck.terminal.workshop.orders import Order
from servicecheck.workshop import Refused
from servicecheck.workshop.moves import can_be_agreed


@dataclass(frozen=True)
class Agreeing:
    """Asking for the agreed answer to the question on the screen."""

    desk: Desk
    making: Making

    def agree(self, order: Order) -> None:
        """Keep the answer that was typed with its reason, or ask for both. Raises Quit, Refused and InvalidAnswer."""
        room = self.desk.room.now
        item = room.item
        if item is None or room.phase not in ("shown", "talk", "choose") or not can_be_agreed(item):
            raise Refused("ws_not_now")
        if room.phase != "choose" and self.making.make("choose") is None:
            return
        words, dialogue = self.desk.dialogue.words, self.desk.dialogue
        typed, _, reason = order.rest.partition(" ")
        if not typed:
            answers = answers_to(item, words, ["na"] if item.is_allowed("na") else []) if item.choices() else ""
            typed = dialogue.ask(words("host_agreed_prompt", choices=answers) if answers else f"{words('ws_agreed')}:")
            if not typed:
                raise Quit
        value = item.parse(value_of(typed, item, words))
        if value == "dk":
            raise InvalidAnswer("err_choose_one", given=typed)
        reason = reason.strip() or dialogue.ask(f"{words('ws_reason_hint')}:")
        if self.making.make("agree", {"value": value, "reason": reason}) is not None:
            dialogue.say("host_agreed", value=typed)
