"""A child of the press: takes one job after the other, and ends when nobody listens any more."""

import gc
import os
import pickle
import queue
import shutil
import signal
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

from servicecheck.errors import MissingPart, TemplateStopped
from servicecheck.report.press import failures
from servicecheck.report.press.confinement import confine
from servicecheck.report.press.job import Job, Printed
from servicecheck.report.press.limits import Limits, OutOfTime, sit_down
from servicecheck.report.press.messages import Message, receive, send

_LARGEST_JOB = 1 << 28
# Reports leave little that only the collector finds; looking for it rarely is a tenth of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
_JOBS_BETWEEN_COLLECTIONS = 20


def work() -> None:
    """Do jobs until the press ends."""
    for name in ("SIGINT", "SIGHUP"):  # Ctrl-C reaches all processes of a terminal; the press ends its children
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    jobs, answers = _streams()
    setup, _ = receive(jobs, 0)
    folder = Path(str(setup["folder"]))
    _prepare(folder, bool(setup["prints"]))
    confine(folder)
    limits = Limits(int(str(setup["seconds"])), int(str(setup["megabytes"])))
    sit_down(limits, lambda page: send(answers, {"template": page}))
    waiting: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, waiting, folder), daemon=True).start()
    done = 0
    while True:
        head, (packed,) = waiting.get()
        os.chdir(str(head["here"]))  # a job may name files as they were typed
        _answer(answers, packed, limits.most_bytes)
        done += 1
        if done % _JOBS_BETWEEN_COLLECTIONS == 0:
            gc.collect()


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes from and to the press; nothing else in this process can read or write them by the usual names."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return jobs, answers


def _prepare(folder: Path, prints: bool) -> None:
    """Read every library now, while it is still allowed to keep them compiled, and forget the environment."""
    from servicecheck.report import render  # noqa: F401

    if prints:
        from servicecheck.report import pango

        with suppress(MissingPart):  # said again by the job, which may have something else to make
            pango.load()
            from servicecheck.report import printing  # noqa: F401
    tempfile.tempdir = str(folder)
    environment = os.environ  # noqa: TID251  # it is taken away, not read
    environment.clear()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def _listen(jobs: BinaryIO, waiting: "queue.SimpleQueue[Message]", folder: Path) -> NoReturn:
    """Take jobs in while others are done, so that the end of the press is noticed in the middle of one."""
    with suppress(EOFError, OSError, ValueError):
        while True:
            waiting.put(receive(jobs, _LARGEST_JOB))
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()  # the last one of the children closes the door
    os._exit(0)


def _answer(answers: BinaryIO, packed: bytes, most: int) -> None:
    try:
        job: Job = pickle.loads(packed)
        printed = job()
        if sum(map(len, printed.contents.values())) > most:
            raise TemplateStopped(f"The report is larger than {most >> 20} MB, so it was not made.")
    except (Exception, OutOfTime) as error:  # noqa: BLE001 (everything is told to the press)
        send(answers, failures.told(error))
    else:
        _hand_over(answers, printed)


def _hand_over(answers: BinaryIO, printed: Printed) -> None:
    head = {"names": list(printed.contents), "notes": list(printed.notes), "missing": printed.missing}
    send(answers, {"printed": head}, list(printed.contents.values()))
