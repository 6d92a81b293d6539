"""The pool: as many children as there are cores to use, each with one job at a time."""

import queue
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import Self

from servicecheck.report.press import failures
from servicecheck.report.press.job import Job, Printed
from servicecheck.report.press.limits import Limits
from servicecheck.report.press.worker import Shop, Worker

_TICK = 0.5
"""Seconds; Windows notices Ctrl-C only between two of them."""


@dataclass(frozen=True)
class Result:
    """A job that is over: what came of it, or what went wrong."""

    number: int
    """Its place among the jobs, from 0."""
    printed: Printed | None
    error: Exception | None = None

    def take(self) -> Printed:
        """What came of it; raises what went wrong."""
        if self.error:
            raise self.error
        assert self.printed
        return self.printed


class Press:
    """Children that do jobs, as long as it is open. *prints* says whether PDFs will be wanted."""

    def __init__(
        self,
        workers: int = 1,
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
        *,
        prints: bool = True,
    ) -> None:
        self._count = workers
        self._folder = Path(tempfile.mkdtemp(prefix="servicecheck-"))
        self._shop = Shop(self._folder, limits or Limits(), environment or {}, prints)
        self._workers: list[Worker] = []
        self._idle: list[Worker] = []
        self._started = 0
        self._lock = threading.Lock()
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """Its children, by their ids."""
        return tuple(worker.process_id for worker in self._workers)

    def close(self) -> None:
        """End every child, whatever it is doing, and leave nothing behind."""
        with self._lock:
            self._is_open = False
            for worker in self._workers:
                worker.end()
        rmtree(self._folder, ignore_errors=True)

    def one(self, job: Job) -> Printed:
        """What comes of a single *job*; raises what went wrong in it."""
        (result,) = self.run([job])
        return result.take()

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Do *jobs*, and give each result as soon as it is there."""
        waiting = iter(enumerate(jobs))
        results: queue.SimpleQueue[Result | None] = queue.SimpleQueue()
        hands = [
            threading.Thread(target=self._do_all, args=(waiting, results), daemon=True) for _ in range(self._count)
        ]
        for hand in hands:
            hand.start()
        working = len(hands)
        while working:
            try:
                result = results.get(timeout=_TICK)
            except queue.Empty:
                continue
            if result is None:
                working -= 1
            else:
                yield result

    def _do_all(self, waiting: Iterator[tuple[int, Job]], results: "queue.SimpleQueue[Result | None]") -> None:
        """Do one job after the other with one child, and with another where that is lost."""
        try:
            while True:
                with self._lock:
                    number, job = next(waiting, (-1, None))
                if job is None:
                    return
                results.put(self._done(number, job))
        finally:
            results.put(None)

    def _done(self, number: int, job: Job) -> Result:
        worker: Worker | None = None
        try:
            worker = self._take()
            return Result(number, worker.do(job))
        except Exception as error:  # noqa: BLE001 (raised again where the result is taken)
            return Result(number, None, error)
        finally:
            if worker:
                self._give_back(worker)

    def _take(self) -> Worker:
        """A child that does nothing, or a new one."""
        with self._lock:
            if not self._is_open:
                raise failures.ChildFailed("the press is closed")
            if self._idle:
                return self._idle.pop()
            worker = Worker(self._shop, self._started)
            self._started += 1
            self._workers.append(worker)
            return worker

    def _give_back(self, worker: Worker) -> None:
        """Keep *worker* for the next job, or end it where a job has spoilt it."""
        if not worker.is_fit:
            worker.end()
        with self._lock:
            if worker.is_fit:
                self._idle.append(worker)
            elif worker in self._workers:
                self._workers.remove(worker)
