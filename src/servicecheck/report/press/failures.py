"""What went wrong in a child, as it is told through the pipe and raised again on the other side."""

from traceback import format_exception

from servicecheck.errors import (
    FileInUse,
    InvalidFile,
    MissingPart,
    Place,
    Problem,
    ServicecheckError,
    StorageError,
    TemplateStopped,
)
from servicecheck.report.press.messages import Head

_KNOWN: dict[str, type[ServicecheckError]] = {
    kind.__name__: kind for kind in (ServicecheckError, FileInUse, MissingPart, StorageError, TemplateStopped)
}


class ChildFailed(Exception):
    """A mistake of ours in a child; the trace of it stands below this one's."""


class _Trace(Exception):
    """Where it happened in the child, for --debug."""

    def __str__(self) -> str:
        return "\n" + str(self.args[0])


def told(error: BaseException) -> Head:
    """*error* as the head of a message."""
    head: Head = {"failed": type(error).__name__, "message": str(error), "trace": "".join(format_exception(error))}
    if isinstance(error, InvalidFile):
        head["problems"] = [
            [problem.message, problem.place.file, problem.place.line, problem.place.column, problem.severity]
            for problem in error.problems
        ]
    return head


def heard(head: Head) -> Exception:
    """What the head of a message says went wrong, ready to be raised."""
    error = _again(head)
    error.__cause__ = _Trace(str(head.get("trace", "")))
    return error


def _again(head: Head) -> Exception:
    name, message = str(head["failed"]), str(head.get("message", ""))
    if name == InvalidFile.__name__:
        problems = head.get("problems")
        assert isinstance(problems, list)
        return InvalidFile(
            Problem(said, Place(file, line, column), severity) for said, file, line, column, severity in problems
        )
    if name in _KNOWN:
        return _KNOWN[name](message)
    return ChildFailed(f"{name}: {message}")
