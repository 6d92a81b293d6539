"""servicecheck workshop as a process: a file and a way in, two hosts, signals, going on, a rehearsal to its report."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from command_line import LIMIT, servicecheck, surroundings
from one_process import servicecheck_here
from raw_requests import ask, request
from sample_workshops import QUESTIONNAIRE, SESSION, questionnaire
from servicecheck.cli.workshop_setting import Setting
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Words
from servicecheck.response import Answer, Organisation, Round
from servicecheck.web.addresses import Address
from servicecheck.workshop import Workshop
from terminal_person import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals of Unix")

HERE = ("--address", "127.0.0.1")
SAYS_WHO = ("--organisation", "Havnens Cykler")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    return tmp_path


def kept(path: Path, number: int = 1) -> Workshop:
    """The workshop in a file."""
    with AssessmentFile.open(path, "read") as file:
        round_ = next(one for one in file.rounds() if one.number == number)
        found = file.workshop_of(round_, questionnaire())
    assert found is not None
    return found


@contextmanager
def host(folder: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A host without a terminal, and the place where its phones come to."""
    process = subprocess.Popen(
        [sys.executable, "-m", "servicecheck", "workshop", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(),
    )
    assert process.stderr is not None
    try:
        yield process, next(found[1] for line in process.stderr if (found := re.match(r"Address +http://(\S+)", line)))
    finally:
        process.kill()
        process.communicate()


@pytest.mark.promise("P53")
def test_a_host_is_alone_ends_at_once_and_can_go_on(folder: Path) -> None:
    with host(folder, "tiny.yaml", *HERE, *SAYS_WHO) as (process, place):
        page = ask(place, request(place))
        second = servicecheck("workshop", "tiny.servicecheck", *HERE, folder=folder)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=LIMIT)
        took = time.monotonic() - begun

    assert page.status == 200
    assert second.returncode == 3
    assert "is in use by servicecheck workshop" in " ".join(second.stderr.split())
    assert process.returncode == 128 + signal.SIGTERM
    assert took < 5  # two seconds where nothing else runs
    assert "servicecheck workshop tiny.servicecheck" in err
    assert "Traceback" not in err + out
    assert {path.name for path in folder.iterdir()} == {"tiny.yaml", "tiny.servicecheck"}

    first = kept(folder / "tiny.servicecheck").session
    with host(folder, "tiny.servicecheck", *HERE) as (_, same_place):
        assert same_place == place == f"127.0.0.1:{first.port}"
    assert kept(folder / "tiny.servicecheck").session == first


def test_a_port_that_somebody_has_is_refused_when_it_was_asked_for(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = servicecheck_here("workshop", "tiny.yaml", *HERE, *SAYS_WHO, "--port", str(port), folder=folder)

    assert run.code == 2
    assert f"Port {port} of 127.0.0.1 cannot be had" in " ".join(run.stderr.split())
    assert "To go on" not in run.stderr


def test_an_address_of_another_machine_is_refused(folder: Path) -> None:
    run = servicecheck_here("workshop", "tiny.yaml", "--address", "203.0.113.7", folder=folder)

    assert run.code == 2
    assert "203.0.113.7 is not an address of this computer" in " ".join(run.stderr.split())


def test_without_any_network_the_room_does_without_phones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicecheck.cli.workshop_setting.here", tuple)
    typed = "start\nhands 2 3 1 0 4\nreveal\nquit\n"
    run = servicecheck_here("workshop", "tiny.yaml", *SAYS_WHO, typed=typed, folder=folder)

    assert run.code == 0
    assert "This computer is on no network" in run.stderr
    assert "10 of 10 have voted" in run.stderr
    assert len(kept(folder / "tiny.servicecheck").ballots["S1"][0].votes) == 10


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by-itself",), "Give --rehearse too"),
        (("--wifi-password", "x"), "--wifi NAME"),
        (("--no-phones", "--port", "80"), "Leave --no-phones"),
        (("--no-phones", "--rehearse"), "Leave --no-phones"),
        (("--mode", "own"), "nobody votes alone"),
    ],
)
def test_options_without_sense_are_refused(options: tuple[str, ...], said: str, folder: Path) -> None:
    run = servicecheck_here("workshop", "tiny.yaml", *options, folder=folder)

    assert run.code == 2
    assert said in " ".join(run.stderr.split())
    assert not (folder / "tiny.servicecheck").exists()


def test_a_mode_that_was_set_for_interviews_is_not_that_of_a_workshop(folder: Path) -> None:
    (folder / "servicecheck.toml").write_text('mode = "own"', encoding="utf-8")
    run = servicecheck_here("workshop", "tiny.yaml", *SAYS_WHO, "--no-phones", typed="quit\n", folder=folder)

    assert run.code == 0
    assert kept(folder / "tiny.servicecheck").round.mode == "anonymous"


