"""What is offered to be typed can be pasted as it stands."""

import shlex

import pytest

from servicecheck.cli.typed import command


@pytest.mark.parametrize(
    "name", ["plain.servicecheck", "two words.servicecheck", "it's.servicecheck", "$HOME.servicecheck"]
)
def test_a_posix_shell_reads_the_same_words_again(name: str) -> None:
    assert shlex.split(command("run", name, system="linux")) == ["servicecheck", "run", name]


def test_windows_gets_double_quotes() -> None:
    assert command("run", "two words.servicecheck", system="win32") == 'servicecheck run "two words.servicecheck"'
    assert command("run", r"C:\Rounds\plain.servicecheck", system="win32") == (
        r"servicecheck run C:\Rounds\plain.servicecheck"
    )
