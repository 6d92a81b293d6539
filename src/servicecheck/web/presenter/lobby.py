"""Where people come in: the QR code, the address and the code; and what helps when their phones do not get there."""

from dataclasses import dataclass

from servicecheck.web.presenter.scene import Page, Scene
from servicecheck.web.services import Way, Wifi
from servicecheck.web.wifi import wifi_code
from servicecheck.workshop import HAND

MINUTES_ALONE = 1
"""After so many without a phone, help offers itself."""
_QUIET_ZONE = 4
"""Modules of white around a QR code, as its standard asks."""


@dataclass(frozen=True)
class Lobby:
    """The way in, and how many have taken it."""

    way: str
    """Where the QR code leads; empty without phones."""
    qr: str
    """As markup."""
    wifi: Wifi | None
    joined: int
    are_in: str
    """What stands behind that number, large."""
    is_alone: bool
    """Whether nobody has come for so long that something may be wrong."""


@dataclass(frozen=True)
class Help:
    """What to try when no phone gets here."""

    way: Way | None
    wifi_qr: str
    """As markup; empty where no network was named."""
    joined: int


def lobby(scene: Scene) -> Page:
    """The first page."""
    joined = people_in(scene)
    link = f"{scene.address}/?code={scene.workshop.session.join_code}" if scene.address else ""
    shown = Lobby(
        way=link,
        qr=qr_code(link) if link else "",
        wifi=scene.services.way.wifi if scene.services.way else None,
        joined=joined,
        are_in=scene.words.template("screen_joined", joined).partition("{n}")[2].strip(),
        is_alone=not joined and scene.minutes >= MINUTES_ALONE,
    )
    return Page("presenter/lobby", scene.words("screen_join"), shown)


def help_page(scene: Scene) -> Page:
    """The page that says what goes wrong, and how to do without."""
    way, joined = scene.services.way, people_in(scene)
    wifi = way.wifi if way else None
    shown = Help(way, qr_code(wifi_code(wifi)) if wifi else "", joined)
    return Page("presenter/help", scene.words("screen_trouble" if joined else "screen_nobody"), shown)


def people_in(scene: Scene) -> int:
    """How many are in, without hands that were counted."""
    return sum(not code.startswith(HAND) for code in scene.workshop.people)


def qr_code(content: str) -> str:
    """A QR code as an `<svg>` element with its quiet zone, black on white in both themes."""
    import segno  # here, because only a workshop draws one

    code = segno.make(content, error="m", micro=False)
    drawn: str = code.svg_inline(border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None)
    return drawn
