"""The assessment file: one organisation's rounds, answers and plans in one SQLite database (`*.servicecheck`).

What is saved is on the disk when the call returns. What cannot be trusted to the last byte is not read.
"""

from servicecheck.files.assessment_file.assessment_file import AssessmentFile
from servicecheck.files.assessment_file.lock import Holder

__all__ = ["AssessmentFile", "Holder"]
