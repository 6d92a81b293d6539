"""What a report looks like: read from a small file, checked, and turned into what a template draws."""

import struct
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import servicecheck
from plans import answered
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import branding_file
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import LANGUAGES, Text
from servicecheck.pictures import media_type
from servicecheck.report.branding import (
    BACKGROUNDS,
    LEAST_CONTRAST,
    branding_of,
    contrast,
    contrast_warning,
    nearest_readable,
)
from servicecheck.response import Brand

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9" fill="#00527a"/></svg>'
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(10) + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 90) + bytes(10)
)  # fmt: skip
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


def png(width: int = 9, height: int = 9) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    pixels = zlib.compress(b"".join(b"\0" + bytes(3 * min(width, 9)) for _ in range(min(height, 9))))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def drawing(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def written(folder: Path, text: str, logo: bytes = SVG) -> Path:
    (folder / "logo.svg").write_bytes(logo)
    (folder / "branding.yaml").write_text(text, encoding="utf-8")
    return folder / "branding.yaml"


# The file


def test_a_file_says_what_a_report_looks_like(tmp_path: Path) -> None:
    text = 'logo: logo.svg\naccent: "#00527A"\nforeword: {en: Thank you., da: Tak.}\nclient: Fjordby\nconsultant: Åse\n'

    brand = branding_file.read(written(tmp_path, text))

    assert brand == Brand(SVG, "#00527a", Text({"en": "Thank you.", "da": "Tak."}), "Fjordby", "Åse")


def test_everything_in_the_file_may_be_left_out(tmp_path: Path) -> None:
    assert branding_file.read(written(tmp_path, "client: Fjordby\n")) == Brand(client="Fjordby")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("client: A\naccent: blue\n", 2, "six hexadecimal digits"),
        ("client: A\nclint: B\n", 2, "Did you mean 'client'?"),
        ("foreword:\n  no: Takk\n", 2, "unknown language 'no'"),
        ("client: A\nlogo: missing.png\n", 2, "missing.png: there is no such file"),
        ("logo: ../logo.svg\n", 1, "lies outside the folder"),
        ("logo: /etc/passwd\n", 1, "lies outside the folder"),
        ("logo: branding.yaml\n", 1, "no picture in PNG, JPEG or SVG"),
        (f"client: A\nforeword: {'x' * 2001}\n", 2, "longer than 2000 characters"),
        (f"consultant: {'x' * 201}\n", 1, "at most 200 characters"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    with pytest.raises(InvalidFile) as caught:
        branding_file.read(written(tmp_path, text))

    (problem,) = caught.value.problems
    assert problem.place.line == line
    assert sentence in problem.message


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        branding_file.read(written(tmp_path, "accent: red\nclint: A\nconsultant: []\n"))

    assert len(caught.value.problems) == 3


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.svg").write_bytes(SVG)
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "logo.png").symlink_to(tmp_path / "elsewhere.svg")

    with pytest.raises(InvalidFile, match="lies outside"):
        branding_file.read(written(tmp_path / "inside", "logo: logo.png\n"))


# The picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), "image/png"),
        (JPEG, "image/jpeg"),
        (SVG, "image/svg+xml"),
        (b'<?xml version="1.0"?>\n<!-- a logo -->' + SVG, "image/svg+xml"),
        (drawing('<style>.a { fill: url("#b") }</style><path class="a" d="M0 0h9"/>'), "image/svg+xml"),
        (
            drawing(
                '<i:namedview i:path="C:\\logo"/><g i:label="x"/>', 'xmlns:i="http://www.inkscape.org/namespaces/i"'
            ),
            "image/svg+xml",
        ),
    ],
)
def test_a_picture_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert media_type(content) == kind
    assert branding_of(Brand(logo=content), "en").logo.startswith(f"data:{kind};base64,")


