"""What ODK and KoboToolbox give back of an XLSForm (CSV, XLSX): one header row, groups in front of the names.

ODK writes `group-LE-A1`, KoboToolbox `group/LE-A1`. Where several may be chosen, `LE-A1` holds all of them with spaces,
and `LE-A1/option` says 1 or 0 of each.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.files.forms.shape import Heading, Numbers, Purpose, RowRule, Rows, Shape, of_purpose, row, told_apart

_BESIDE: Mapping[Purpose, Collection[str]] = {
    "respondent": ("key", "_uuid"),
    "number": ("_id", "_index"),
    "time": ("submissiondate", "start", "end", "today", "_submission_time"),
    "personal": ("submitterid", "submittername", "_submitted_by", "username", "deviceid", "phonenumber", "email",
                 "subscriberid", "simserial", "simid"),
    "tool": ("attachmentspresent", "attachmentsexpected", "status", "reviewstate", "edits", "formversion",
             "_validation_status", "_notes", "_status", "_tags", "__version__", "meta/rootuuid", "_parent_index",
             "meta-instanceid", "meta/instanceid", "instanceid", "meta-instancename", "meta/instancename",
             "formhub/uuid", "_xform_id_string", "_attachments", "_geolocation", "meta/deprecatedid"),
}  # fmt: skip
_SIGNS = ({"key", "submissiondate"}, {"_uuid", "_submission_time"}, {"_uuid", "_id"})
_REFUSED: Mapping[str, frozenset[str]] = {
    "reviewstate": frozenset({"rejected"}),
    "_validation_status": frozenset({"validation_status_not_approved", "not approved"}),
}


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    words = {name.casefold() for name in names}
    if not told and not any(signs <= words for signs in _SIGNS):
        return None
    headings = told_apart(_heading(name, names) for name in names)
    numbers: tuple[Numbers, ...] = ("values", "points")
    return Shape("xlsform", "an XLSForm", 1, headings, tuple(_rules(names)), numbers, has_loose_codes=True)


def _rules(names: Sequence[str]) -> Iterator[RowRule]:
    for index, name in enumerate(names):
        if name.casefold() in _REFUSED:
            yield RowRule(index, _REFUSED[name.casefold()], "This response was not approved in its review.")


def _heading(name: str, names: Sequence[str]) -> Heading:
    purpose = of_purpose(name, _BESIDE)
    if purpose:
        return Heading(name, purpose)
    question, _, option = name.rpartition("/")
    if question in names:
        return Heading(name, "tool")
    return Heading(name, called=tuple(_without_groups(name)), group=question, option=option)


def _without_groups(name: str) -> Iterator[str]:
    """The name, and what is left of it without one group after the other."""
    yield name
    last = name.rpartition("/")[2]
    if last != name:
        yield last
    parts = last.split("-")
    yield from ("-".join(parts[start:]) for start in range(1, len(parts)))
