"""Promise P50: a vote that a phone was told is kept is there once, however often the host is killed."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from command_line import LIMIT, surroundings
from crowd import Phone
from sample_workshops import SESSION, rated
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Organisation, Round
from servicecheck.web.server import listen
from servicecheck.workshop import Workshop

PATIENCE = 900
"""Seconds, against hanging; the long one takes a minute or two."""

pytestmark = pytest.mark.promise("P50")


@dataclass
class Host:
    """The command itself, as somebody types it; it is started again whenever it was killed."""

    path: Path
    port: int
    kills: int = 0
    process: subprocess.Popen[bytes] | None = None
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        place = ["--address", "127.0.0.1", "--port", str(self.port), "--no-open"]
        self.process = await asyncio.to_thread(
            subprocess.Popen,
            [sys.executable, "-m", "servicecheck", "workshop", str(self.path), *place],
            cwd=self.path.parent, env=surroundings({}), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=(self.path.parent / "said").open("ab"),
        )  # fmt: skip
        while True:
            assert self.process.poll() is None, (self.path.parent / "said").read_text("utf-8")[-2_000:]
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            await asyncio.sleep(0.02)

    async def open(self, item: str, *words: str, seen_by: Phone) -> None:
        """Type these words, each on a line of its own, and wait until that has opened an item."""
        async with self._busy:
            assert self.process
            assert self.process.stdin
            self.process.stdin.write("".join(f"{word}\n" for word in words).encode())
            self.process.stdin.flush()
            await seen_by.see(item)

    async def kill(self) -> None:
        """Kill it as it is, and start it again."""
        async with self._busy:
            assert self.process
            self.process.kill()
            await asyncio.to_thread(self.process.communicate)
            self.kills += 1
            await self.start()

    def end(self) -> None:
        """Let it end by itself."""
        assert self.process
        self.process.communicate(b"quit\n", timeout=LIMIT)
        assert self.process.returncode == 0


def begun(path: Path, items: int) -> Host:
    """A file with a workshop in which nobody is yet, and its host."""
    text = rated(items)
    with AssessmentFile.create(path, Organisation()) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), text.encode(), "tiny.yaml")
        file.keep_workshop(None, Workshop(questionnaires.parse(text.encode(), "tiny.yaml"), round_, SESSION))
    with listen("127.0.0.1", 0) as free:
        return Host(path, free.getsockname()[1])


async def run(host: Host, phones: list[Phone], items: list[str], kills: list[int], dice: Random) -> None:
    """Let the phones come in and vote on every item; the host is killed meanwhile after so many votes in all."""
    said = 0
    due = sorted(kills, reverse=True)

    async def killer() -> None:
        while due:
            if said >= due[-1]:
                due.pop()
                await host.kill()
            await asyncio.sleep(0.001)

    async def vote(phone: Phone, item: str) -> None:
        nonlocal said
        await phone.vote(item)
        said += 1
        if dice.random() < 0.15:
            await phone.vote(item, again=True)

    await host.start()
    killing = asyncio.create_task(killer())
    await asyncio.gather(*(phone.come_in() for phone in phones))
    for item in items:
        words = ["start"] if item == items[0] else ["reveal", "next"]
        await host.open(item, *words, seen_by=phones[0])
        await asyncio.gather(*(vote(phone, item) for phone in phones))
    await killing
    host.end()


def check(path: Path, phones: list[Phone], items: list[str]) -> None:
    """Nobody is there twice, and everybody's last acknowledged vote is there, once, and nothing else."""
    with AssessmentFile.open(path, "read") as file:
        (round_,) = file.rounds()
        content = file.questionnaire_bytes(round_)
        workshop = file.workshop_of(round_, questionnaires.parse(content, "tiny.yaml"))
    assert workshop
    assert len(workshop.people) == len(phones)
    for item in items:
        (ballot,) = workshop.ballots[item]
        assert len(ballot.votes) == len(phones)
        assert {vote.note: vote.value for vote in ballot.votes.values()} == {one.name: one.told[item] for one in phones}
    mine = {code: {ballot.votes[code].note for (ballot,) in workshop.ballots.values()} for code in workshop.people}
    assert all(len(names) == 1 for names in mine.values()), "a phone came back as somebody else"


def kill(path: Path, people: int, count: int, kills: int, seed: int) -> None:
    dice = Random(seed)
    host = begun(path, count)
    items = [f"S{number}" for number in range(1, count + 1)]
    phones = [Phone(f"phone {one}", host.port, SESSION.join_code, Random(dice.random())) for one in range(people)]
    moments = [dice.randrange(people * count) for _ in range(kills)]
    try:
        asyncio.run(asyncio.wait_for(run(host, phones, items, [0, *moments[1:]], dice), PATIENCE))
    finally:
        if host.process and host.process.poll() is None:
            host.process.kill()
    assert host.kills == kills
    check(path, phones, items)


def test_a_killed_host_has_lost_and_doubled_no_vote(tmp_path: Path) -> None:
    kill(tmp_path / "a.servicecheck", people=12, count=3, kills=2, seed=1)


@pytest.mark.release
def test_two_hundred_phones_lose_no_vote_to_twenty_kills(tmp_path: Path) -> None:
    kill(tmp_path / "a.servicecheck", people=200, count=30, kills=20, seed=2)
