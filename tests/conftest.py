"""What every test can ask for: the questionnaire in its own docstring, and how long Hypothesis searches:
`--hypothesis-profile release` is for before a release."""

import pytest
from hypothesis import settings

from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire

settings.register_profile("default", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("release", deadline=None, max_examples=3_000, print_blob=True)
settings.load_profile("default")


@pytest.fixture
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    """The questionnaire that stands in the test's docstring; format, version and titles are filled in."""
    return from_text(request.function.__doc__)
