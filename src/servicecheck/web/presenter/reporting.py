"""The report, made beside the workshop: it takes seconds, and the room goes on meanwhile."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from servicecheck.errors import ServicecheckError


class Reporting:
    """The newest report, and whether one is being made."""

    def __init__(self, make: Callable[[], Path]) -> None:
        self._make = make
        self._task: asyncio.Task[None] | None = None
        self.file: Path | None = None
        """Where it lies; None before the first, and when the last one failed."""
        self.mistake = ""
        """Why the last one failed."""

    @property
    def is_under_way(self) -> bool:
        """Whether one is being made."""
        return self._task is not None and not self._task.done()

    def begin(self) -> None:
        """Make one, unless one is being made."""
        if not self.is_under_way:
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        try:
            self.file, self.mistake = await asyncio.to_thread(self._make), ""
        except ServicecheckError as error:
            self.file, self.mistake = None, str(error)
        except Exception as error:  # noqa: BLE001 (told to whoever looks, and where the server tells of mistakes)
            self.file, self.mistake = None, type(error).__name__
            told = {"message": "the report failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(told)
