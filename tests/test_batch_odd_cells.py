"""A cell that is spelt otherwise far down in a file counts as it would in the first row: nothing is lost on the way."""

from pathlib import Path

import pytest

from score_files import ITEMS, score

HEAD = ",".join(("respondent", *ITEMS))
PLAIN = [f"R{number},2,2.5,2,,dk,1" for number in range(60)]


@pytest.mark.parametrize(("cell", "meant"), [("2½", "2.5"), ('"2,5"', "2.5"), ("Ved ikke", "dk"), (" 3 ", "3")])
def test_a_word_far_down_means_what_it_means_at_the_top(cell: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "plain").mkdir()
    odd = score(tmp_path / "odd", "\n".join([HEAD, *PLAIN, f"X,{cell},2,2,2,2,2"]))
    plain = score(tmp_path / "plain", "\n".join([HEAD, *PLAIN, f"X,{meant},2,2,2,2,2"]))

    assert (odd.code, plain.code) == (0, 0), odd.run.said
    assert len(odd.rows) == 61
    assert odd.rows == plain.rows


def test_what_is_no_answer_far_down_rejects_its_row_alone(tmp_path: Path) -> None:
    scored = score(tmp_path, "\n".join([HEAD, *PLAIN, "X,9,2,2,2,2,2", "Y,2,2,2,2,2,2"]))

    assert scored.code == 1
    assert scored.column("respondent") == [f"R{number}" for number in range(60)] + ["Y"]
    assert scored.rejects == [("62", "A1", "9")]
    assert "62 rows read: 61 scored, 1 rejected." in scored.run.stderr


@pytest.mark.parametrize("team", ["[1, {}]", '{"name": "North"}'])
def test_a_row_whose_group_cannot_be_read_is_rejected_and_makes_no_group(team: str, tmp_path: Path) -> None:
    lines = [f'{{"respondent": "R{number}", "team": "N", "A1": "2", "B1": "2"}}' for number in range(6)]
    lines[2] = lines[2].replace('"N"', team)
    scored = score(tmp_path, "\n".join(lines), "--by", "team", "--keep", "team", name="answers.jsonl")

    assert scored.code == 1
    assert [(row, column) for row, column, _ in scored.rejects] == [("3", "team")]
    assert scored.column("team") == ["N"] * 5
    assert "2 groups, everybody counted as one: 2 shown, 0 hidden." in scored.run.stderr
