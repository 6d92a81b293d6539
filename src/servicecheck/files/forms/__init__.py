"""The exports of form tools: how many rows name the columns, what the tool adds to the answers, what its rows mean.

A seam: each tool is one module with one function from the first rows to a `Shape`. None of them knows a questionnaire;
what a column asks is found by `files.answers`, from what each `Heading` may be called. To add a tool: write its module
and name it in `FORMS`.
"""

from collections.abc import Mapping

from servicecheck.files.forms import google, limesurvey, microsoft, qualtrics, surveymonkey, xlsform
from servicecheck.files.forms.shape import READ, Form, Heading, Numbers, RowRule, Rows, Shape, row

PLAIN = "plain"

FORMS: Mapping[str, Form] = {
    "microsoft-forms": microsoft.shape,
    "google-forms": google.shape,
    "limesurvey": limesurvey.shape,
    "surveymonkey": surveymonkey.shape,
    "qualtrics": qualtrics.shape,
    "xlsform": xlsform.shape,
}
"""Each tool's reader, by the name it has on the command line."""


def shape_of(rows: Rows, form: str | None = None) -> Shape | None:
    """What the first *rows* of a table say: as *form* has it if it is named, else of the tool that is recognised.

    None where they are not of the form that is named.
    """
    if form is not None and form in FORMS:
        return FORMS[form](rows, told=True)
    recognised = () if form == PLAIN else (read(rows, told=False) for read in FORMS.values())
    return next((shape for shape in recognised if shape), plain(rows))


def plain(rows: Rows) -> Shape:
    """A table whose first row names its columns."""
    return Shape("", "", 1, tuple(Heading(name) for name in row(rows, 0)), numbers=("values", "points"))


__all__ = ["FORMS", "PLAIN", "READ", "Form", "Heading", "Numbers", "RowRule", "Rows", "Shape", "plain", "shape_of"]
