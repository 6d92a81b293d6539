"""Lines from standard input, whoever types them: a person, or a script that is fed in."""

import sys

from servicecheck.cli.signals import listen_again

LONGEST_LINE = 100_000
"""In bytes; of a longer line the rest is left out, so that it does not answer the next question."""


def read_line() -> str:
    """The next line without its end. Raises EOFError when there are no more.

    Read as bytes: a letter that the terminal's encoding does not have must not end the interview.
    """
    listen_again()
    source = getattr(sys.stdin, "buffer", None)
    line = source.readline(LONGEST_LINE) if source else b""
    if not line:
        raise EOFError
    rest = line
    while source and len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
        rest = source.readline(LONGEST_LINE)
    return decoded(line).rstrip("\r\n")


def decoded(line: bytes) -> str:
    """What was typed, in whatever encoding the terminal has."""
    for encoding in (sys.stdin.encoding or "utf-8", "utf-8"):
        try:
            return line.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("cp1252", "replace")


def is_terminal() -> bool:
    """Whether somebody types, so that what is typed already stands on the screen."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()
