"""Names of files made from names of people and groups are safe on every system, and each only once."""

import json
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_corpus import HOSTILE
from servicecheck.files.file_names import MOST_BYTES, FileNames, file_name

NAMES = [json.loads(line) for line in (HOSTILE / "answers" / "respondent_names.jsonl").read_text("utf-8").splitlines()]
PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789"}
RESERVED = {"con", "prn", "aux", "nul", "clock$", "conin$", "conout$", *PORTS}
ENDINGS = ("-report.html", "-report.servicecheck")


def assert_is_safe(name: str) -> None:
    """Whether *name* can be the name of a file in one folder, on Linux, macOS and Windows."""
    assert name
    assert Path(name).name == name == PureWindowsPath(name).name
    assert len(name.encode()) <= MOST_BYTES
    assert name[0] not in "-. ~"
    assert name[-1] not in ". "
    assert not set(name) & set('<>:"/\\|?*$`;&~')
    assert all(mark.isprintable() for mark in name)
    assert unicodedata.normalize("NFC", name) == name
    assert unicodedata.normalize("NFKC", name).split(".")[0].strip().casefold() not in RESERVED


@pytest.mark.promise("P23")
def test_names_that_were_chosen_to_do_harm_do_none() -> None:
    names = FileNames()
    given_out = [names.free(name, ending) for name in NAMES for ending in ENDINGS]

    for name in given_out:
        assert_is_safe(name)
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in given_out}) == len(given_out)


@pytest.mark.promise("P23")
@given(st.lists(st.text(max_size=120), min_size=1, max_size=50))
def test_any_names_become_safe_and_stay_different(texts: list[str]) -> None:
    names = FileNames()
    given_out = [names.free(text, "-report.pdf") for text in texts]

    for name in given_out:
        assert_is_safe(name)
    assert len({name.casefold() for name in given_out}) == len(texts)


@pytest.mark.parametrize("name", ["Fjordby Forsyning", "low-effort", "Ærø og Søn", "team_7", "v1.2"])
def test_an_ordinary_name_stays_as_it_is(name: str) -> None:
    assert file_name(name) == name


def test_names_that_differ_in_capitals_only_are_numbered() -> None:
    names = FileNames()

    assert [names.free(name, ".pdf") for name in ("Anna", "ANNA", "anna")] == ["Anna.pdf", "ANNA-2.pdf", "anna-3.pdf"]
