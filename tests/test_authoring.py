"""list, show, check, new and schema, as an author meets them."""

import json
from pathlib import Path

import pytest

from command_line import servicecheck, shell
from servicecheck import shelves
from servicecheck.files import questionnaires

BROKEN = """\
format: 1
id: it-service
version: "1.0"
titel: IT service desk
sections:
  - id: A
    title: Answers
    wieght: 2
    items:
      - {id: A1, type: yes-no, text: Incidents are logged}
"""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in, and no questionnaires of the user's own."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def test_list_shows_what_is_shipped_on_stdout() -> None:
    run = servicecheck("list", environment={"COLUMNS": "80"})

    assert run.returncode == 0
    assert "\nlow-effort          Easy to be a customer                   16  12 min  shipped\n" in run.stdout
    assert run.stderr == ""


def test_list_is_complete_in_sixty_columns() -> None:
    run = servicecheck("list", environment={"COLUMNS": "60"})

    assert (
        "\nlow-effort          Easy to be a customer\n                    16 questions, 12 min, shipped\n" in run.stdout
    )


def test_your_own_questionnaire_comes_first_and_hides_a_shipped_one() -> None:
    own = questionnaires.own_folder()
    own.mkdir(parents=True)
    servicecheck("new", "low-effort")
    Path("low-effort.yaml").rename(own / "low-effort.yaml")
    entries = json.loads(servicecheck("list", "--json").stdout)["questionnaires"]
    listed = [(entry["id"], entry["origin"], entry["is_hidden"]) for entry in entries]

    assert listed[0] == ("low-effort", "yours", False)
    assert ("low-effort", "shipped", True) in listed


def test_list_names_the_report_templates() -> None:
    told, listed = servicecheck("list").stdout, json.loads(servicecheck("list", "--json").stdout)["report_templates"]

    assert "full (shipped), " in " ".join(told.split("Report templates: ")[1].split())
    assert {(entry["name"], entry["origin"]) for entry in listed} >= {("full", "shipped"), ("summary", "shipped")}


def test_your_own_report_template_comes_first_and_hides_a_shipped_one() -> None:
    own = shelves.own("report_templates") / "full"
    own.mkdir(parents=True)
    (own / "report.html.j2").write_text("<p>mine")
    told, listed = servicecheck("list").stdout, json.loads(servicecheck("list", "--json").stdout)["report_templates"]

    assert "Report templates: full (yours), full (shipped, hidden by yours)" in " ".join(told.split())
    assert listed[0] == {"name": "full", "path": str(own), "origin": "yours", "is_hidden": False}
    assert listed[1]["is_hidden"]


def test_list_survives_a_questionnaire_with_mistakes() -> None:
    own = questionnaires.own_folder()
    own.mkdir(parents=True)
    (own / "it-service.yaml").write_text(BROKEN, encoding="utf-8")
    run = servicecheck("list")

    assert run.returncode == 0
    assert "has mistakes: servicecheck check it-service" in run.stdout


@pytest.mark.parametrize(
    ("language", "frame"),
    [
        ("en", ["Levels", "good from 25", "(critical)", "Columns: ", "Asked of customers: "]),
        ("da", ["Niveauer", "god fra 25", "(kritisk)", "Kolonner: ", "Kunderne bliver spurgt: "]),
        ("sv", ["Nivåer", "bra från 25", "(kritisk)", "Kolumner: ", "Kunderna får frågan: "]),
    ],
)
def test_show_says_nothing_in_another_language(language: str, frame: list[str]) -> None:
    shown = servicecheck("show", "complaint-recovery", "--language", language).stdout

    assert [words for words in frame if words not in shown] == []


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Think ahead"), ("da", "Tænk forud"), ("sv", "Tänk steget före")]
)
def test_show_prints_one_in_full_in_each_language(language: str, word: str) -> None:
    run = servicecheck("show", "low-effort", "--language", language)

    assert run.returncode == 0
    assert word in run.stdout
    assert all(item.id in run.stdout for item in questionnaires.load("low-effort").items)


def test_show_speaks_the_language_of_the_computer() -> None:
    assert "Tænk forud" in servicecheck("show", "low-effort", environment={"LC_ALL": "da_DK.UTF-8"}).stdout
    assert "Tänk" in servicecheck("show", "low-effort", environment={"LC_ALL": "", "LANG": "sv_SE.UTF-8"}).stdout


def test_show_as_json_holds_the_whole_questionnaire() -> None:
    document = json.loads(servicecheck("show", "low-effort", "--json").stdout)

    assert document["format"] == 1
    assert document["questionnaire"]["id"] == "low-effort"
    assert len(document["questionnaire"]["sections"]) == 4


def test_an_unknown_questionnaire_is_met_with_the_nearest() -> None:
    run = servicecheck("show", "low-efort")

    assert run.returncode == 2
    assert "There is no questionnaire 'low-efort'. Did you mean 'low-effort'?" in run.stderr


def test_check_shows_every_mistake_with_its_place() -> None:
    Path("it-service.yaml").write_text(BROKEN, encoding="utf-8")
    run = servicecheck("check", "it-service.yaml")

    assert run.returncode == 2
    assert "it-service.yaml:4:1\n  unknown key 'titel'. Did you mean 'title'?\n" in run.stderr
    assert "it-service.yaml:8:5\n  unknown key 'wieght'. Did you mean 'weight'?\n" in run.stderr
    assert run.stdout == ""


def test_check_as_json_is_one_document_with_the_same_exit_code() -> None:
    Path("it-service.yaml").write_text(BROKEN, encoding="utf-8")
    run = servicecheck("check", "it-service.yaml", "--json")
    problems = json.loads(run.stdout)["problems"]

    assert run.returncode == 2
    assert {"file": "it-service.yaml", "line": 4, "column": 1}.items() <= problems[1].items()


def test_warnings_count_only_when_asked() -> None:
    servicecheck("new", "it-service")
    file = Path("it-service.yaml")
    file.write_text(file.read_text(encoding="utf-8") + "basics_from: nowhere\n", encoding="utf-8")
    run = servicecheck("check", "it-service.yaml")
    strict = servicecheck("check", "--strict", "it-service.yaml")

    assert "warning: there is no questionnaire 'nowhere' here" in run.stderr
    assert (run.returncode, strict.returncode) == (0, 2)


def test_a_new_file_has_no_mistakes_and_no_warnings() -> None:
    made = servicecheck("new", "it-service")
    checked = servicecheck("check", "--strict", "it-service.yaml")

    assert (made.returncode, made.stdout) == (0, "it-service.yaml\n")
    assert (checked.returncode, checked.stderr) == (0, "No mistakes in 1 file.\n")


def test_new_never_writes_over_a_file_unless_asked() -> None:
    Path("it-service.yaml").write_text("mine", encoding="utf-8")
    refused = servicecheck("new", "it-service")

    assert refused.returncode == 2
    assert Path("it-service.yaml").read_text(encoding="utf-8") == "mine"
    assert servicecheck("new", "it-service", "--force").returncode == 0


@pytest.mark.parametrize("name", ["../escape", "it service", "", "con", "-x", ".hidden"])
def test_new_takes_only_what_can_be_an_id(name: str) -> None:
    run = servicecheck("new", "--", name)

    assert run.returncode == 2
    assert not list(Path().glob("*.yaml"))


def test_new_in_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    run = shell(f"cd '{gone}' && rmdir '{gone}' && $servicecheck new it-service")

    assert run.returncode == 74
    assert "Traceback" not in run.stderr


def test_the_schema_is_one_json_document() -> None:
    schema = json.loads(servicecheck("schema").stdout)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