XLINK = 'xmlns:x="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<html></html>",
        b"<svg><rect/></svg>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        png(10_000, 10_000),
        png(0, 9),
        png()[:40],
        SVG + b" " * 2**20,
        SVG[:-3],
        drawing("<script>alert(1)</script>"),
        drawing("<foreignObject/>"),
        drawing('<image href="data:image/png;base64,AAAA"/>'),
        drawing('<use href="#a"/>'),
        drawing('<animate attributeName="href" to="x"/>'),
        drawing('<rect onclick="alert(1)"/>'),
        drawing("", 'onload="alert(1)"'),
        drawing('<a href="https://example.org/"/>'),
        drawing('<linearGradient x:href="https://example.org/#a"/>', XLINK),
        drawing('<rect fill="url(https://example.org/a)"/>'),
        drawing('<rect style="fill:u\\72l(https://example.org/a)"/>'),
        drawing("<rect fill=\" URL( '//example.org/a' )\"/>"),
        drawing("<style>@import 'https://example.org/a.css';</style>"),
        drawing("<style>@im<g/>port 'https://example.org/a.css';</style>"),
        drawing("<style><![CDATA[rect { fill: url(https://example.org/a) }]]></style>"),
        drawing('<style>rect { mask-image: image-set("https://example.org/a" 1x) }</style>'),
        drawing('<style>rect { mask-image: src("https://example.org/a") }</style>'),
        drawing("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>"),
        drawing("", 'xml:base="https://example.org/"'),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG,
        b'<?xml-stylesheet href="https://example.org/a.css"?>' + SVG,
        drawing("<g>" * 40 + "</g>" * 40),
        drawing("<g/>" * 6_000),
    ],
)
def test_what_is_no_picture_or_could_act_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ServicecheckError):
        media_type(content)
    with pytest.raises(ServicecheckError):
        branding_of(Brand(logo=content or b"x"), "en")
    with pytest.raises(InvalidFile):
        branding_file.read(written(tmp_path, "logo: logo.svg\n", content))


# What a template gets


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foreword_is_in_the_language_of_the_report(language: str) -> None:
    versions = {"en": 'Say "thanks"', "da": 'Sig "tak"', "sv": 'Säg "tack"'}
    shown = {"en": "Say “thanks”", "da": "Sig »tak«", "sv": "Säg ”tack”"}

    brand = Brand(SVG, "#00527a", Text(versions), "Fjordby", "Åse")
    branding = branding_of(brand, language)  # type: ignore[arg-type]

    assert branding.foreword == shown[language]
    assert (branding.accent, branding.client, branding.consultant) == ("#00527a", "Fjordby", "Åse")
    assert b64decode(branding.logo.partition(",")[2]) == SVG


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.00, abs=0.005)


def test_a_colour_that_is_hard_to_read_is_told_with_one_that_is_not() -> None:
    warning = contrast_warning("#ffcc00")

    assert "#ffcc00 is hard to read: 1.2 to 1" in warning
    assert nearest_readable("#ffcc00") in warning
    assert contrast_warning("#00527a") == contrast_warning("") == ""


@given(COLOURS)
def test_the_nearest_readable_colour_is_readable_and_the_next_lighter_one_is_not(accent: str) -> None:
    def is_readable(colour: str) -> bool:
        return all(contrast(colour, background) >= LEAST_CONTRAST for background in BACKGROUNDS)

    nearest = nearest_readable(accent)

    assert is_readable(nearest)
    assert is_readable(accent) == (nearest == accent) == (not contrast_warning(accent))


# On the command line


def test_branding_is_kept_in_the_file_for_every_report(tmp_path: Path) -> None:
    path = answered(tmp_path / "a.servicecheck")
    yaml = written(tmp_path, 'logo: logo.svg\naccent: "#ffcc00"\nclient: Fjordby <b>\n')

    run = servicecheck("report", str(path), "--format", "html", "--branding", str(yaml), "--keep")
    assert run.returncode == 0
    assert "The accent colour #ffcc00 is hard to read" in " ".join(run.stderr.split())
    with AssessmentFile.open(path, "read") as file:
        assert file.organisation.brand == branding_file.read(yaml)

    servicecheck("report", str(path), "--format", "html", "--force", "--output", str(tmp_path / "again"))
    page = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "Fjordby &lt;b&gt;" in page
    assert "data:image/svg+xml;base64," in page


def test_there_is_nothing_to_keep_without_branding(tmp_path: Path) -> None:
    run = servicecheck("report", str(answered(tmp_path / "a.servicecheck")), "--keep")

    assert run.returncode == 2
    assert "--branding" in run.stderr


def test_a_mistake_in_the_branding_makes_no_report(tmp_path: Path) -> None:
    path = answered(tmp_path / "a.servicecheck")
    before = path.read_bytes()

    run = servicecheck("report", str(path), "--branding", str(written(tmp_path, "acent: red\n")), "--keep")

    assert run.returncode == 2
    assert "branding.yaml:1:1" in run.stderr
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.pdf"))
