"""What every test can ask for: the questionnaire in its own docstring, and how thoroughly Hypothesis searches."""

import pytest
from hypothesis import settings

from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire

settings.register_profile("default", deadline=None, max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("release", deadline=None, max_examples=3_000, print_blob=True)


def pytest_configure(config: pytest.Config) -> None:
    """Search longer where only the release tests run."""
    settings.load_profile("release" if config.option.markexpr == "release" else "default")


@pytest.fixture
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    """The questionnaire that stands in the test's docstring; format, version and titles are filled in."""
    return from_text(request.function.__doc__)
