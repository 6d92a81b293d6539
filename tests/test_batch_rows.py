"""Rows in = scored + rejected, whatever stands in a file, and a scored row says what the method says of its answers."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch_runs import Batch, run, table
from oracle import Person, score_row
from random_questionnaires import questionnaires
from servicecheck.errors import InvalidAnswer, InvalidFile
from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire

IN_EVERY_RUN, BEFORE_A_RELEASE = 30, 1_000
_WRONG = ("maybe", "9.99", "2;", "\u202e", "1e0", "=2", "TRUE", "ja nej", "٣")
_BLANK = (None, "", "  ", "\u00a0")


def rows_of(questionnaire: Questionnaire, chance: Random) -> list[list[str | None]]:
    """Rows as people leave them: mostly answers, now and then nonsense, blanks, and a code that is there already."""
    rows = []
    for number in range(chance.randint(1, 12)):
        code = chance.choice([f"R{number}"] * 12 + ["R0", " R0", "", "Bjørn"])
        role = chance.choice(
            [*(role.id for role in questionnaire.roles), "", "boss"] if chance.random() < 0.2 else [""]
        )
        rows.append([code, role, *(cell(item, chance) for item in questionnaire.items)])
    return rows


def cell(item: Item, chance: Random) -> str | None:
    values = [choice.value for choice in item.choices()] or ["1", "3", "1,5", "-2"]
    kind = chance.random()
    if kind < 0.02:
        return chance.choice(_WRONG)
    if kind < 0.2:
        return chance.choice(_BLANK)
    if kind < 0.3:
        return chance.choice(["na", "dk", "Ved ikke", "NA"])
    return chance.choice([chance.choice(values), f" {chance.choice(values)} "])


def is_readable(questionnaire: Questionnaire, row: list[str | None]) -> bool:
    """Whether every cell that counts is an answer by the item's own rules, or words for none."""
    for item, given_ in zip(questionnaire.items, row[2:], strict=True):
        try:
            if given_ and given_.strip():
                item.parse({"ved ikke": "dk"}.get(given_.strip().casefold(), given_))
        except InvalidAnswer:
            return False
    return True


def check(questionnaire: Questionnaire, seed: int) -> None:
    rows = rows_of(questionnaire, Random(seed))
    with TemporaryDirectory() as folder:
        columns = ["respondent", "role", *(item.id for item in questionnaire.items)]
        path = table(Path(folder, "a.csv"), columns, rows)
        if not questionnaire.scored_items:
            with pytest.raises(InvalidFile, match="asks nothing that is scored"):
                run(questionnaire, [path])
            return
        batch = run(questionnaire, [path])
    # A line in which nothing is written is no row.
    conserved(batch, sum(any((cell_ or "").strip() for cell_ in row) for row in rows))
    good = {
        number: row
        for number, row in enumerate(rows, 2)
        if number not in batch.rejected_rows and any((c or "").strip() for c in row)
    }
    assert [one["respondent"] for one in batch.scored] == [(row[0] or "").strip() for row in good.values()]
    for scored, row in zip(batch.scored, good.values(), strict=True):
        assert is_readable(questionnaire, row)
        as_the_oracle(questionnaire, scored, row)


def conserved(batch: Batch, rows: int) -> None:
    assert batch.outcome.rows == rows == batch.outcome.scored + batch.outcome.rejected
    assert batch.outcome.scored == len(batch.scored)
    assert batch.outcome.rejected == len(batch.rejected_rows)
    assert all(one.reason for one in batch.rejects)


def as_the_oracle(questionnaire: Questionnaire, scored: dict[str, object], row: list[str | None]) -> None:
    words = {"ved ikke": "dk"}
    given_ = [cell_ if cell_ and cell_.strip() else None for cell_ in row[2:]]
    items = zip(questionnaire.items, given_, strict=True)
    answers = {item.id: item.parse(words.get(one.strip().casefold(), one)) if one else None for item, one in items}
    expected = score_row(questionnaire, Person(answers, (row[1] or "").strip() or None))
    whole = expected.nodes[""]
    for name, figure in {"score": whole.score, "score:low": whole.low, "score:high": whole.high}.items():
        assert scored[name] == (None if figure is None else figure / POINT)
    if questionnaire.levels:
        assert (scored["level"], scored["raw_level"]) == (expected.level, expected.raw_level)
    assert {gate: scored[f"gate_{gate}"] for gate in expected.gates} == expected.gates


_FILES = settings(max_examples=IN_EVERY_RUN, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.promise("P16")
@_FILES
@given(questionnaires(), st.integers(0, 2**32))
def test_rows_are_conserved_and_scored_as_the_oracle_scores(questionnaire: Questionnaire, seed: int) -> None:
    check(questionnaire, seed)


@pytest.mark.release
@pytest.mark.promise("P16")
@settings(max_examples=BEFORE_A_RELEASE, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(), st.integers(0, 2**32))
def test_rows_of_a_thousand_files_are_conserved(questionnaire: Questionnaire, seed: int) -> None:
    check(questionnaire, seed)
