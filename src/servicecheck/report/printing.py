"""HTML to PDF/A-3a and PDF/UA-1 with WeasyPrint; imported only after `pango.load()`.

WeasyPrint writes one of the two standards at a time. The finisher adds what the other asks for: its mark in the
metadata, and the scope of every header cell.
"""

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname
from zlib import compress

import pydyf
from PIL import Image, UnidentifiedImageError
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from servicecheck.errors import ServicecheckError
from servicecheck.report.template import Template
from servicecheck.report.template_folders import PAGE

_EPOCH = "SOURCE_DATE_EPOCH"
_TRIES = 8
MOST_PIXELS = 25_000_000
# A stream whose data ends in a line end, before the line end that closes it.
_AMBIGUOUS = re.compile(rb"[\r\n]\nendstream")
_UA_SCHEMA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class Fetcher(URLFetcher):  # type: ignore[misc]  # the base class has no types
    """Gives WeasyPrint files of the template's folder and `data:` addresses; `blocked` lists all else it asked for."""

    def __init__(self, template: Template) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.template = template
        self.blocked: list[str] = []
        self.too_large = ""
        """Which picture no page can take."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at *url*, resolved first and let through only if it then lies in the folder."""
        if url.lower().startswith("data:"):
            response = super().fetch(url, headers)
            return URLFetcherResponse(url, self._in_size(url, response.read()), response.headers)
        path = self._inside(url)
        if path is None:
            # WeasyPrint swallows the error for images inside SVG, so it is kept here as well.
            self.blocked.append(url)
            raise ValueError(f"{url} is outside the template's folder")
        return URLFetcherResponse(url, self._in_size(path.name, path.read_bytes()))

    def _in_size(self, name: str, content: bytes) -> bytes:
        """*content*, unless it is a picture that would take more memory than any page needs."""
        width, height = _size(content)
        if width * height > MOST_PIXELS:
            self.too_large = f"the picture {name[:80]} has {width} x {height} points. Make it smaller."
            raise FatalURLFetchingError(self.too_large)
        return content

    def _inside(self, url: str) -> Path | None:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            return None
        path = Path(url2pathname(parts.path))
        folder = self.template.folder.resolve()
        if not path.is_relative_to(folder):
            return None
        try:
            return self.template.path(path.relative_to(folder).as_posix())
        except ServicecheckError:
            return None


def write(page: str, attached: bytes | None, template: Template, moment: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of *page* with *attached* inside as `result.json`, if anything is, and the addresses that were blocked.

    Raises ServicecheckError for a picture that is too large.
    """
    fetcher = Fetcher(template)
    content, first_blocked = b"", tuple[str, ...]()
    with suppress(FatalURLFetchingError):
        content, first_blocked = _printed(page, attached, fetcher, moment)
    # Asked for in any case: inside drawings WeasyPrint passes over the error.
    if fetcher.too_large:
        raise ServicecheckError(f"{template.folder / PAGE}: {fetcher.too_large}")
    return content, (*first_blocked, *fetcher.blocked)


def _printed(page: str, attached: bytes | None, fetcher: Fetcher, moment: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the addresses that the style asked for in vain."""
    fonts, style, blocked = _style(fetcher.template)
    options = {
        "stylesheets": [style],
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": b"servicecheck",
    }
    base = _base(fetcher.template)
    with _dated(moment):
        document = HTML(string=page, base_url=base, url_fetcher=fetcher).render(font_config=fonts, **options)
        content = b""
        for padding in range(_TRIES):
            # An attachment can be read once only, so each try gets its own.
            attachments = [] if attached is None else [_attachment(attached, moment)]
            given = {**DEFAULT_OPTIONS, **options, "attachments": attachments}
            content = document.write_pdf(finisher=partial(_finish, padding=padding), **given)
            if not _AMBIGUOUS.search(content):
                break
    return content, blocked


def _size(content: bytes) -> tuple[int, int]:
    """How many points a picture has across and down; none where it is no picture, or one without points."""
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content)) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return picture.size
    except Image.DecompressionBombError:
        return MOST_PIXELS, 2
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return 0, 0


def _attachment(content: bytes, moment: datetime) -> Attachment:
    return Attachment(
        string=content,
        name="result.json",
        description="The figures of this report",
        relationship="Data",
        created=moment,
        modified=moment,
    )


@contextmanager
def _dated(moment: datetime) -> Iterator[None]:
    """Fonts cut down for the PDF carry the time they were written; fontTools takes it from this variable alone."""
    environment = os.environ  # noqa: TID251  # see above; put back as it was
    before = environment.get(_EPOCH)
    environment[_EPOCH] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del environment[_EPOCH]
        else:
            environment[_EPOCH] = before


@cache
def _style(template: Template) -> tuple[FontConfiguration, CSS, tuple[str, ...]]:
    """Fonts and style sheet, read once for every report this process makes with the template."""
    fetcher, fonts = Fetcher(template), FontConfiguration()
    style = CSS(string=template.style, base_url=_base(template), url_fetcher=fetcher, font_config=fonts)
    return fonts, style, tuple(fetcher.blocked)


def _base(template: Template) -> str:
    return f"{template.folder.resolve().as_uri()}/"


def _finish(_document: object, pdf: Any, padding: int) -> None:
    """Add what PDF/UA-1 asks for beyond PDF/A-3a, and close every stream beyond doubt."""
    metadata = next(thing for thing in pdf.objects if _extra(thing).get("Type") == "/Metadata")
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", _UA_SCHEMA + b" " * padding + b"</rdf:RDF>")]
    metadata.compress = False
    if padding:
        pdf.info["Padding"] = pydyf.String(" " * padding)
    _give_headers_their_scope(pdf)
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            _close(thing)


def _give_headers_their_scope(pdf: Any) -> None:
    """WeasyPrint writes a header cell, but not what it is the header of."""
    elements = {thing.reference: thing for thing in pdf.objects if _is_element(thing)}
    for element in elements.values():
        if element["S"] == "/TH":
            in_head = elements[elements[element["P"]]["P"]]["S"] == "/THead"
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column" if in_head else "/Row"


def _close(stream: Any) -> None:
    """Compress *stream* now, so that its last byte is no line end, which a strict reader takes for the end's own."""
    data = pydyf.Stream(stream.stream).data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
    packed = compress(data, level=9)
    is_drawing = stream.extra.get("Type", "/XObject") == "/XObject" and stream.extra.get("Subtype", "/Form") == "/Form"
    while packed[-1:] in b"\r\n" and is_drawing:
        data += b" "
        packed = compress(data, level=9)
    if packed[-1:] not in b"\r\n":
        stream.stream, stream.compress = [packed], False
        stream.extra["Filter"] = "/FlateDecode"
    else:
        stream.stream, stream.compress = [data], False


def _extra(thing: Any) -> dict[str, Any]:
    return getattr(thing, "extra", {})


def _is_element(thing: Any) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
