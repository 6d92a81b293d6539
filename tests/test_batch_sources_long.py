"""One answer a row becomes one person a row: every answer kept, every person whole or not at all."""

from pathlib import Path

import polars as pl
import pytest

from servicecheck.batch.sources import FAULT, ROW, Raw, opened, widened
from servicecheck.errors import InvalidFile
from servicecheck.files.answers.layout import Head, layout_of
from servicecheck.files.answers.questions import Questions
from servicecheck.files.questionnaires import load


def wide(text: str, folder: Path) -> Raw:
    path = folder / "long.csv"
    path.write_text(text, encoding="utf-8")
    raw = opened(path)
    questions = Questions(load("low-effort"))
    return widened(raw, layout_of(Head(raw.name, raw.head, raw.head_rows), questions), questions)


def table(raw: Raw) -> pl.DataFrame:
    return raw.frame(1, raw.head[0]).collect()


def test_each_person_gets_one_row_with_every_answer(tmp_path: Path) -> None:
    raw = wide("respondent,item,value\nr1,LE-A2,3\nr2,LE-A1,na\nr1,le-a1,2\nr2,LE-B1,\n", tmp_path)

    assert table(raw).rows() == [(2, None, "r1", "2", "3", None), (3, None, "r2", "na", None, None)]
    assert raw.head[0] == ("respondent", "LE-A1", "LE-A2", "LE-B1")
    assert raw.rows == 2
    assert raw.description.remarks == ("each row is one answer: 4 rows of 2 people.",)


def test_what_is_the_same_in_all_rows_of_everybody_is_carried(tmp_path: Path) -> None:
    raw = wide(
        "kode,rolle,team,time,item,value\nr1,leader,N,1,LE-A1,2\nr1,leader,,2,LE-A2,3\nr2,,S,3,LE-A1,1\n", tmp_path
    )

    assert raw.head[0] == ("respondent", "role", "team", "LE-A1", "LE-A2")
    assert table(raw).drop(ROW, FAULT).rows() == [("r1", "leader", "N", "2", "3"), ("r2", None, "S", "1", None)]


@pytest.mark.promise("P16")
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("r1,LE-A1,2\nr1,LE-A1,3", "Row 3: This person has answered the question in another row, too."),
        ("r1,LE-A1,2\nr1,LE-A11,3", "Row 3: There is no question of the name 'LE-A11'. Did you mean 'LE-A1'?"),
        ("r1,LE-A1,2\nr1,,3", "Row 3: There is no question of the name ''."),
        (
            "r1,LE-A1,2\nr1,x,3\nr1,LE-A1,3",
            "Row 3: There is no question of the name 'x'. "
            "Row 4: This person has answered the question in another row, too.",
        ),
    ],
)
def test_a_person_with_a_row_that_cannot_be_used_has_its_reason(rows: str, reason: str, tmp_path: Path) -> None:
    raw = wide(f"respondent,item,value\n{rows}\nr2,LE-A1,4\n", tmp_path)

    assert [(row[ROW], row[FAULT]) for row in table(raw).iter_rows(named=True)] == [
        (2, reason), (2 + len(rows.splitlines()), None),
    ]  # fmt: skip


@pytest.mark.promise("P16")
def test_a_row_that_names_nobody_is_a_person_of_its_own(tmp_path: Path) -> None:
    raw = wide("respondent,item,value\n,LE-A1,2\nr1,LE-A1\n ,LE-A1,2\nr1,LE-A1,3\n", tmp_path)

    assert table(raw).select(ROW, FAULT, "respondent").rows() == [
        (2, "Row 2: Nobody is named here.", None),
        (3, "Row 3: this row has 2 cells, but there are 3 columns.", None),
        (4, "Row 4: Nobody is named here.", None),
        (5, None, "r1"),
    ]


def test_two_roles_of_one_person_are_a_contradiction(tmp_path: Path) -> None:
    raw = wide("respondent,role,item,value\nr1,a,LE-A1,2\nr1,b,LE-A2,2\n", tmp_path)

    assert table(raw)[FAULT].to_list() == ["Row 3: Another row of the same person says 'a'."]


def test_without_respondents_nobody_can_be_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="a column 'respondent' must say whose"):
        wide("item,value\nLE-A1,2\n", tmp_path)
