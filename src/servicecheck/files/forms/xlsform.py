"""What ODK, KoboToolbox and SurveyCTO give back of an XLSForm: one header row, or JSON objects; groups before names.

ODK writes `group-LE_A1`, KoboToolbox and JSON `group/LE_A1`, SurveyCTO `LE_A1` alone. Where several may be chosen, the
column of the question holds all of them with spaces, and others beside it say 1 or 0 of each: `B/phone`, `B_phone`.
The names are those that `form_exports.names` gives; "don't know" beside a number is in `N_instead`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.files.forms.shape import (
    MOST_PARTS,
    Heading,
    Numbers,
    Purpose,
    RowRule,
    Rows,
    Shape,
    of_purpose,
    row,
    told_apart,
)

_BESIDE: Mapping[Purpose, Collection[str]] = {
    "respondent": ("key", "_uuid", "__id"),
    "number": ("_id", "_index", "caseid"),
    "time": ("submissiondate", "completiondate", "start", "end", "starttime", "endtime", "today", "duration",
             "_submission_time", "__system/submissiondate", "__system/updatedat"),
    "personal": ("submitterid", "submittername", "_submitted_by", "username", "deviceid", "phonenumber", "email",
                 "subscriberid", "simserial", "simid", "devicephonenum", "__system/submitterid",
                 "__system/submittername", "__system/deviceid"),
    "tool": ("attachmentspresent", "attachmentsexpected", "status", "reviewstate", "edits", "formversion",
             "_validation_status", "_notes", "_status", "_tags", "__version__", "meta/rootuuid", "_parent_index",
             "meta", "meta-instanceid", "meta/instanceid", "instanceid", "meta-instancename", "meta/instancename",
             "instancename", "meta/deprecatedid", "formhub", "formhub/uuid", "_xform_id_string", "_attachments",
             "_geolocation", "formdef_version", "review_status", "review_quality", "review_comments",
             "review_corrections", "__system", "__system/status", "__system/reviewstate", "__system/edits",
             "__system/formversion", "__system/attachmentspresent", "__system/attachmentsexpected",
             "_bamboo_dataset_id", "_supplementaldetails", "about"),
}  # fmt: skip
_SIGNS = ({"key", "submissiondate"}, {"_uuid", "_submission_time"}, {"_uuid", "_id"}, {"__id", "__system"})
_REFUSED: Mapping[str, frozenset[str]] = {
    "reviewstate": frozenset({"rejected"}),
    "__system/reviewstate": frozenset({"rejected"}),
    "review_status": frozenset({"rejected"}),
    "_validation_status": frozenset({"validation_status_not_approved", "not approved"}),
}
_INSTEAD = "_instead"
_NOTE = "_note"
_NESTED = "__system"


def shape(rows: Rows, *, told: bool) -> Shape | None:
    """The shape of an export; None where it is none."""
    names = row(rows, 0)
    words = {name.casefold() for name in names}
    if not told and not any(signs <= words for signs in _SIGNS):
        return None
    known = frozenset(names)
    headings = told_apart(_heading(name, known) for name in names)
    numbers: tuple[Numbers, ...] = ("values", "points")
    return Shape("xlsform", "an XLSForm", 1, headings, tuple(_rules(names)), numbers, has_loose_codes=True)


def _rules(names: Sequence[str]) -> Iterator[RowRule]:
    for index, name in enumerate(names):
        if name.casefold() in _REFUSED:
            yield RowRule(index, _REFUSED[name.casefold()], "This response was not approved in its review.")


def _heading(name: str, names: Collection[str]) -> Heading:
    purpose = of_purpose(name, _BESIDE)
    if purpose:
        return Heading(name, purpose)
    question, _, option = name.rpartition("/")
    # In the JSON of a server the object of every group has a column, too.
    if (question in names and _NESTED not in names) or _is_note(name):
        return Heading(name, "tool")
    called = tuple(_without_groups(name))
    if name.endswith(_INSTEAD):
        called = tuple(f"{one.removesuffix(_INSTEAD)}: instead" for one in called)
    return Heading(name, called=called, group=question.rpartition("/")[2], option=option)


def _is_note(name: str) -> bool:
    """Whether this is the empty column of the note at the head of a group."""
    *groups, last = name.replace("-", "/").split("/")
    return bool(groups) and last == f"{groups[-1]}{_NOTE}"


def _without_groups(name: str) -> Iterator[str]:
    """The name, and what is left of it without one group after the other."""
    yield name
    last = name.rpartition("/")[2]
    if last != name:
        yield last
    parts = last.split("-", MOST_PARTS)
    yield from ("-".join(parts[start:]) for start in range(1, len(parts)))
