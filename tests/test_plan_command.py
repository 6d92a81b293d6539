"""servicecheck plan in a script: showing, changing, writing and taking a plan; and what goes wrong changes nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from one_process import servicecheck_here
from plans import AGREED, PLAN, answered, plan_in
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.response import PlannedAction

NOW = {"SOURCE_DATE_EPOCH": "1795341600"}  # 2026-11-22


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return answered(tmp_path / "havnen.servicecheck", *PLAN)


def test_the_plan_is_shown_with_what_it_lacks(path: Path) -> None:
    run = servicecheck_here("plan", path.name, folder=path.parent, environment=NOW)

    assert (run.code, run.stderr) == (0, "")
    assert (
        run.stdout
        == f"""\
Action plan                                                  havnen.servicecheck
{"─" * 80}
   1  LE-B2  Whoever sees a delay tells the customer
      Mette · 31\u00a0January\u00a02027 · Agreed
      How we will see it: Delays where we rang first: 2/10, goal 8/10
   2  LE-A1  Whoever sees a delay tells the customer
      31\u00a0January\u00a02027 · Not agreed

What is still missing
  · There are 2 actions. Choose three to five.
  · Not agreed, because the owner or the date is missing: LE-A1.
  · Nothing is done within 30 days. Give at least one action a date by
    22\u00a0December\u00a02026.
  · Lift what is bad to good before you lift what is already good: LE-A3 comes
    before LE-B2.
