"""servicecheck: how good is our service, why, and what to do first.

The code map, from what people meet down to what everything stands on. An upper layer may import a lower one, never
the other way; `lint-imports` checks it. ARCHITECTURE.md tells why.

    __main__        the command line's first and last word: the version, and what every failure becomes
    cli/            the commands, thin; the only place that reads the clock and the environment
    batch/          files of any size through the scorer
    terminal/       a front end: line by line, with the one sanitiser
    report/         an edge: what a template sees, charts, HTML, PDF, DOCX and XLSX; the press that makes them
    web/            a front end: phones in a room, the projector, one person's browser
    files/          an edge: YAML with places, the library of questionnaires, the assessment file, tables of answers
    spreadsheets/   an edge: what a spreadsheet program opens, in which every text stays text
    telling/        an assessment in words: what screen and report say alike
    comparison/     two rounds beside each other: what changed, and whether that can be told from chance
    explanation/    every step from answers to a number
    workshop/       a room that votes: what each voted, what may be shown, what was agreed
    interview       one respondent's way through the questions
    assessment      what scores mean: findings, gaps, priorities, marks
    scoring         from answers to scores: the one place where a number is worked out
    statistics      intervals, agreement, reliability
    response        Respondent, Answer, Response, Round
    questionnaire_checks  what the parts of a questionnaire say of each other, and a lint
    cells                 what may stand in a cell of a register
    questionnaire   Questionnaire, Section, Level, Gate, Target, Register
    items/          question types
    conditions      conditions as data
    quantities      exact numbers as authors write them
    pictures        what others hand in as a logo, let through when it stays still
    shelves         where the program finds what it ships, and where its user's own lies
    language        texts and words in English, Danish and Swedish
    errors          what can go wrong, with a place and a way out

The public names load, score, assess and render are found when they are first used, so that `import servicecheck`
costs nothing.
"""

# Not from typing: importing that takes longer than all the rest of `servicecheck --version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicecheck.assessment import assess
    from servicecheck.errors import ServicecheckError
    from servicecheck.files.questionnaires import load
    from servicecheck.report import html as render
    from servicecheck.scoring import score_rows as score

__version__ = "0.1.0"

_HOMES = {
    "ServicecheckError": ("servicecheck.errors", "ServicecheckError"),
    "assess": ("servicecheck.assessment", "assess"),
    "load": ("servicecheck.files.questionnaires", "load"),
    "render": ("servicecheck.report", "html"),
    "score": ("servicecheck.scoring", "score_rows"),
}

__all__ = ["ServicecheckError", "__version__", "assess", "load", "render", "score"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, called = _HOMES[name]
    return getattr(import_module(module), called)
