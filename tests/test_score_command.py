"""score: every row of a file is scored, or rejected with its place and the reason; nothing is guessed."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from one_process import servicecheck_here
from score_files import ITEMS, M1_CSV, M1_YAML, score
from servicecheck.files import tables

HEAD = ",".join(("respondent", *ITEMS))
GOOD = "2,2.5,2,1.5,2,1"


def test_the_methods_example(tmp_path: Path) -> None:
    scored = score(tmp_path, M1_CSV)

    assert scored.code == 0, scored.run.said
    assert scored.column("score_A") == ["58.3333", "66.6667", "41.6667", "75.0", "66.6667"]
    assert scored.column("score_B") == ["25.0", "41.6667", "16.6667", "37.5", "12.5"]
    assert scored.column("score") == ["41.6667", "54.1667", "29.1667", "56.25", "39.5834"]
    assert (scored.rows[3]["score:low"], scored.rows[3]["score:high"]) == ("50.0", "66.6667")
    assert scored.column("level") == ["good"] * 5
    assert scored.column("gate_basics") == ["true", "false", "true", "false", "true"]
    assert scored.column("coverage") == ["1.0", "1.0", "1.0", "0.8333", "1.0"]
    assert "5 rows read: 5 scored, 0 rejected." in scored.run.stderr


@pytest.mark.parametrize(
    ("cell", "same_as"),
    [
        ("2,5", "2.5"), ("2½", "2.5"), ("2 1/2", "2.5"), (" 2.5 ", "2.5"), ("don't know", "dk"),
        ("ikke relevant hos os", "na"), ("Ved ikke", "dk"), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_a_cell_means_what_it_means_to_add(cell: str, same_as: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    spelt = score(tmp_path / "a", f'{HEAD}\nR1,"{cell}",2,2,1,1,1\n')
    plain = score(tmp_path / "b", f"{HEAD}\nR1,{same_as},2,2,1,1,1\n")

    assert (spelt.code, plain.code) == (0, 0), spelt.run.said
    assert spelt.rows == plain.rows


@pytest.mark.promise("P17")
@pytest.mark.parametrize("cell", ["0", "4", "2.25", "nan", "inf", "1e0", "50%", "03-maj", "#I/T", "SAND", "2 kr"])
def test_what_is_no_answer_rejects_its_row(cell: str, tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,{cell},2,2,1,1,x\n")

    assert scored.code == 1
    assert scored.column("respondent") == ["R1"]
    assert scored.rejects == [("3", "A1", cell), ("3", "B3", "x")]
    assert "2 rows read: 1 scored, 1 rejected." in scored.run.stderr
    assert {one["kind"] for one in scored.manifest["outputs"]} == {"scored", "rejects"}
    assert scored.manifest["rows"] == {"rows": 2, "scored": 1, "rejected": 1}


def test_a_row_that_answers_nothing_is_rejected_and_one_that_says_dk_is_not(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,,,,,,\nR2,dk,,,,,\n")

    assert scored.rejects == [("2", "", "")]
    assert (scored.column("respondent"), scored.column("score")) == (["R2"], [""])


def test_all_rows_of_a_repeated_respondent_are_rejected(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,{GOOD}\n R1 ,{GOOD}\nR3,{GOOD}\nR1,x,2,2,1,1,1\n")

    assert scored.column("respondent") == ["R2", "R3"]
    assert [(row, column) for row, column, _ in scored.rejects] == [
        ("2", "respondent"), ("4", "respondent"), ("6", "respondent"), ("6", "A1"),
    ]  # fmt: skip
    assert "also stands in row 4" in scored.reasons
    assert scored.manifest["is_unique"] is True


def test_a_respondent_is_the_same_with_any_kind_of_space_around_the_code(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,{GOOD}\nR1\x1f,{GOOD}\nR2\u2003,{GOOD}\nR3,{GOOD}\n")

    assert scored.column("respondent") == ["R3"]
    assert [row for row, _, _ in scored.rejects] == ["2", "3", "4", "5"]


def test_a_code_with_a_sign_that_has_no_width_is_refused_as_it_looks_like_another(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2\u200b,{GOOD}\nR2,{GOOD}\n")

    assert scored.column("respondent") == ["R1", "R2"]
    assert "U+200B" in scored.reasons


def test_rounds_are_kept_apart(tmp_path: Path) -> None:
    rows = f"R1,{GOOD},May\nR1,{GOOD},June\nR2,{GOOD},June\nR2,{GOOD}, June\n"
    scored = score(tmp_path, f"{HEAD},when\n{rows}", "--round", "when")

    assert [(one["respondent"], one["round"]) for one in scored.rows] == [("R1", "May"), ("R1", "June")]
    assert [row for row, _, _ in scored.rejects] == ["4", "5"]


def test_who_stands_twice_counts_twice_if_that_is_wished(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR1,{GOOD}\n", "--no-unique")

    assert (scored.code, len(scored.rows)) == (0, 2)
    assert "It was not checked" in scored.run.stderr
    assert scored.manifest["is_unique"] is False


def test_the_same_person_in_two_files_is_rejected_in_both(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"{HEAD}\nR1,{GOOD}\nR9,{GOOD}\n")
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\n", "b.csv")

    assert scored.column("respondent") == ["R9"]
    assert "row 2 of b.csv" in scored.reasons
    assert [one["rejected"] for one in scored.manifest["inputs"]] == [1, 1]


@pytest.mark.parametrize("code", ["", "a\u202eb", "x" * 501])
def test_a_code_that_cannot_be_one_is_rejected(code: str, tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\n{code},{GOOD}\nBjørn Åse,{GOOD}\n")

    assert scored.column("respondent") == ["Bjørn Åse"]
    assert scored.rejects == [("2", "respondent", code)]


def test_names_that_stand_further_down_are_found_with_an_option(tmp_path: Path) -> None:
    text = f"Spring survey,,,,,,\nmade by us,,,,,,\n{M1_CSV}"
    refused = score(tmp_path, text)
    told = score(tmp_path, text, "--header-row", "3")

    assert (refused.code, told.code, len(told.rows)) == (2, 0, 5)
    assert "--header-row 3" in " ".join(refused.run.stderr.split())


def test_a_file_with_no_scored_question_is_refused(tmp_path: Path) -> None:
    scored = score(tmp_path, "respondent,team\nR1,x\n")

    assert scored.code == 2
    assert "no column here is a scored question of m1, such as A1" in " ".join(scored.run.stderr.split())


def test_strict_stops_at_the_first_row_and_writes_nothing(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,x,2,2,1,1,1\n", "--strict")

    assert scored.code == 1
    assert "answers.csv:3:2" in scored.run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "m1.yaml"]


def test_roles_are_known_in_every_language(tmp_path: Path) -> None:
    scored = score(tmp_path, f"{HEAD},rolle\nR1,{GOOD},Ledere\nR2,{GOOD},staff\nR3,{GOOD},boss\nR4,{GOOD},\n")

    assert scored.column("role") == ["leader", "staff", ""]
    assert scored.rejects == [("4", "rolle", "boss")]


def test_customers_are_not_scored_among_the_people(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    whole = score(tmp_path / "x", M1_CSV, "--as", "customer")
    single = score(tmp_path, f"{HEAD},role\nR1,{GOOD},customer\nR2,{GOOD},\n")

    assert (whole.code, whole.rows) == (2, [])
    assert "--as customer" in whole.run.stderr
    assert single.rejects == [("2", "role", "customer")]


def test_numbers_are_points_where_not_all_are_values(tmp_path: Path) -> None:
    points = "\n".join(f"R{number},50,75,50,25,50,0" for number in range(3))
    scored = score(tmp_path, f"{HEAD}\n{points}\n")

    assert scored.column("score_A") == ["58.3333"] * 3
    assert "read as points" in scored.run.stderr


def test_a_number_far_down_changes_what_all_numbers_are(tmp_path: Path) -> None:
    rows = [f"R{number},0,0,0,0,0,0" for number in range(1_200)]
    late = score(tmp_path, "\n".join([HEAD, *(f"R{n},,,,,," if n else row for n, row in enumerate(rows)), "Z,,,,,,25"]))

    assert late.column("respondent") == ["R0", "Z"]
    assert late.column("coverage") == ["1.0", "0.1667"]


def test_numbers_that_could_be_either_are_refused_with_a_way_out(tmp_path: Path) -> None:
    scale = "scale: [{value: 0, points: 10}, {value: 10, points: 20}, {value: 5, points: 0}]"
    (tmp_path / "own.yaml").write_text(M1_YAML.replace("levels:", f"{scale}\nlevels:"))
    (tmp_path / "a.csv").write_text(f"{HEAD}\nR1,10,20,5,0,0,0\n")
    run = servicecheck_here("score", "a.csv", "-q", "own.yaml", "-o", "s.csv", folder=tmp_path)
    told = servicecheck_here("score", "a.csv", "-q", "own.yaml", "-o", "s.csv", "--numbers", "values", folder=tmp_path)

    assert (run.code, "--numbers points" in run.stderr) == (2, True), run.said
    assert told.code == 1


@pytest.mark.promise("P20")
def test_what_others_typed_stays_text(tmp_path: Path) -> None:
    cells = ["=1+1", "+1", "-2,5", "@x", "'=a", "plain", " =x"]
    rows = "\n".join(f'"{cell}",{GOOD},"{cell}"' for cell in cells)
    scored = score(tmp_path, f"{HEAD},=team\n{rows}\n", "--keep", "=team")

    # An apostrophe before a sign is what other programs of ours put there: it is taken for none, and put there again.
    assert scored.column("respondent") == ["'=1+1", "+1", "-2,5", "'@x", "'=a", "plain", "'=x"]
    assert scored.column("'=team") == ["'=1+1", "+1", "-2,5", "'@x", "'=a", "plain", "' =x"]
    assert {one.lstrip("-") for one in scored.column("score")} == {"41.6667"}


@pytest.mark.promise("P18")
def test_every_format_holds_the_same_scores(tmp_path: Path) -> None:
    plain = score(tmp_path, M1_CSV)
    for kind in ("jsonl", "parquet", "xlsx"):
        run = servicecheck_here("score", "answers.csv", "-q", "m1.yaml", "-o", f"{kind}.{kind}", folder=tmp_path)
        assert run.code == 0, run.said

    scores = [float(score) for score in plain.column("score")]
    assert pl.read_ndjson(tmp_path / "jsonl.jsonl")["score"].to_list() == scores
    assert pl.read_parquet(tmp_path / "parquet.parquet")["score"].to_list() == scores
    sheet = tables.read(tmp_path / "xlsx.xlsx")
    assert [float(sheet.named(row)["score"]) for row in sheet.rows] == scores


def test_a_row_without_a_respondent_is_named_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"{','.join(ITEMS)}\n{GOOD}\n")
    scored = score(tmp_path, f"{','.join(ITEMS)}\nx,1,1,1,1,1\n{GOOD}\n", "b.csv")

    assert [(one["file"], one["row"]) for one in scored.rows] == [("answers.csv", "3"), ("b.csv", "2")]
    assert scored.manifest["is_unique"] is None


@pytest.mark.promise("P24")
def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    before = (tmp_path / "s.csv").read_bytes()
    again = score(tmp_path, f"{HEAD}\nR1,{GOOD}\n")
    kept = (tmp_path / "s.csv").read_bytes()
    forced = score(tmp_path, f"{HEAD}\nR1,{GOOD}\n", "--force").column("respondent")
    (tmp_path / "s.csv").unlink()
    (tmp_path / "s.csv").symlink_to(tmp_path / "elsewhere.csv")
    linked = score(tmp_path, M1_CSV, "--force")

    assert (again.code, kept, forced, linked.code) == (2, before, ["R1"], 2)
    assert not (tmp_path / "elsewhere.csv").exists()


def test_files_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,x,,,,,\n", "--groups", "g.json")

    written = [path for path in tmp_path.iterdir() if path.name not in ("answers.csv", "m1.yaml")]
    assert len(written) == 4
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_rejects_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,{GOOD}\nR2,x,,,,,\n")
    score(tmp_path, M1_CSV, "--force")

    assert not (tmp_path / "s.rejects.csv").exists()


def test_a_dry_run_says_how_everything_would_be_read(tmp_path: Path) -> None:
    run = score(
        tmp_path, f"{HEAD.replace(',', ';')};mood\nR1;2,5;2;2;1;1;1;fine\nR2;x;2;2;1;1;1;\n", "--dry-run", "--json"
    ).run
    (one,) = json.loads(run.stdout)["inputs"]

    assert run.code == 1
    assert (one["delimiter"], one["rows_tried"], one["rejected"]) == (";", 2, 1)
    assert {"name": "mood", "read_as": "left-out", "because": "unknown"} in one["columns"]
    assert not (tmp_path / "s.csv").exists()


def test_the_manifest_makes_the_same_bytes_again(tmp_path: Path) -> None:
    first = score(tmp_path, f"{HEAD},team\nR1,{GOOD},x\nR2,x,,,,,y\n", "--keep", "team", "--groups", "g.json")
    again = servicecheck_here(
        "score", "--repeat", "s.manifest.json", "-o", "t.csv", "--groups", "h.json", folder=tmp_path
    )

    assert (first.code, again.code) == (1, 0), again.said
    assert "The same bytes" in again.stderr
    assert (tmp_path / "t.csv").read_bytes() == (tmp_path / "s.csv").read_bytes()
    assert (tmp_path / "h.json").read_bytes() == (tmp_path / "g.json").read_bytes()


@pytest.mark.parametrize("more", [["answers.csv"], ["--numbers", "points"], ["--strict"], ["--keep", "team"]])
def test_what_a_manifest_says_is_not_said_again(more: list[str], tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    run = servicecheck_here("score", "--repeat", "s.manifest.json", "-o", "t.csv", *more, folder=tmp_path)

    assert run.code == 2
    assert "beside --repeat" in " ".join(run.stderr.split())


@pytest.mark.parametrize(("name", "said"), [("answers.csv", "its content differs"), ("m1.yaml", "not the one of then")])
def test_what_is_not_as_it_was_is_named(name: str, said: str, tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    with (tmp_path / name).open("a") as file:
        file.write("\n" if name == "answers.csv" else "\n# changed\n")
    again = servicecheck_here("score", "--repeat", "s.manifest.json", "-o", "t.csv", folder=tmp_path)

    assert again.code == 2
    assert said in " ".join(again.stderr.split())
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize(
    "change", [{"format": "other"}, {"options": {"inputs": 3}}, {"inputs": "x"}, {"program": None}]
)
def test_a_manifest_that_is_none_is_refused(change: dict[str, object], tmp_path: Path) -> None:
    document = score(tmp_path, M1_CSV).manifest | change
    (tmp_path / "s.manifest.json").write_text(json.dumps(document))
    again = servicecheck_here("score", "--repeat", "s.manifest.json", "-o", "t.csv", folder=tmp_path)

    assert again.code == 2
    assert "s.manifest.json" in again.stderr


@pytest.mark.promise("P41")
def test_a_manifest_holds_nothing_that_anybody_answered(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD},team\nSECRETNAME,{GOOD},SECRETTEAM\nR2,SECRETCELL,,,,,\n", "--by", "team")

    assert not re.search("SECRET", (tmp_path / "s.manifest.json").read_text())


def test_the_table_can_go_to_stdout_and_come_from_stdin(tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    run = servicecheck_here("score", "-", "-q", "m1.yaml", "-o", "-", folder=tmp_path, typed=M1_CSV)

    assert run.code == 0, run.stderr
    assert run.stdout == (tmp_path / "s.csv").read_text()


@pytest.mark.parametrize(
    "missing", [["-q", "m1.yaml", "-o", "s.csv"], ["answers.csv", "-o", "s.csv"], ["answers.csv", "-q", "m1.yaml"]]
)
def test_what_is_missing_is_asked_for(missing: list[str], tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    run = servicecheck_here("score", *missing, folder=tmp_path)

    assert run.code == 2
    assert "mistake in servicecheck" not in run.stderr


def test_groups_of_fewer_than_five_need_a_reason(tmp_path: Path) -> None:
    refused = score(tmp_path, M1_CSV, "--groups", "g.json", "--k", "3")
    told = score(tmp_path, M1_CSV, "--groups", "g.json", "--k", "3", "--k-reason", "all agreed")

    assert (refused.code, told.code) == (2, 0)
