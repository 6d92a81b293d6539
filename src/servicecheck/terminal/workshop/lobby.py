"""The way into the room, as the facilitator's screen shows it."""

from servicecheck.language import Words
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.workshop.desk import Lobby
from servicecheck.terminal.workshop.qr import show_qr
from servicecheck.workshop.session import spaced


def show_lobby(screen: Screen, lobby: Lobby, join_code: str, words: Words) -> None:
    """Print the address, the code, the QR code, and where the projector's page is."""
    screen.gap()
    if lobby.addresses:
        _show_way(screen, lobby, join_code, words)
    else:
        screen.paragraph(words("host_no_network" if lobby.is_alone else "host_no_phones"))
    screen.gap()
    screen.paragraph(words("host_presenter"))
    screen.line("  ", (lobby.presenter, "bold"))
    screen.paragraph(words("host_presenter_only_here"))


def _show_way(screen: Screen, lobby: Lobby, join_code: str, words: Words) -> None:
    address = lobby.addresses[0]
    if join_code:
        show_qr(screen, f"{address}/?code={join_code}")
    screen.gap()
    screen.columns([[words("host_address"), (address, "bold")], [words("host_code"), (spaced(join_code), "bold")]])
    if lobby.wifi:
        screen.paragraph(words("host_wifi", wifi=lobby.wifi))
    if lobby.is_alone:
        return
    screen.gap()
    screen.paragraph(words("host_plain_http"))
    if lobby.others:
        screen.paragraph(words("host_other_addresses", example=lobby.others[0].split()[0]))
        for other in lobby.others:
            screen.line(f"  {other}")
