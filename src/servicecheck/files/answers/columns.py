"""What each column of a table says, found by its name: a question's id or its words, or who answered.

A name that is nearly a question's is a mistake to be put right or to be confirmed, not a column to be left out; other
unknown names are left out and named. What somebody says in a map goes first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from servicecheck.errors import InvalidFile, Place, Problem, did_you_mean
from servicecheck.files.answers.meanings import LONG, WHO, Meaning, Says, mapped, meanings
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import as_said
from servicecheck.files.forms import Heading, Shape
from servicecheck.files.likeness import key
from servicecheck.files.map_file import LEFT_OUT, ColumnMap, How, Match
from servicecheck.files.text_file import unseen

__all__ = ["WHO", "Columns", "Meaning", "Questions", "Said", "Says", "UnclearColumns", "columns_of", "has_answers"]

At = Callable[[int], Place]
"""Where the name of a column stands, by its index."""

_MOST_UNKNOWN = 500
_TRIED_NAMES = 3
_LONGEST_SHOWN = 60
_OTHERS = ("respondent", "role", "language", "finished", LEFT_OUT)


@dataclass(frozen=True)
class Columns:
    """The columns that are read, by their index, and the names of those that are left out."""

    meanings: Mapping[int, Meaning]
    left_out: tuple[str, ...] = ()
    """Those that no question is called as."""
    of_the_form: tuple[str, ...] = ()
    """Those that a form tool adds, and that are never read: times, mail addresses, its own marks."""
    matches: tuple[Match, ...] = ()

    def of(self, says: Says) -> int | None:
        """The index of the one column that says this."""
        return next((index for index, meaning in self.meanings.items() if meaning.says == says), None)

    @property
    def questions(self) -> frozenset[str]:
        """The ids of the items that have a column of answers."""
        return frozenset(
            one.question for one in self.meanings.values() if one.says in ("value", "option") and one.question
        )

    @property
    def is_long(self) -> bool:
        """Whether each row is one answer, not one person."""
        return self.of("item") is not None


@dataclass(frozen=True)
class Said:
    """What somebody says of a table's columns."""

    column_map: ColumnMap = field(default_factory=ColumnMap)
    left_out: tuple[str, ...] = ()
    form: str | None = None
    """The tool that wrote the table; None for whichever is recognised."""
    takes_nearest: bool = False
    """Whether a column is taken for the question that is called nearly so."""


class UnclearColumns(InvalidFile):
    """Columns that cannot be told; `matches` holds what they might be."""

    def __init__(self, problems: list[Problem], matches: tuple[Match, ...]) -> None:
        super().__init__(problems)
        self.matches = matches


def columns_of(shape: Shape, questions: Questions, said: Said, at: At) -> Columns:
    """What the columns of a table say. Raises UnclearColumns with every mistake."""
    matching = _Matching(shape, questions, said, at)
    matching.run()
    if matching.problems:
        raise UnclearColumns(matching.problems, matching.matches)
    unknown = tuple(match.name for match in matching.matches if match.how == "unknown")
    beside = tuple(match.name for match in matching.matches if match.how == "form" and match.target == LEFT_OUT)
    return Columns(matching.meanings, unknown, beside, matching.matches)


def has_answers(shape: Shape, questions: Questions, said: Said) -> bool:
    """Whether a column is a question, by its name or because somebody says so."""
    return any(
        meaning.question
        for heading in shape.headings
        for meaning in (*meanings(heading, shape, questions), mapped(said.column_map.target(heading.name), questions))
        if meaning
    )


