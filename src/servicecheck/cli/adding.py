"""From files with answers into a round: found, checked, and added as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from servicecheck.cli.reception import Source, read_source
from servicecheck.cli.rounds import round_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, Problem, ServicecheckError, did_you_mean
from servicecheck.files import map_file, output, questionnaires
from servicecheck.files.answers import joining
from servicecheck.files.answers.columns import Said, UnclearColumns
from servicecheck.files.answers.found import Found, Listed, Reject, together
from servicecheck.files.answers.joining import Joining
from servicecheck.files.answers.readings import Numbers
from servicecheck.files.answers.register_rows import register_called
from servicecheck.files.answers.sources import found_in
from servicecheck.files.answers.table_kinds import Expectations
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.files.map_file import Match
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, DEFAULT_K, Mode, Organisation, RegisterRow, Response, Round

HOLDER = "servicecheck add"


@dataclass(frozen=True)
class NewRound:
    """What is said of a round that is begun, and of the file that is made for it."""

    mode: Mode | None = None
    k: int | None = None
    k_reason: str = ""
    invited: int | None = None
    organisation: str | None = None
    language: Language | None = None


@dataclass(frozen=True)
class Form:
    """What is said of how the files with answers are written."""

    numbers: Numbers | None = None
    sheet: str | None = None
    encoding: str | None = None
    said: Said = field(default_factory=Said)
    from_round: int | None = None


@dataclass(frozen=True)
class Limits:
    """What may be done."""

    replace: bool = False
    again: bool = False
    strict: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Order:
    """What the command line asked of `add`."""

    file: Path
    answers: tuple[Path, ...]
    questionnaire: str | None = None
    round_number: int | None = None
    role: str | None = None
    register: str | None = None
    form: Form = field(default_factory=Form)
    limits: Limits = Limits()
    new_round: NewRound = NewRound()
    save_map: Path | None = None
    """Where what the columns were taken for is written."""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    found: Found
    joining: Joining
    rows: tuple[tuple[str, RegisterRow], ...]
    rejects: tuple[Reject, ...]
    round: Round
    is_new: bool
    was_added: bool

    @property
    def rejected(self) -> int:
        """How many rows are not added because of what stands in them."""
        return replace(self.found, rejects=self.rejects).rejected


@dataclass(frozen=True)
class _Target:
    """The round that answers go into, with those who are in it."""

    round: Round
    questionnaire: Questionnaire
    language: Language
    present: tuple[Response, ...] = ()
    source: Source | None = None
    """The questionnaire's file, where the round is still to be begun."""


def add(order: Order, surroundings: Surroundings) -> Outcome:
    """Add what *order* names. Raises ServicecheckError where nothing of it can be."""
    if not order.file.exists() and not order.file.is_symlink():
        outcome, target = _prepared(order, None, surroundings)
        if _goes_on(order, outcome):
            name, language = order.new_round.organisation or "", target.language
            holder = Holder(HOLDER, since=surroundings.now())
            with AssessmentFile.create(order.file, Organisation(name, language), holder) as file:
                return _carried_out(file, target, outcome, order)
        return outcome
    mode = "read" if order.limits.dry_run else "write"
    with AssessmentFile.open(order.file, mode, Holder(HOLDER, since=surroundings.now())) as file:  # type: ignore[arg-type]
        outcome, target = _prepared(order, file, surroundings)
        return _carried_out(file, target, outcome, order) if _goes_on(order, outcome) else outcome


def _goes_on(order: Order, outcome: Outcome) -> bool:
    """Whether something is written at all."""
    has_something = bool(outcome.joining.responses or outcome.rows)
    return has_something and not order.limits.dry_run and not (order.limits.strict and outcome.rejects)


def _carried_out(file: AssessmentFile, target: _Target, outcome: Outcome, order: Order) -> Outcome:
    round_ = target.round
    if target.source is not None:
        round_ = file.add_round(round_, target.source.content, target.source.name)
    people = outcome.joining
    file.bring_in(round_, people.responses, outcome.rows, people.replaced, new_registers=order.limits.replace)
    return replace(outcome, round=round_, was_added=True)


def _prepared(order: Order, file: AssessmentFile | None, surroundings: Surroundings) -> tuple[Outcome, _Target]:
    """All that can be known before anything is written."""
    target = _target(order, file, surroundings)
    _check_role_and_register(order, target.questionnaire)
    found = together(_each_found(order, target))
    found = replace(found, remarks=(*found.remarks, *joining.remarks(found.rounds, target.round)))
    joining.check_promises(found.rounds, target.round)
    if not order.limits.again:
        joining.check_not_added_before(found, target.round, target.present)
    at = surroundings.now()
    joins = joining.joined(found.people, target.round, target.present, may_replace=order.limits.replace, at=at)
    written = _written(file, target.round) if not order.limits.replace and not order.limits.again else set()
    rows, refused = _rows(found.listed, joins, target, written)
    rejects = (*found.rejects, *joins.rejects, *refused)
    return Outcome(found, joins, rows, rejects, target.round, target.source is not None, False), target


