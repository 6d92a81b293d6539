"""Opening a press for a command: how many children, what they are told of the environment, and within which limits."""

import os
from collections.abc import Mapping

from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.report.press import Limits, Press

SECONDS = "SERVICECHECK_TEMPLATE_SECONDS"
_LONGEST = 3_600

# What the loader of libraries and fonts may have been told; a child gets nothing else of the environment.
_FOR_CHILDREN = (
    "DYLD_FALLBACK_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
    "PATH",
    "SYSTEMROOT",
    "WEASYPRINT_DLL_DIRECTORIES",
    "WINDIR",
)


def press_for(surroundings: Surroundings, workers: int, *, prints: bool) -> Press:
    """A press with as many *workers*; *prints* says whether PDFs will be wanted."""
    environment = surroundings.environment
    passed = {name: environment[name] for name in _FOR_CHILDREN if name in environment}
    return Press(workers, limits(environment), passed, prints=prints)


def limits(environment: Mapping[str, str]) -> Limits:
    """How long a template may take for one report. Raises ServicecheckError for what is no number of seconds."""
    given = environment.get(SECONDS, "")
    if not given:
        return Limits()
    if not (given.isdecimal() and len(given) < 6 and 1 <= int(given) <= _LONGEST):
        raise ServicecheckError(f"{SECONDS} is '{given}'. It takes a whole number of seconds from 1 to {_LONGEST}.")
    return Limits(int(given))


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
