"""Promise P8: an assessment file of every release says the same in every later one.

`golden/` gets a file and what it says for each format of the file; what is there is never made anew.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from sample_assessment import content
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.assessment_file.schema import FORMAT

GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.promise("P8")


def as_json(path: Path) -> object:
    """Everything that a file says, as JSON has it."""
    return json.loads(
        json.dumps(
            asdict(content(path)),
            default=lambda value: value.decode() if isinstance(value, bytes) else value.isoformat(),
        )
    )


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_file_of_every_format_says_what_it_said(number: int, tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    shutil.copy(GOLDEN / f"assessment-{number}.servicecheck", path)
    expected = json.loads((GOLDEN / f"assessment-{number}.json").read_text(encoding="utf-8"))

    assert as_json(path) == expected
    AssessmentFile.open(path).close()
    assert as_json(path) == expected
