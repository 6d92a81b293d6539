"""The facilitator's console: where phones come in, how far the room is, and every move typed as a word."""

from servicecheck.terminal.workshop.console import Console
from servicecheck.terminal.workshop.desk import Desk, Lobby
from servicecheck.terminal.workshop.news import News

__all__ = ["Console", "Desk", "Lobby", "News"]
