"""Every name a template uses that is not there, in one go; and every page that cannot be read."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import ChainableUndefined, TemplateError
from jinja2.utils import missing
from markupsafe import Markup

from servicecheck.errors import Place, Problem, ServicecheckError, did_you_mean
from servicecheck.report.context import Context
from servicecheck.report.render import plain
from servicecheck.report.slips import SLIPS, in_template, place
from servicecheck.report.template import Template
from servicecheck.report.template_folders import PAGE

_ASKED = (
    "__add__ __call__ __complex__ __contains__ __div__ __eq__ __float__ __floordiv__ __ge__ __gt__ __int__ __iter__ "
    "__le__ __len__ __lt__ __mod__ __mul__ __ne__ __neg__ __pos__ __pow__ __radd__ __rdiv__ __rfloordiv__ __rmod__ "
    "__rmul__ __rpow__ __rsub__ __rtruediv__ __str__ __sub__ __truediv__ __bool__ __html__"
)


def mistakes(template: Template, contexts: Sequence[Context]) -> list[Problem]:
    """What is wrong with the pages of *template*, each where it stands."""
    found = list(_unreadable(template))
    if not found:
        for context in contexts:
            found += _filled(template, context)
    return list(dict.fromkeys(found))


def _unreadable(template: Template) -> Iterator[Problem]:
    """A mistake in the language of each page, whether a report comes to use the page or not."""
    for name in sorted(path.relative_to(template.folder).as_posix() for path in template.folder.rglob("*.j2")):
        try:
            template.environment.get_template(name)
        except RecursionError as error:
            yield Problem("an expression nests too deeply. Make it shorter.", place(error, template.folder))
        except TemplateError as error:
            yield Problem(str(error), place(error, template.folder))


def _filled(template: Template, context: Context) -> list[Problem]:
    found: list[Problem] = []
    environment = template.environment.overlay(undefined=_noting(found, template.folder))
    try:
        page = environment.get_template(PAGE)
        for _ in page.generate(report=plain(context), head=Markup()):
            pass
    except (RecursionError, OverflowError) as error:
        found.append(Problem(f"the template used too much time or memory: {error}.", place(error, template.folder)))
    except ServicecheckError as error:
        found.append(Problem(error.message, Place(str(template.folder / PAGE))))
    except (TemplateError, *SLIPS) as error:
        found.append(Problem(str(error) or type(error).__name__, place(error, template.folder)))
    return found


def _noting(found: list[Problem], folder: Path) -> type[ChainableUndefined]:
    """What stands for a name that is not there, and notes where it was asked for anything."""

    def note(self: ChainableUndefined, *_: object) -> str:
        problem = Problem(said(self), _here(folder))
        if problem not in found:
            found.append(problem)
        return ""

    def answer(name: str) -> object:
        values: dict[str, object] = {"__len__": 0, "__bool__": False, "__int__": 0, "__float__": 0.0, "__eq__": False}

        def asked(self: ChainableUndefined, *arguments: object) -> object:
            note(self)
            if name == "__iter__":
                return iter(())
            if name in ("__str__", "__html__"):
                return ""
            return values.get(name, False if name in ("__contains__", "__lt__", "__le__", "__gt__", "__ge__") else self)

        return asked

    members = {name: answer(name) for name in _ASKED.split()}
    return type("Noted", (ChainableUndefined,), {**members, "__hash__": object.__hash__, "__slots__": ()})


def said(undefined: ChainableUndefined) -> str:
    """What is missing, and the nearest that is there."""
    name, found_in = str(undefined._undefined_name), undefined._undefined_obj
    if undefined._undefined_hint:
        return f"{undefined._undefined_hint}."
    if found_in is missing:
        return f"there is no '{name}' here.{did_you_mean(name, ('report', 'head'))}"
    if isinstance(found_in, dict):
        return f"there is no '{name}' in this part of the report.{did_you_mean(name, found_in)}"
    if found_in is None:
        return f"'{name}' is asked of a part that this report does not have. Test it first with {{% if … %}}."
    return f"there is no '{name}' in {type(found_in).__name__}."


def _here(folder: Path) -> Place:
    """The line of the template that is being filled in."""
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        at = in_template(frame, frame.f_lineno)
        if at:
            return Place(str(folder / at[0]), at[1])
    return Place(str(folder / PAGE))
