"""Pages for browsers: a template, words of one language, and what is shown; nothing else reaches a template.

Style sheet, script and templates lie in the folder `pages`. The address of a file that a page asks for holds a sum of
what is in it, so that it can be kept for good and still never be an old one.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, Router

from servicecheck.language import Words

FOLDER = Path(__file__).parent / "pages"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"


def page(template: str, words: Words, *, status: int = 200, **view: object) -> HTMLResponse:
    """The page that *template* makes of *view*, in the language of *words*; texts in it are escaped."""
    return HTMLResponse(made(template, words, **view), status)


def made(template: str, words: Words, **view: object) -> str:
    """The same as a text."""
    return _environment().get_template(f"{template}.html.j2").render(words=words, lang=words.language, **view)


def static() -> Router:
    """The application that hands out style sheet and script, under addresses that `asset` gives."""
    return Router([Route("/{digest}/{name}", _file, methods=["GET"])])


def asset(name: str) -> str:
    """The address of a file that pages ask for."""
    return f"/s/{_assets()[name][0]}/{name}"


async def _file(request: Request) -> Response:
    digest, content = _assets().get(request.path_params["name"], ("", b""))
    if not digest or digest != request.path_params["digest"]:
        raise HTTPException(404)
    kind = _KINDS[Path(request.path_params["name"]).suffix]
    return Response(content, media_type=kind, headers={"cache-control": _FOR_GOOD})


@cache
def _assets() -> Mapping[str, tuple[str, bytes]]:
    """What pages ask for, by name: the sum of it, and what is in it."""
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in _KINDS}
    return {name: (sha256(content).hexdigest()[:16], content) for name, content in files.items()}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = asset
    return environment
