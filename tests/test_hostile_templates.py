"""Slips and tricks in a report template end in a sentence with its place, and never in a failure of ours.

The corpus in tests/files/hostile/templates goes through the press; the long sweep takes it through the command itself.
"""

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest

import hostile_rounds
from command_line import servicecheck
from hostile_templates import FOLDERS, laid_out
from sample_assessments import example
from servicecheck import report
from servicecheck.cli.report_order import Order, ReportJob
from servicecheck.errors import ServicecheckError
from servicecheck.report import Template
from servicecheck.report.press import Limits, Press, Printed
from servicecheck.response import Organisation

CANARY = "canary-7f3a91"
LEAKED = re.compile(rf"{CANARY}|root:|module 'os'|searchpath|<class ")
MOST_SECONDS = 65
SLOW = ("dos_big_output", "dos_lipsum", "heavy_svg_use")
"""What would use all of the time it gets."""
PATIENCE = Limits(2, megabytes=300)

SLIPS = {
    "text and a number": b"\n{{ report.title + 1 }}",
    "division": b"\n{{ 1 // 0 }}",
    "not UTF-8": b"caf\xe6",
    "a NUL in a name": b'\n{% include "a\x00b" %}',
    "an unknown filter": b"\n{{ report.title|nope }}",
    "not closed": b"\n{% if report %}",
    "no such name": b"\n{{ nothing }}",
    "Python's insides": b"\n{{ report.title.__class__.__mro__ }}",
    "a method of a map": b"\n{{ report.update({}) }}",
    "another file": b"\n{% include '../secret' %}",
    "letters that are not escaped": b"\n{% autoescape false %}{{ report.title }}{% endautoescape %}",
    "text said to be safe": b"\n{{ report.title|safe }}",
    "text made into links": b"\n{{ report.title|urlize }}",
    "an expression without end": b"\n{{ " + b"(" * 5_000 + b"1" + b")" * 5_000 + b" }}",
}
EXCESSES = {
    "itself": b"\n{% include 'report.html.j2' %}",
    "too long a range": b"\n{{ range(1000000000)|list }}",
    "a huge power": b"\n{{ 9 ** (9 ** 9) }}",
    "a huge text": b"\n{{ 'A' * (10 ** 9) }}",
    "a huge list": b"\n{{ [1] * (10 ** 9) }}",
    "a page without end": b"\n{% for a in range(99999) %}{{ 'x' * 1000 }}{% endfor %}",
}
"""What uses too much before the computer's own limits are met, on any system."""


def refusal(content: bytes, folder: Path) -> ServicecheckError:
    """What is said of a template whose page is *content*."""
    context = report.build(example(), Organisation("Fjordby Forsyning", "da"), "da")
    (folder / "secret").write_text("canary")
    (folder / "mine").mkdir()
    (folder / "mine" / "report.html.j2").write_bytes(content)
    with pytest.raises(ServicecheckError) as caught:
        report.html(context, Template(folder / "mine"))
    return caught.value


@pytest.mark.promise("P30")
@pytest.mark.parametrize("name", SLIPS)
def test_it_is_refused_with_the_template_s_name(name: str, tmp_path: Path) -> None:
    refused = refusal(SLIPS[name], tmp_path)

    assert refused.exit_code == 2
    assert "mine/report.html.j2" in str(refused)


@pytest.mark.promise("P31")
@pytest.mark.parametrize("name", EXCESSES)
def test_it_is_stopped_with_the_template_s_name_and_line(name: str, tmp_path: Path) -> None:
    stopped = refusal(EXCESSES[name], tmp_path)

    assert stopped.exit_code == 4
    assert "mine/report.html.j2:2: the template used too much" in str(stopped)


@dataclass
class Surroundings:
    """A file to report on, what must not be found or made, and somebody who waits to be called."""

    folder: Path
    server: socket.socket
    calls: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = hostile_rounds.make(self.folder / "a.servicecheck", "Plain words")
        self.canary, self.marker = self.folder / "canary.txt", self.folder / "marker"
        self.canary.write_text(CANARY)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.server.accept()
            except OSError:  # closed, since nobody tests any more
                return
            self.calls.append(caller.recv(100))
            caller.close()

    def template(self, name: str, folder: Path) -> Path:
        """The hostile template called *name*, pointed at all of this."""
        port = self.server.getsockname()[1]
        return laid_out(name, folder, canary=self.canary, marker=self.marker, port=port)

    def is_untouched(self) -> bool:
        """Whether nobody was called and nothing was made."""
        return not self.calls and not self.marker.exists()


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Surroundings(tmp_path_factory.mktemp("around"), server)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press(1, PATIENCE) as press:
        yield press


def made_with(template: Path, around: Surroundings, press: Press) -> Printed:
    return press.one(ReportJob(around.file, None, Order(), template, datetime(2026, 11, 14, tzinfo=UTC), is_dated=True))


