"""What `sheet` makes: for which questionnaire and occasion, in which format, and how the answers come back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from servicecheck.cli import typed
from servicecheck.cli.elsewhere import questionnaire_of
from servicecheck.cli.rounds import round_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX
from servicecheck.errors import ServicecheckError, did_you_mean
from servicecheck.files import output, questionnaires, sheets
from servicecheck.files.answers.register_rows import register_called
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.sheets import Columns
from servicecheck.language import Language, Words, preferred
from servicecheck.questionnaire import Questionnaire, Register
from servicecheck.response import CUSTOMER, DEFAULT_K, Mode
from servicecheck.telling.asking import Asking, Occasion

FORMATS = ("xlsx", "csv", "pdf", "html")
PAPER = ("pdf", "html")
_ROWS_OF_REGISTER = 40


ForRoom = Literal["ballots", "cards"]
"""Paper for a room that votes: a ballot for each, or cards for the wall."""


@dataclass(frozen=True)
class Promise:
    """What people are told of who sees their answers."""

    mode: Mode | None = None
    k: int | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Order:
    """What the command line asked of `sheet`."""

    source: str
    """A questionnaire's name or file, or an assessment file."""
    output: Path | None = None
    rows: int | None = None
    register: str | None = None
    language: Language | None = None
    role: str | None = None
    columns: Columns = field(default_factory=Columns)
    promise: Promise = Promise()
    for_room: ForRoom | None = None

    @cached_property
    def suffix(self) -> str:
        """The format that the name of the file asks for. Raises ServicecheckError for one that is not made."""
        usual, formats = ("pdf", PAPER) if self.for_room else ("xlsx", FORMATS)
        suffix = self.output.suffix.removeprefix(".").casefold() if self.output else usual
        if suffix not in formats:
            known = ", ".join(f".{kind}" for kind in formats)
            raise ServicecheckError(f"{self.output} does not say what to make. Let the name end in one of {known}.")
        if self.for_room and (self.rows or self.register or self.columns != Columns() or self.role == CUSTOMER):
            raise ServicecheckError(f"--{self.for_room} makes paper for a room. Leave out what belongs to other forms.")
        if (self.rows or self.register) and suffix != "xlsx":
            wish = "--rows" if self.rows else "--register"
            raise ServicecheckError(f"{wish} is for a table as XLSX, and {self.output} is none. Leave it out.")
        return suffix

    @property
    def has_file(self) -> bool:
        """Whether an assessment file is named, not a questionnaire."""
        return self.source.endswith(SUFFIX)


