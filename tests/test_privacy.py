"""What people wrote stays where it was asked for: in no argument, name or other file, and for the owner only."""

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import hostile_rounds
from command_line import LIMIT, surroundings
from one_process import servicecheck_here
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Mode
from test_hostile_answers import NAMES, calm, filled, html, pdf
from traced import can_trace


@pytest.mark.promise("P41")
@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_what_people_wrote_is_in_no_argument_name_or_other_file(tmp_path: Path) -> None:
    """A run that makes a report, with every file it opens for writing and every program it starts listed by strace."""
    path = filled(tmp_path, "Zq7-planted")
    calls = "execve,openat,creat,rename,renameat,renameat2,link,linkat,symlink,mkdir,connect,sendto"
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-s", "4096", "-e", f"trace={calls}", "-o", str(trace), sys.executable, "-m"]
    run = subprocess.run(
        [*command, "servicecheck", "report", path.name],
        cwd=tmp_path, env=surroundings({"TMPDIR": str(tmp_path)}), capture_output=True, timeout=LIMIT,
    )  # fmt: skip
    lines = trace.read_text(errors="replace").splitlines()

    assert run.returncode == 0
    assert b"Zq7-planted" not in run.stdout + run.stderr
    assert not [line for line in lines if "Zq7-planted" in line]
    assert not [line for line in lines if "connect(" in line and "AF_INET" in line]
    kept = {one.name for one in tmp_path.rglob("*") if one.is_file() and b"Zq7-planted" in one.read_bytes()}
    assert kept == {"a.servicecheck", "a-report.html", "a-report.pdf"}


@pytest.mark.promise("P41")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_every_file_that_holds_answers_is_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = filled(tmp_path, "plain")
        html(path)
        pdf(path)
    finally:
        os.umask(before)

    assert {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == dict.fromkeys(
        ["a.servicecheck", "a-report.html", "a-report.pdf"], 0o600
    )


@pytest.mark.promise("P40")
@pytest.mark.parametrize(
    ("mode", "invited", "is_warned"), [("anonymous", 9, True), ("anonymous", 5, False), ("open", 9, False)]
)
def test_two_reports_of_a_round_tell_who_came_in_between_and_who_makes_one_too_early_is_told(
    mode: Mode, invited: int, is_warned: bool, tmp_path: Path
) -> None:
    path = hostile_rounds.make(tmp_path / "a.servicecheck", "plain", mode)
    with AssessmentFile.open(path) as file:
        (stored,) = file.rounds()
        file.change_round(replace(stored, closed=None, invited=invited))
    made = calm(servicecheck_here("report", path.name, "--format", "html", folder=tmp_path))

    assert ("Hand out one, when everybody has answered." in " ".join(made.said.split())) == is_warned


@pytest.mark.promise("P23")
@pytest.mark.parametrize("name", [name for name in NAMES if name.strip()])
def test_no_name_of_a_person_or_an_organisation_becomes_a_file_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_bytes(hostile_rounds.QUESTIONNAIRE)
    arguments = ["--mode", "own", "--organisation", name.replace("\0", "")]
    calm(servicecheck_here("run", "tiny.yaml", *arguments, folder=tmp_path, typed="1\nq\n"))

    assert {one.name for one in tmp_path.iterdir()} == {"tiny.yaml", "tiny.servicecheck"}