class TestSetting:
    """Where phones come to."""

    ADDRESSES = (Address("192.168.1.20", "wlan0"), Address("10.0.0.7", "eth0"))

    @pytest.fixture(autouse=True)
    def _network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("servicecheck.cli.workshop_setting.here", lambda: self.ADDRESSES)

    def test_the_likeliest_address_comes_first_and_the_others_are_offered(self) -> None:
        assert Setting().addresses() == self.ADDRESSES

    def test_the_one_that_was_asked_for_comes_first(self) -> None:
        assert [one.ip for one in Setting("10.0.0.7").addresses()] == ["10.0.0.7", "192.168.1.20"]

    def test_a_rehearsal_stays_on_this_machine_unless_told_otherwise(self) -> None:
        assert [one.ip for one in Setting(simulated=3).addresses()] == ["127.0.0.1"]
        assert Setting("10.0.0.7", simulated=3).addresses()[0].ip == "10.0.0.7"

    def test_without_phones_there_is_none(self) -> None:
        assert Setting(has_phones=False).addresses() == ()

    def test_the_port_is_the_one_asked_for_then_the_one_the_phones_know_then_the_usual_one(self) -> None:
        assert [Setting(port=81).first_port(82), Setting().first_port(82), Setting().first_port(0)] == [81, 82, 8080]

    def test_a_rehearsal_without_a_terminal_leads_itself_and_opens_no_browser(self) -> None:
        led = Setting(simulated=3).led(can_ask=False, by_itself=False, no_open=False)

        assert led.is_by_itself
        assert not led.opens_browser


class TestGoingOn:
    """Which round a room votes in."""

    def lead(self, folder: Path, *arguments: str, typed: str = "quit\n") -> tuple[int, str]:
        run = servicecheck_here("workshop", *arguments, "--no-phones", typed=typed, folder=folder)
        return run.code, " ".join(run.said.split())

    def test_a_workshop_that_has_ended_says_what_can_be_done(self, folder: Path) -> None:
        self.lead(folder, "tiny.yaml", *SAYS_WHO, typed="start\nhands 1 1 1 1 1\nreveal\nverdict\nend\nquit\n")
        code, said = self.lead(folder, "tiny.servicecheck")
        again, said_again = self.lead(folder, "tiny.yaml")

        assert (code, again) == (2, 2)
        assert "servicecheck report tiny.servicecheck --round 1" in said
        assert "servicecheck workshop tiny.servicecheck --next" in said
        assert said_again == said
        with AssessmentFile.open(folder / "tiny.servicecheck", "read") as file:
            assert [one.closed is None for one in file.rounds()] == [False]

    def test_a_round_is_closed_also_when_its_host_was_killed_right_after_the_end(self, folder: Path) -> None:
        with AssessmentFile.create(folder / "tiny.servicecheck", organisation()) as file:
            round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
            begun = Workshop(questionnaire(), round_, SESSION)
            file.keep_workshop(None, begun)
            file.keep_workshop(begun, begun.end())
        code, _ = self.lead(folder, "tiny.servicecheck")

        assert code == 2
        with AssessmentFile.open(folder / "tiny.servicecheck", "read") as file:
            assert file.rounds()[0].closed

    def test_the_next_workshop_has_a_round_a_code_and_a_key_of_its_own(self, folder: Path) -> None:
        self.lead(folder, "tiny.yaml", *SAYS_WHO, typed="start\nverdict\nend\nquit\n")
        code, _ = self.lead(folder, "tiny.servicecheck", "--next")
        first, second = (kept(folder / "tiny.servicecheck", number) for number in (1, 2))

        assert code == 0
        assert first.session.join_code == ""
        assert second.session.join_code
        assert first.session.key != second.session.key

    def test_the_next_workshop_is_in_the_language_of_the_organisation(self, folder: Path) -> None:
        self.lead(folder, "tiny.yaml", *SAYS_WHO, "--language", "da", typed="start\nresultat\nj\nslut\nj\nluk\n")
        code, said = self.lead(folder, "tiny.servicecheck", "--next")

        assert code == 0
        assert "0 personer er med." in said

    def test_the_newest_that_goes_on_is_gone_on_with(self, folder: Path) -> None:
        self.lead(folder, "tiny.yaml", *SAYS_WHO, typed="start\nhands 1 1 1 1 1\nquit\n")
        self.lead(folder, "tiny.yaml")
        self.lead(folder, "tiny.servicecheck", typed="reveal\nquit\n")

        workshop = kept(folder / "tiny.servicecheck")
        assert workshop.phase == "shown"
        assert workshop.ballot.number == 1

    def test_answers_given_alone_stay_in_their_round_and_can_be_merged(self, folder: Path) -> None:
        path = folder / "tiny.servicecheck"
        run = servicecheck_here(
            "run", "tiny.yaml", "--mode", "own", "--no-report", typed="2\n3\nParts\n\n", folder=folder
        )
        assert run.code == 0
        code, said = self.lead(folder, "tiny.servicecheck", typed="merge tiny.servicecheck\nquit\n")

        assert code == 0
        assert "Round 1 was answered by one person alone" in said
        assert "3 answers were brought in as votes" in said
        with AssessmentFile.open(path, "read") as file:
            alone, together = file.rounds()
        assert (alone.mode, alone.closed) == ("own", None)
        assert together.mode == "anonymous"

    def test_a_round_that_was_not_a_workshop_cannot_become_one(self, folder: Path) -> None:
        with AssessmentFile.create(folder / "tiny.servicecheck", organisation()) as file:
            round_ = file.add_round(Round("tiny", "1.0", mode="open"), QUESTIONNAIRE.encode(), "tiny.yaml")
            file.save_answer(round_, file.add_respondent(round_).code, "S1", Answer("2"))
        named, said = self.lead(folder, "tiny.servicecheck", "--round", "1")
        unnamed, _ = self.lead(folder, "tiny.servicecheck")

        assert named == 2
        assert "was not answered in a workshop" in said
        assert unnamed == 0
        assert kept(folder / "tiny.servicecheck", 2).phase == "lobby"

    def test_k_cannot_be_lowered_once_people_voted(self, folder: Path) -> None:
        self.lead(folder, "tiny.yaml", *SAYS_WHO, typed="start\nhands 1 1 1 1 1\nquit\n")
        code, _ = self.lead(folder, "tiny.servicecheck", "--k", "3", "--k-reason", "few")

        assert code == 2
        assert kept(folder / "tiny.servicecheck").round.k == 5


