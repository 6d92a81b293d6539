"""A run in which a room votes and is shown what it voted, for tests that kill it or spoil its disk.

    python voting.py FILE

The file has a workshop of six people. Each number on stdout is an act that is on the disk; "closed" is said at the end.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from sample_workshops import questionnaire
from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.workshop import Vote, Workshop


def acts(workshop: Workshop) -> Iterator[Workshop]:
    """What happens, one act after another."""
    for item in ("S1", "S2"):
        yield (workshop := workshop.open(item))
        for number in range(1, 7):
            yield (workshop := workshop.vote(f"P{number}", item, 1, Vote("2", "n" * 250 * number)))
        yield (workshop := workshop.show())


def main(path: Path) -> None:
    """Go on with the workshop from its beginning."""
    with AssessmentFile.open(path) as file:
        workshop = file.workshop_of(file.rounds()[0], questionnaire())
        assert workshop
        for number, after in enumerate(acts(workshop)):
            file.keep_workshop(workshop, workshop := after)
            print(number, flush=True)
    print("closed", flush=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except ServicecheckError as error:
        print(error.message, file=sys.stderr)
        sys.exit(error.exit_code)