def _each_found(order: Order, target: _Target) -> list[Found]:
    form = order.form
    expected = Expectations(
        target.questionnaire, target.language, order.role, order.register,
        form.numbers, form.sheet, form.encoding, form.said, form.from_round,
    )  # fmt: skip
    found, problems, unclear = [], list[Problem](), list[Match]()
    for path in order.answers:
        try:
            found.append(found_in(path, expected))
        except InvalidFile as error:
            problems += error.problems
            unclear += error.matches if isinstance(error, UnclearColumns) else ()
    if order.save_map is not None:
        known = (match for one in found for match in one.matches)
        output.write(order.save_map, map_file.written([*known, *unclear]).encode())
        if unclear:
            problems = map_file.with_way_out(problems, order.save_map)
    if problems:
        raise InvalidFile(problems)
    return found


def _target(order: Order, file: AssessmentFile | None, surroundings: Surroundings) -> _Target:
    source = read_source(order.questionnaire) if order.questionnaire else None
    given = order.new_round.language
    if file is not None:
        language: Language = given or file.organisation.language  # type: ignore[assignment]
        stored = _stored_round(order, file, source)
        if stored is not None:
            asked = questionnaires.parse(file.questionnaire_bytes(stored), file.questionnaire_name(stored))
            return _Target(stored, asked, language, file.responses(stored))
    else:
        language = given or "en"
    if source is None:
        raise ServicecheckError(f"{order.file} is not there yet. To begin it, name a questionnaire with -q.")
    return _Target(_begun(order, source.questionnaire, surroundings), source.questionnaire, language, (), source)


def _stored_round(order: Order, file: AssessmentFile, source: Source | None) -> Round | None:
    """The round named, or the newest; with a questionnaire the newest of it that is open, if there is one."""
    if source is None or order.round_number is not None:
        found = round_of(file, order.file, order.round_number)
        if source is not None and found.questionnaire_id != source.questionnaire.id:
            raise ServicecheckError(f"Round {found.number} asks '{found.questionnaire_id}'. Leave -q or --round out.")
        if found.closed and order.register is None:
            raise ServicecheckError(
                f"Round {found.number} closed on {found.closed}, so nothing can be added to it but the rows of a "
                "register that is named with --register."
            )
        return found
    matching = [one for one in file.rounds() if one.questionnaire_id == source.questionnaire.id and not one.closed]
    return matching[-1] if matching else None


def _begun(order: Order, questionnaire: Questionnaire, surroundings: Surroundings) -> Round:
    """A round as it would be begun; anonymous if nothing else is said, because nobody was asked."""
    new = order.new_round
    return Round(
        questionnaire.id,
        questionnaire.version,
        mode=new.mode or "anonymous",
        k=new.k or DEFAULT_K,
        k_reason=new.k_reason,
        invited=new.invited,
        opened=surroundings.now().date(),
    )


def _check_role_and_register(order: Order, questionnaire: Questionnaire) -> None:
    roles = [role.id for role in questionnaire.roles] + [CUSTOMER] * bool(questionnaire.customer_items)
    if order.role is not None and order.role not in roles:
        raise ServicecheckError(
            f"'{questionnaire.id}' has no role '{order.role}'.{did_you_mean(order.role, roles)}"
            if roles
            else f"'{questionnaire.id}' asks for no roles. Leave --as out."
        )
    if order.register is not None and register_called(questionnaire, order.register) is None:
        known = [register.id for register in questionnaire.registers]
        raise ServicecheckError(
            f"'{questionnaire.id}' has no register '{order.register}'.{did_you_mean(order.register, known)}"
        )


def _written(file: AssessmentFile | None, round_: Round) -> set[tuple[str, RegisterRow]]:
    """What the organisation has written in registers already."""
    if file is None:
        return set()
    registers = {row.register for row in round_.registers}
    return {_key("", row) for register in registers for row in file.register(round_, register)}


def _key(code: str, row: RegisterRow) -> tuple[str, RegisterRow]:
    return code, RegisterRow(row.register, _Frozen(row.values))


class _Frozen(dict[str, str]):
    """Cells that can be told apart in a set."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


def _rows(
    listed: Sequence[Listed], joins: Joining, target: _Target, written: set[tuple[str, RegisterRow]]
) -> tuple[tuple[tuple[str, RegisterRow], ...], list[Reject]]:
    """The register's rows with the code of whoever wrote them, and those that cannot be added."""
    codes = {one.respondent.code: one.respondent.code for one in target.present} | dict(joins.codes)
    rows, rejects = [], []
    for one in listed:
        code = codes.get(one.respondent) if one.respondent else ""
        if code is None:
            reason = "Nobody of this code is in the round, and none is added."
            rejects.append(Reject(one.place, "respondent", one.respondent, reason))
        elif _key(code, one.row) in written:
            reason = "The register has this row already. If it is another one: --again."
            rejects.append(Reject(one.place, "", "", reason))
        else:
            rows.append((code, one.row))
    return tuple(rows), rejects
