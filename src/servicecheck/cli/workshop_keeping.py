"""Where a workshop is kept while it goes on: one assessment file, held from the first vote to the end.

A database belongs to the thread that opened it, so this file has a thread of its own, and everybody asks that one.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from servicecheck.errors import StorageError
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.files.assessment_file.disk import gone
from servicecheck.workshop import Workshop

T = TypeVar("T")


class Keeping:
    """The file of one workshop, open for writing. Use it in a `with`; any thread may call it."""

    def __init__(self, path: Path, number: int, holder: Holder) -> None:
        """Open the file and find the round with this number. Raises FileInUse, InvalidFile and StorageError."""
        self._path, self._holder = path, holder
        self._is_sure = True
        self._thread = ThreadPoolExecutor(1, "file")
        try:
            self._file = self._thread.submit(AssessmentFile.open, path, holder=holder).result()
        except BaseException:
            self._thread.shutdown()
            raise
        self._number = number

    @property
    def workshop(self) -> Workshop | None:
        """The workshop as it is on the disk; None where the round has none yet."""
        return self.read(lambda file: _workshop(file, self._number))

    def read(self, what: Callable[[AssessmentFile], T]) -> T:
        """What somebody wants to know of the file. Votes wait meanwhile, so work it out elsewhere."""
        return self._thread.submit(lambda: what(self._file)).result()

    def keep(self, before: Workshop | None, after: Workshop) -> None:
        """Put on the disk what differs between *before*, as it was kept last, and *after*.

        Raises ServicecheckError, and the next one then finds out for itself what is on the disk.
        """
        self._thread.submit(self._keep, before, after).result()

    def close(self) -> None:
        """Close the file and give it free."""
        self._thread.submit(self._file.close).result()
        self._thread.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _keep(self, before: Workshop | None, after: Workshop) -> None:
        if self._is_sure:
            self._is_sure = False
            try:
                self._file.keep_workshop(before, after)
            except StorageError:
                if self._file.is_there:
                    raise
            else:
                self._is_sure = True
                return
        if not self._file.is_there:
            self._bring_back(after)
        self._file.keep_workshop(self._file.workshop_of(after.round, after.questionnaire), after)
        self._is_sure = True

    def _bring_back(self, after: Workshop) -> None:
        """Go on with what stands in the file's place: the file or a copy of it, which takes what it lacks.

        Where nothing stands there, the file is written again: forty people wait. Raises StorageError where it is not
        the file of this workshop.
        """
        if not os.path.lexists(self._path):
            self._file.write_again()
        with AssessmentFile.open(self._path, "read") as copy:
            rounds = [one for one in copy.rounds() if one.number == after.round.number]
            found = [copy.workshop_of(one, after.questionnaire) for one in rounds]
        if not any(one and one.session.key == after.session.key for one in found):
            raise gone(self._path)
        self._file.close()
        self._file = AssessmentFile.open(self._path, holder=self._holder)


def _workshop(file: AssessmentFile, number: int) -> Workshop | None:
    round_ = next(one for one in file.rounds() if one.number == number)
    questionnaire = questionnaires.parse(file.questionnaire_bytes(round_), file.questionnaire_name(round_))
    return file.workshop_of(round_, questionnaire)
