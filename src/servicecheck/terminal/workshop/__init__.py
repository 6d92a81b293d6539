"""The facilitator's console: where phones come in, how far the room is, and every move typed as a word.

- `desk`: what the console is handed. `console`: the prompt. `orders`: the words; `doing`, `making`: what each does.
- `lobby`, `qr`, `showing`, `verdict`: what stands on the screen. `news`: what happens meanwhile.
- `hands`, `seats`, `paper`: ways to vote without a phone. `agreeing`: the common answer.
"""

from servicecheck.terminal.workshop.console import Console
from servicecheck.terminal.workshop.desk import Desk, Lobby
from servicecheck.terminal.workshop.news import News

__all__ = ["Console", "Desk", "Lobby", "News"]