def texts(content: bytes, kind: str, folder: Path) -> str:
    """All that can be read in an output: an HTML as it is, a PDF with its streams and attachments inflated."""
    if kind != "pdf":
        return content.decode()
    (folder / "made.pdf").write_bytes(content)
    with pikepdf.open(folder / "made.pdf") as opened:
        streams = [one for one in opened.objects if isinstance(one, pikepdf.Stream)]
        inflated = [one.read_bytes().decode("latin-1") for one in streams if one.get("/Subtype") != "/Image"]
        return "".join(inflated) + "".join(map(str, opened.objects))


@pytest.mark.promise("P30")
@pytest.mark.promise("P31")
@pytest.mark.promise("P32")
@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_template_is_harmless(name: str, around: Surroundings, press: Press, tmp_path: Path) -> None:
    hostile = FOLDERS[name]
    template = around.template(name, tmp_path)
    printed, refused = Printed(), None
    try:
        printed = made_with(template, around, press)
    except ServicecheckError as error:
        refused = error

    assert around.is_untouched()
    for kind, content in printed.contents.items():
        assert not LEAKED.search(texts(content, kind, tmp_path))
    if hostile.expect == "refuse":
        assert refused
        assert refused.exit_code == 2
        assert_is_at(str(refused), template, hostile.error_at)
    elif name in SLOW:
        assert refused
        assert refused.exit_code == 4
    elif hostile.expect == "bounded":
        assert refused is None or refused.exit_code == 4
    else:
        assert refused is None
        assert set(printed.contents) == {"pdf", "html"}


def assert_is_at(message: str, template: Path, error_at: str) -> None:
    """The template's own name, and the line where the index has one."""
    if error_at == "-":
        assert template.name in message
    else:
        assert message.startswith(f"{template / 'report.html.j2'}:{error_at.split(':')[0]}: "), message


REACHING = [name for name in FOLDERS if name.startswith("fetch_") and name not in ("fetch_svg_style", "fetch_svg_xxe")]
WITHOUT_ADDRESS = {"fetch_data_html", "fetch_form_action", "fetch_script"}


@pytest.mark.promise("P32")
@pytest.mark.parametrize("name", [name for name in REACHING if name not in WITHOUT_ADDRESS])
def test_what_a_template_may_not_have_is_named(name: str, around: Surroundings, press: Press, tmp_path: Path) -> None:
    (note, *_) = made_with(around.template(name, tmp_path), around, press).notes

    assert re.search(r": (file|FILE|http):\S+ was left out", note)


def test_a_stopped_template_leaves_the_other_reports_alone(around: Surroundings, press: Press, tmp_path: Path) -> None:
    folders = {name: around.template(name, tmp_path) for name in ("dos_doubling", "load_python_files", "err_type")}
    moment = datetime(2026, 11, 14, tzinfo=UTC)
    jobs = [ReportJob(around.file, None, Order(), folder, moment, is_dated=True) for folder in folders.values()]

    results = {result.number: result for result in press.run(jobs * 2)}

    codes = [getattr(results[number].error, "exit_code", 0) for number in range(6)]
    assert codes == [4, 0, 2, 4, 0, 2]
    assert results[1].take().contents == results[4].take().contents


@pytest.mark.promise("P31")
@pytest.mark.parametrize(("name", "code"), [("dos_big_output", 4), ("err_type", 2)])
def test_the_command_ends_with_the_code_for_it(name: str, code: int, around: Surroundings, tmp_path: Path) -> None:
    template = around.template(name, tmp_path)
    limited = {"SERVICECHECK_TEMPLATE_SECONDS": "2"}
    run = servicecheck("report", str(around.file), "--template", str(template), environment=limited, folder=tmp_path)

    assert (run.returncode, run.stdout) == (code, "")
    assert str(template / "report.html.j2") in run.stderr.replace("\n", "")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.release
@pytest.mark.promise("P31")
@pytest.mark.parametrize("name", FOLDERS)
def test_through_the_command_with_its_own_limits(name: str, around: Surroundings, tmp_path: Path) -> None:
    template, made = around.template(name, tmp_path), tmp_path / "made"
    made.mkdir()
    began = perf_counter()
    run = servicecheck(
        "report",
        str(around.file),
        "--template",
        str(template),
        "-o",
        str(made),
        folder=template,
        limit=MOST_SECONDS + 30,
    )

    assert perf_counter() - began < MOST_SECONDS
    assert around.is_untouched()
    expected = {"refuse": {2}, "neutralise": {0}, "bounded": {0, 4}}
    assert run.returncode in expected[FOLDERS[name].expect], run.stderr
    assert "Traceback" not in run.stderr
    for path in made.iterdir():
        assert not LEAKED.search(texts(path.read_bytes(), path.suffix[1:], tmp_path))
