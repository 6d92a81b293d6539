"""servicecheck: how good is our service, why, and what to do first.

The code map, from what people meet down to what everything stands on. An upper layer may import a lower one, never
the other way; `lint-imports` checks it. ARCHITECTURE.md tells why.

    __main__        the command line's first and last word: the version, and what every failure becomes
    cli/            the commands, thin; the only place that reads the clock and the environment
    terminal/       a front end: line by line, with the one sanitiser
    report/         an edge: what a template sees, charts, HTML and PDF
    files/          an edge: YAML with places, the library of questionnaires, the assessment file
    interview       one respondent's way through the questions
    assessment      what scores mean: findings, gaps, priorities, marks
    scoring         from answers to scores: the one place where a number is worked out
    statistics      intervals, agreement, reliability
    response        Respondent, Answer, Response
    questionnaire   Questionnaire, Section, Level, Gate, Target, Register
    items/          question types
    conditions      conditions as data
    language        texts and words in English, Danish and Swedish
    errors          what can go wrong, with a place and a way out

The public names load, score, assess and render are found when they are first used, so that `import servicecheck`
costs nothing.
"""

# Not from typing: importing that takes longer than all the rest of `servicecheck --version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicecheck.errors import ServicecheckError

__version__ = "0.1.0"

_HOMES = {"ServicecheckError": "servicecheck.errors"}

__all__ = ["ServicecheckError", "__version__"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
