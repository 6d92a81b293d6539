"""What a command imports: asking for help must not cost what making a PDF costs."""

import subprocess
import sys

import pytest

HEAVY = {"polars", "weasyprint", "jinja2", "yaml", "babel", "sqlite3", "rich.console", "rich.markup"}
HEAVY |= {"starlette", "uvicorn", "segno"}


WATCH = """
import sys
sys.argv = ["servicecheck", *sys.argv[1:]]
from servicecheck.__main__ import main
code = main()
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def imported(*arguments: str) -> set[str]:
    run = subprocess.run([sys.executable, "-c", WATCH, *arguments], capture_output=True, text=True, timeout=60, cwd="/")
    assert run.returncode == 0, run.stderr
    return set(run.stderr.split())


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_imports_nothing_heavy(option: str) -> None:
    assert not imported(option) & (HEAVY | {"pydantic"})


@pytest.mark.parametrize("arguments", [["doctor", "--help"], []])
def test_what_needs_no_questionnaire_imports_nothing_heavy(arguments: list[str]) -> None:
    # Typer itself imports pydantic as soon as it looks at an option's value.
    assert not imported(*arguments) & HEAVY


def test_the_version_imports_nothing_at_all() -> None:
    ours = {name for name in imported("--version") if name.startswith("servicecheck")}

    assert ours == {"servicecheck", "servicecheck.__main__"}
    assert not imported("--version") & (HEAVY | {"typer", "rich", "typing", "re", "importlib.metadata"})


def test_the_package_resolves_its_public_names_when_they_are_used() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import servicecheck, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout.split()

    assert not set(seen) & (HEAVY | {"typer", "rich"})


def test_every_public_name_is_there() -> None:
    import servicecheck

    for name in servicecheck.__all__:
        assert getattr(servicecheck, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        servicecheck.nonsense  # noqa: B018 (asking is the point)
