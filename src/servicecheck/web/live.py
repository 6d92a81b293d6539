"""The line on which a phone is told that its page may look different now. It says that, and nothing else."""

from collections.abc import AsyncIterator

from servicecheck.web.room import Room
from servicecheck.workshop import Workshop

HEARTBEAT = 15.0
"""Seconds after which something is sent all the same, so that a line that is dead is found out at both ends."""


def moment(workshop: Workshop) -> str:
    """What the phones' pages depend on, in a few letters: another one whenever they may look different."""
    here = len(workshop.people) if workshop.phase == "lobby" else 0
    return f"{workshop.whereabouts}.{here}"


async def events(room: Room) -> AsyncIterator[str]:
    """The moment, and each one after it, until the room closes."""
    with room.connection():
        version, told = room.version, ""
        while not room.is_closed:
            now = moment(room.now)
            if now != told:
                yield f"data: {now}\n\n"
            before, version = version, await room.changed(version, HEARTBEAT)
            # Where nothing happened the same is said again; votes of others need not wake a phone.
            told = "" if version == before else now
