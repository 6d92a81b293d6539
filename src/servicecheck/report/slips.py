"""Where in a template something went wrong, and what its own expressions can raise."""

from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Final

from jinja2 import Template, TemplateSyntaxError
from jinja2.parser import Parser

from servicecheck.errors import Place
from servicecheck.report.template_folders import PAGE

SLIPS: Final = (ArithmeticError, LookupError, TypeError, ValueError)
"""Text plus number, a division by nothing, a file that is not in UTF-8."""


def place(error: BaseException, folder: Path) -> Place:
    """The file and line of the template in *folder* in which *error* happened, as far as that can be told."""
    if isinstance(error, TemplateSyntaxError):
        return Place(str(folder / (error.filename or PAGE)), error.lineno)
    found = [at for frame, line in walk_tb(error.__traceback__) if (at := in_template(frame, line))]
    name, line = found[-1] if found else (PAGE, None)
    return Place(str(folder / name), line)


def in_template(frame: FrameType, line: int) -> tuple[str, int] | None:
    """The page and its line; jinja has put the page's lines in place of its program's for errors, but not for stops."""
    template = frame.f_globals.get("__jinja_template__")
    if isinstance(template, Template):
        return template.filename or PAGE, template.get_corresponding_lineno(line)
    if "__jinja_exception__" in frame.f_globals:
        return str(frame.f_globals["__file__"]), line
    parser = frame.f_locals.get("self")
    if isinstance(parser, Parser):
        return parser.filename or PAGE, parser.stream.current.lineno
    return None
