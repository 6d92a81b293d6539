"""The shipped example's whole year, assessed: five rounds of one organisation in one assessment file."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from servicecheck.assessment import Assessment
from servicecheck.cli import example_file
from servicecheck.cli.rounds import assessed
from servicecheck.files import example
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language


@cache
def year(language: Language = "en") -> dict[str, Assessment]:
    """The newest round of each questionnaire, with what the others in the file say of it."""
    answered, asked = example.load(example.shipped())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "year.servicecheck"
        with AssessmentFile.create(path, answered.whose()) as file:
            example_file.fill(file, answered, asked, language)
            return {round_.questionnaire_id: assessed(file, round_) for round_ in file.rounds()}