"""
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", ("Handlingsplan", "Ikke aftalt", "Vælg tre til fem.")), ("sv", ("Inte beslutad", "Välj tre till fem."))],
)
def test_the_plan_is_shown_in_other_languages(path: Path, language: str, words: tuple[str, ...]) -> None:
    run = servicecheck_here("plan", path.name, "--language", language, folder=path.parent)

    assert all(word in run.stdout for word in words)


def test_json_holds_the_plan_what_is_proposed_and_which_rules_are_broken(path: Path) -> None:
    document = json.loads(servicecheck_here("plan", str(path), "--json", environment=NOW, folder=path.parent).stdout)

    assert document["format"] == 1
    assert [(one["item"], one["is_agreed"]) for one in document["actions"]] == [("LE-B2", True), ("LE-A1", False)]
    assert document["actions"][0]["due"] == "2027-01-31"
    assert document["actions"][0]["today"] == "2/10"
    assert not {"LE-B2", "LE-A1"} & {one["item"] for one in document["proposed"]}
    assert [one["rule"] for one in document["broken"]] == ["too-few", "not-agreed", "none-soon", "order"]


def test_an_action_is_added_changed_and_taken_out(path: Path) -> None:
    def plan(*arguments: str) -> None:
        run = servicecheck_here("plan", str(path), *arguments, folder=path.parent)
        assert run.code == 0, run.stderr

    plan("--set", "le-c2", "--owner", "Åse", "--due", "15-12-2026", "--first-step", "Ring Bo", "--measure", "waits",
         "--today", "61", "--goal", "30")  # fmt: skip
    plan("--set", "LE-B2", "--status", "done", "--result", "8/10", "--what", "Ring first")
    plan("--set", "LE-A1", "--due", "")
    plan("--remove", "LE-A1")

    first, second = plan_in(path)
    assert (first.text, first.status, first.result, first.goal) == ("Ring first", "done", "8/10", "8/10")
    assert second.text.startswith("Invite four customers")
    assert second == PlannedAction(
        "LE-C2", second.text, "Åse", date(2026, 12, 15), "Ring Bo", "waits", today="61", goal="30"
    )


def test_a_plan_goes_out_as_a_table_and_comes_back(path: Path) -> None:
    out = servicecheck_here("plan", str(path), "--export", "plan.xlsx", folder=path.parent)
    assert (out.code, out.stdout) == (0, "plan.xlsx\n")
    servicecheck_here("plan", str(path), "--remove", "LE-B2", folder=path.parent)

    back = servicecheck_here("plan", str(path), "--import", "plan.xlsx", folder=path.parent)

    assert back.code == 0
    assert plan_in(path) == PLAN


def test_a_round_of_its_own_number_is_planned(path: Path) -> None:
    assert servicecheck_here("plan", str(path), "--round", "1", "--remove", "LE-A1", folder=path.parent).code == 0
    missing = servicecheck_here("plan", str(path), "--round", "2", folder=path.parent)

    assert missing.code == 2
    assert "has no round 2" in missing.stderr
    assert plan_in(path) == (AGREED,)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--set", "LE-X9", "--owner", "Åse"], "There is no question 'LE-X9'"),
        (["--set", "LE-B2", "--due", "soon"], "'soon' is not a date"),
        (["--set", "LE-B2", "--status", "finished"], "Invalid value for '--status'"),
        (["--set", "LE-B2", "--what", " "], "Say what is done"),
        (["--set", "LE-B2", "--owner", "x" * 201], "room for 200 characters"),
        (["--owner", "Åse"], "Say whose action this is"),
        (["--remove", "LE-C2"], "There is no action on LE-C2"),
        (["--remove", "LE-B2", "--set", "LE-A1"], "one of --set, --remove and --import"),
        (["--import", "missing.xlsx"], "there is no such file"),
        (["--import", "bad.csv"], "bad.csv:2:1 there is no question 'LE-X9'"),
        (["--import", "havnen.servicecheck"], "SQLite"),
    ],
)
def test_what_goes_wrong_is_told_and_changes_nothing(path: Path, arguments: list[str], sentence: str) -> None:
    (path.parent / "bad.csv").write_text("Code,What\nLE-X9,Ring\nLE-B2,Ring\n", encoding="utf-8")
    before = path.read_bytes()

    run = servicecheck_here("plan", path.name, *arguments, folder=path.parent)

    assert run.code == 2
    assert sentence in " ".join(run.stderr.split())
    assert path.read_bytes() == before
    assert "Traceback" not in run.stderr


@pytest.mark.promise("P24")
def test_a_table_is_not_written_over_another_file_or_through_a_link(path: Path) -> None:
    (path.parent / "there.xlsx").write_bytes(b"mine")
    (path.parent / "link.xlsx").symlink_to("elsewhere.xlsx")

    for name in ("there.xlsx", "link.xlsx"):
        assert servicecheck_here("plan", str(path), "--export", name, folder=path.parent).code == 2
    assert servicecheck_here("plan", str(path), "--export", "link.xlsx", "--force", folder=path.parent).code == 2
    assert (path.parent / "there.xlsx").read_bytes() == b"mine"
    assert not (path.parent / "elsewhere.xlsx").exists()
    assert servicecheck_here("plan", str(path), "--export", "there.xlsx", "--force", folder=path.parent).code == 0


@pytest.mark.promise("P4")
def test_a_file_in_use_is_read_but_not_changed(path: Path) -> None:
    with AssessmentFile.open(path, holder=Holder("servicecheck run")):
        assert servicecheck_here("plan", str(path), "--json", folder=path.parent).code == 0
        refused = servicecheck_here("plan", str(path), "--remove", "LE-B2", folder=path.parent)

    assert refused.code == 3
    assert "in use by servicecheck run" in " ".join(refused.stderr.split())


def test_status_shows_the_plan_and_the_way_to_the_next_round(path: Path) -> None:
    shown = servicecheck_here("status", path.name, folder=path.parent).stdout
    document = json.loads(servicecheck_here("status", str(path), "--json", folder=path.parent).stdout)

    assert "Action plan: 1 of 2 agreed, 0 done." in shown
    assert "LE-A1  not agreed" in shown
    assert "servicecheck plan havnen.servicecheck" in shown
    assert "servicecheck run havnen.servicecheck --next" in shown
    assert [one["is_agreed"] for one in document["rounds"][0]["actions"]] == [True, False]
