"""What counts more: the command line, the environment, the project's servicecheck.toml, the user's own, the default."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from command_line import servicecheck

TITLES = {"en": "Check the light bulbs", "da": "Tjek pærerne", "sv": "Kolla lamporna"}


@dataclass(frozen=True)
class Desk:
    """A folder to work in, and the user's own configuration."""

    project: Path
    own: Path

    def show(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Show a questionnaire, in whatever language is set."""
        at_home = {"XDG_CONFIG_HOME": str(self.own.parents[1]), **environment}
        return servicecheck("show", "light-bulbs", *arguments, environment=at_home, folder=self.project)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own = tmp_path / "config" / "servicecheck" / "servicecheck.toml"
    own.parent.mkdir(parents=True)
    (tmp_path / "project").mkdir()
    return Desk(tmp_path / "project", own)


def set_language(path: Path, language: str) -> None:
    path.write_text(f'language = "{language}"\n', encoding="utf-8")


def test_without_settings_the_default_holds(desk: Desk) -> None:
    assert TITLES["en"] in desk.show().stdout


def test_each_place_counts_more_than_the_one_before(desk: Desk) -> None:
    set_language(desk.own, "da")
    assert TITLES["da"] in desk.show().stdout

    set_language(desk.project / "servicecheck.toml", "sv")
    assert TITLES["sv"] in desk.show().stdout

    assert TITLES["da"] in desk.show(SERVICECHECK_LANGUAGE="da").stdout

    assert TITLES["en"] in desk.show("--language", "en", SERVICECHECK_LANGUAGE="da").stdout


def test_a_wrong_value_names_where_it_was_set(desk: Desk) -> None:
    shown = desk.show(SERVICECHECK_LANGUAGE="fr")

    assert shown.returncode == 2
    assert "SERVICECHECK_LANGUAGE" in shown.stderr
    assert "da" in shown.stderr


def test_an_unknown_setting_has_a_suggestion(desk: Desk) -> None:
    (desk.project / "servicecheck.toml").write_text('lanuage = "da"\n', encoding="utf-8")

    shown = desk.show()

    assert shown.returncode == 2
    assert "Did you mean 'language'?" in shown.stderr


def test_a_file_that_is_not_toml_is_refused_with_its_place(desk: Desk) -> None:
    (desk.project / "servicecheck.toml").write_text('# mine\nlanguage = da"\n', encoding="utf-8")

    shown = desk.show()

    assert shown.returncode == 2
    assert "servicecheck.toml:2:" in shown.stderr


def test_what_replaces_or_erases_cannot_be_set_once(desk: Desk) -> None:
    (desk.project / "servicecheck.toml").write_text("force = true\n", encoding="utf-8")

    assert "there is no setting 'force'" in desk.show().stderr