class _Matching:
    """One pass over the columns of a table."""

    def __init__(self, shape: Shape, questions: Questions, said: Said, at: At) -> None:
        self.meanings: dict[int, Meaning] = {}
        self.problems: list[Problem] = []
        self._how: dict[int, How] = {}
        self._shape, self._questions, self._said, self._at = shape, questions, said, at
        self._suggested: dict[int, str] = {}

    @property
    def matches(self) -> tuple[Match, ...]:
        """What became of each column that has a name."""
        return tuple(
            Match(self._shape.headings[index].name, self._target(index), how)
            for index, how in sorted(self._how.items())
        )

    def run(self) -> None:
        """Find out what every column says."""
        left_out = tuple(map(key, self._said.left_out))
        for index, heading in enumerate(self._shape.headings):
            if any(_is_meant(key(heading.name), one) for one in left_out):
                self._how[index] = "wish"
            elif heading.name:
                self._take(index, heading)
        if not any(meaning.question for meaning in self.meanings.values()):
            self._take_long_table()
        self._find_nearest()
        self.problems += [*self._doubled(), *self._unusable_answers()]

    def _target(self, index: int) -> str:
        if index in self._suggested:
            return self._suggested[index]
        return self.meanings[index].target if index in self.meanings else LEFT_OUT

    def _take(self, index: int, heading: Heading) -> None:
        target = self._said.column_map.target(heading.name)
        if target is not None:
            self._take_mapped(index, heading, target)
        elif heading.purpose != "asked":
            self._how[index] = "form"
            if heading.purpose in ("respondent", "language", "finished", "submitted"):
                self.meanings[index] = Meaning(heading.purpose)
        else:
            found = meanings(heading, self._shape, self._questions)
            self._how[index] = "name" if found else "unknown"
            if len(found) > 1:
                self._problem(index, f"'{_shown(heading.name)}' is the text of several questions. Name one by id.")
            elif found:
                self.meanings[index] = found[0]

    def _take_mapped(self, index: int, heading: Heading, target: str) -> None:
        meaning = mapped(target, self._questions)
        self._how[index] = "map"
        if meaning:
            self.meanings[index] = meaning
        elif target != LEFT_OUT:
            hint = did_you_mean(target, [*self._questions.items, *_OTHERS])
            message = f"'{_shown(target)}' is neither a question here nor respondent, role, language or left-out.{hint}"
            self.problems.append(Problem(message, self._said.column_map.place(heading.name)))

    def _take_long_table(self) -> None:
        """The columns of a table with one answer a row, if it is one."""
        names = {index: key(self._shape.headings[index].name) for index, how in self._how.items() if how == "unknown"}
        found = {index: Meaning(LONG[name]) for index, name in names.items() if name in LONG}
        says = [meaning.says for meaning in found.values()]
        if "item" in says and "value" in says:
            self.meanings |= found
            self._how |= dict.fromkeys(found, "name")

    def _find_nearest(self) -> None:
        """Take or name the question that is called nearly as an unknown column is."""
        unknown = [index for index, how in self._how.items() if how == "unknown"]
        if len(unknown) > _MOST_UNKNOWN:
            self._problem(min(unknown), f"{len(unknown)} columns are unknown. Is this the right questionnaire?")
            return
        taken = {meaning.question for meaning in self.meanings.values() if meaning.says == "value"}
        for index in unknown:
            heading = self._shape.headings[index]
            tried = (self._questions.near(name, taken) for name in (heading.name, *heading.called)[:_TRIED_NAMES])
            near = next((one for one in tried if one), None)
            if near:
                self._how[index] = "nearest"
                self._suggested[index] = near
            if near and self._said.takes_nearest:
                self.meanings[index] = Meaning("value", near)
            elif near:
                self._problem(index, _misspelt(heading.name, near))

    def _doubled(self) -> Iterator[Problem]:
        """What two columns say. What a form tool says of people gives way to what somebody else does."""
        seen: dict[Meaning, int] = {}
        for index, meaning in sorted(self.meanings.items(), key=lambda one: self._how[one[0]] == "form"):
            first = seen.setdefault(meaning, index)
            if first != index and self._how[index] == "form":
                del self.meanings[index]
            elif first != index:
                one, other = (_shown(self._shape.headings[number].name) for number in sorted((first, index)))
                what = meaning.question or meaning.says
                message = f"the columns '{one}' and '{other}' both stand for {what}. Remove one."
                yield Problem(message, self._at(max(first, index)))

    def _unusable_answers(self) -> Iterator[Problem]:
        """What a map takes cells for, but is no answer to anything."""
        items = self._questions.items.values()
        for cell, value in self._said.column_map.answers.items():
            if not any(as_said(item, value) for item in items):
                message = f"'{_shown(value)}' is not the value of an answer to any question here."
                yield Problem(message, self._said.column_map.place(cell))

    def _problem(self, index: int, message: str) -> None:
        self.problems.append(Problem(message, self._at(index)))


def _misspelt(name: str, near: str) -> str:
    hidden = unseen(name)
    why = f" It holds the invisible character {hidden}." if hidden else ""
    ways = f"Rename the column, leave it out (--leave-out '{_shown(name)}'), or confirm it: --nearest, or --save-map."
    return f"there is no question '{_shown(name)}'.{why} Did you mean '{near}'? {ways}"


def _is_meant(name: str, given: str) -> bool:
    """Whether a column is called as it was *given*: whole, or cut short as it is shown."""
    is_cut = given.endswith("…") and len(given) > _LONGEST_SHOWN // 2
    return name == given or (is_cut and name.startswith(given[:-1]))


def _shown(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1]}…"