class FormMaking:
    """One order carried out."""

    def __init__(self, order: Order, surroundings: Surroundings) -> None:
        self._order = order
        self._surroundings = surroundings
        questionnaire, occasion = self._occasion()
        _check_role(order.role, questionnaire)
        self.asking = Asking(questionnaire, Words(self._language(questionnaire)), occasion)
        self._register = _register(order.register, questionnaire) if order.register else None

    def write(self, *, force: bool) -> Path:
        """Write the form, and return its path. Raises what is in the way.

        Where no PDF can be made the HTML is written instead, and the screen says why.
        """
        order = self._order
        kind = self._register.id if self._register else "table" if order.rows else order.for_room or "form"
        stem = f"{self.asking.questionnaire.id}-{kind}"
        path = order.output or output.free_name(Path(f"{stem}.{order.suffix}"))
        if order.suffix in PAPER:
            suffix, content = self._on_paper(order.suffix == "pdf")
            path = path.with_suffix(suffix) if suffix != f".{order.suffix}" else path
        else:
            content = self._as_sheet()
        return output.write(path, content, replace=force)

    def _as_sheet(self) -> bytes:
        order, today = self._order, self._surroundings.now().date()
        if self._register:
            return sheets.register_sheet(self._register, self.asking.words, order.rows or _ROWS_OF_REGISTER, today)
        if order.suffix == "csv":
            return sheets.skeleton(self.asking, order.columns)
        if order.rows:
            return sheets.table(self.asking, order.columns, order.rows, today)
        return sheets.form(self.asking, today)

    def _on_paper(self, is_printed: bool) -> tuple[str, bytes]:
        """What can be made of the two, and the ending of its file's name."""
        from servicecheck.cli.paper_job import PaperJob, paper_of
        from servicecheck.cli.pressroom import press_for

        paper = paper_of(self.asking, self._order.for_room or "form")
        job = PaperJob(paper, "pdf" if is_printed else "html", self._surroundings.now())
        with press_for(self._surroundings, 1, prints=is_printed) as press:
            made = press.one(job)
        if made.missing:
            self._surroundings.err.paragraph(made.missing)
        ((kind, content),) = made.contents.items()
        return f".{kind}", content

    def hints(self, path: Path) -> Iterator[str]:
        """How what is filled in comes back, and what is not asked."""
        order, questionnaire = self._order, self.asking.questionnaire
        if order.for_room:
            if order.for_room == "ballots":
                yield f"Print one for each person. They are typed in during the workshop: {_in_workshop(order)}"
            return
        if order.suffix in PAPER:
            command = typed.command(
                "sheet", order.source, "--rows", "40", *(["--as", order.role] if order.role else [])
            )
            yield f"Type in what comes back in a table: {command}"
            return
        file = order.source if order.has_file else f"FILE{SUFFIX}"
        begin = [] if order.has_file else ["-q", order.source]
        if self._register:
            yield f"Read it back with: {typed.command('add', file, str(path), *begin, '--register', self._register.id)}"
            return
        needs_role = order.role == CUSTOMER or (order.role and (order.rows or order.suffix == "csv"))
        role = ["--as", order.role] if needs_role and order.role else []
        yield f"Read it back with: {typed.command('add', file, str(path), *begin, *role)}"
        if questionnaire.registers and order.role != CUSTOMER:
            names = ", ".join(register.id for register in questionnaire.registers)
            yield f"Not in it, because they are tables of their own: {names}. Make those with --register."

    def _occasion(self) -> tuple[Questionnaire, Occasion]:
        """What is asked, and what people are promised: by the newest round of a file, whatever else is said."""
        order, promise = self._order, self._order.promise
        if not order.has_file:
            mode, k = promise.mode or "anonymous", promise.k or DEFAULT_K
            return questionnaires.load(order.source), Occasion(mode, k, promise.organisation or "", role=order.role)
        path = Path(order.source)
        with AssessmentFile.open(path, "read") as file:
            round_ = round_of(file, path, None)
            organisation = file.organisation
            name = organisation.name if promise.organisation is None else promise.organisation
            occasion = Occasion(round_.mode, round_.k, name, organisation.contact, order.role)
            return questionnaire_of(file, round_), occasion

    def _language(self, questionnaire: Questionnaire) -> Language:
        """The language asked for, else the terminal's if the questionnaire has it, else its first."""
        from servicecheck.cli.locale_of_terminal import terminal_language

        if self._order.language:
            return self._order.language
        own = terminal_language(self._surroundings.environment)
        known = questionnaire.languages
        return own if not known or own in known else preferred(known)


def _in_workshop(order: Order) -> str:
    return typed.command("workshop", order.source)


def _register(name: str, questionnaire: Questionnaire) -> Register:
    """The register called *name*. Raises ServicecheckError where there is none."""
    found = register_called(questionnaire, name)
    if found is None:
        known = [register.id for register in questionnaire.registers]
        hint = did_you_mean(name, known) or (f" It has {', '.join(known)}." if known else " It has none.")
        raise ServicecheckError(f"{questionnaire.id} has no register '{name}'.{hint}")
    return found


def _check_role(role: str | None, questionnaire: Questionnaire) -> None:
    """Raise ServicecheckError where nobody with this *role* is asked anything."""
    roles = [one.id for one in questionnaire.roles]
    if role == CUSTOMER and not questionnaire.customer_items:
        raise ServicecheckError(f"{questionnaire.id} has no questions for customers.")
    if role not in (None, CUSTOMER, *roles):
        known = f" Roles are {', '.join([*roles, CUSTOMER])}." if roles else ""
        raise ServicecheckError(f"{questionnaire.id} has no role '{role}'.{did_you_mean(role or '', roles) or known}")
