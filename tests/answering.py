"""A run that answers a questionnaire and says on stdout what it has saved, for tests that kill it or spoil its disk.

    python answering.py FILE ANSWERS FIRST

Item `i` of the round gets the values `v<n>`, so that later answers replace earlier ones. It ends like the command does:
with the sentence and the exit code of what went wrong.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.response import Answer, Organisation, Round

ITEMS = 5
QUESTIONNAIRE = b"id: tiny\n"
WHEN = datetime(2026, 11, 21, 10, 30)


def item_and_value(number: int) -> tuple[str, str]:
    """What the answer with this number says, and of which item."""
    return f"S{number % ITEMS}", f"v{number}"


def _print(line: object) -> None:
    print(line, flush=True)


def main(path: Path, answers: int, first: int = 0, *, say: Callable[[object], None] = _print) -> None:
    """Begin or go on, and save answers one after another."""
    with _opened(path) as file:
        round_ = (file.rounds() or (file.add_round(Round("tiny", "1", mode="open"), QUESTIONNAIRE, "tiny.yaml"),))[0]
        people = [response.respondent for response in file.responses(round_)]
        person = people[0] if people else file.add_respondent(round_)
        for number in range(first, first + answers):
            item, value = item_and_value(number)
            file.save_answer(round_, person.code, item, Answer(value, note="n" * 300 * (number % 7)), WHEN)
            say(number)
        file.finish(round_, person.code)
    say("closed")


def _opened(path: Path) -> AssessmentFile:
    holder = Holder("servicecheck run", since=WHEN)
    return (
        AssessmentFile.open(path, holder=holder)
        if path.exists()
        else AssessmentFile.create(path, Organisation(), holder)
    )


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    except ServicecheckError as error:
        print(error.message, file=sys.stderr)
        sys.exit(error.exit_code)