class TestRehearsal:
    """Nobody is there, and everything happens."""

    def test_runs_by_itself_to_the_verdict_and_the_report(self, folder: Path) -> None:
        run = servicecheck_here(
            "workshop", "tiny.yaml", "--file", "practice.servicecheck", "--rehearse", "--people", "6",
            "--language", "da", folder=folder,
        )  # fmt: skip
        workshop = kept(folder / "practice.servicecheck")

        assert run.code == 0, run.said
        assert Words("da").template("verdict_line").partition("{")[0] in run.stderr
        assert run.stdout.splitlines()[0] == "practice.servicecheck"
        assert (folder / run.stdout.splitlines()[1]).stat().st_size > 10_000
        assert workshop.phase == "ended"
        assert len(workshop.people) == 6
        assert all(len(ballot.votes) == 6 and ballot.is_shown for some in workshop.ballots.values() for ballot in some)
        assert set(workshop.ballots) == {"S1", "S2", "S3"}
        with AssessmentFile.open(folder / "practice.servicecheck", "read") as file:
            assert file.organisation.name == Words("da")("host_rehearsal_name")
            assert file.rounds()[0].closed

    def test_never_comes_into_a_file_of_real_people(self, folder: Path) -> None:
        with AssessmentFile.create(folder / "tiny.servicecheck", organisation()):
            pass
        run = servicecheck_here("workshop", "tiny.yaml", "--rehearse", "--file", "tiny.servicecheck", folder=folder)

        assert run.code == 2
        assert "holds answers of real people" in " ".join(run.stderr.split())

    def test_real_people_never_come_into_the_file_of_a_rehearsal(self, folder: Path) -> None:
        rehearsed = replace(organisation(), name=Words("sv")("host_rehearsal_name"))
        with AssessmentFile.create(folder / "practice.servicecheck", rehearsed):
            pass
        run = servicecheck_here("workshop", "tiny.yaml", "--file", "practice.servicecheck", folder=folder)

        assert run.code == 2
        assert "is the file of a rehearsal" in " ".join(run.stderr.split())


class TestAtATerminal:
    """Somebody leads."""

    def test_what_is_typed_at_a_seat_is_never_shown(self, folder: Path) -> None:
        terminal = Terminal(
            folder, "tiny.yaml", *SAYS_WHO, "--no-phones", "--no-open", command="workshop", language="sv"
        )
        words = terminal.words
        terminal.sees("> ")
        terminal.process.sendline("start")
        terminal.sees(words("ws_count", n=0, total=0))
        terminal.process.sendline("tangentbord 1")
        terminal.sees(words("host_seat_prompt", number=1, total=1, choices="").split("(")[0])
        terminal.sees(": ")
        terminal.process.sendline("kattfisk")
        terminal.sees(words("host_seat_not_an_answer"))
        terminal.sees(": ")
        terminal.process.sendline("2,5")
        terminal.sees(words("ws_count", n=1, total=1))
        terminal.process.sendintr()

        assert terminal.ends() == 130
        assert "kattfisk" not in terminal.shown
        assert "servicecheck workshop tiny.servicecheck" in terminal.shown
        assert [vote.value for vote in kept(folder / "tiny.servicecheck").ballot.votes.values()] == ["2.5"]


def organisation() -> Organisation:
    return Organisation("Havnens Cykler")
