"""A host for tests that kill it: serves the phones of a workshop, and puts questions to the vote as it is told.

    python voting_host.py FILE PORT

Each line on stdin is the id of an item to open; it is said again on stdout when that is on the disk.
"""

import sys
from operator import methodcaller
from pathlib import Path

from little_room import little_app
from servicecheck.cli.workshop_keeping import Keeping
from servicecheck.files.assessment_file import Holder
from servicecheck.language import Words
from servicecheck.web.guard import Guard
from servicecheck.web.room import Room
from servicecheck.web.server import Server, host, listen


def main(path: Path, port: int) -> None:
    """Serve until stdin ends."""
    with Keeping(path, 1, Holder("servicecheck workshop")) as keeping:
        workshop = keeping.workshop
        assert workshop
        room = Room(workshop, keeping.keep)
        listening = listen("127.0.0.1", port, exactly=True)
        server = Server([(listening, Guard(little_app(room), {host(listening)}, Words("en"), failed))], failed)
        server.start()
        print("ready", flush=True)
        for item in map(str.strip, sys.stdin):
            room.do(methodcaller("open", item)).result()
            print(item, flush=True)
        room.close()
        server.stop()


def failed(error: Exception) -> None:
    """Say what went wrong in the server."""
    print(repr(error), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
