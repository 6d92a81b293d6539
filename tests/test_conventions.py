"""What CONTRIBUTING.md asks of every file, and no tool checks otherwise."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "data", "info", "process", "handle"}

# An absolute path of one machine, or the address of a package index.
PRIVATE = re.compile(r"(?<![\w.~])/(?:home|root|Users)/\w+|index-url *= *http|/simple/?\"|/packages/[0-9a-f]{2}/")


def test_no_module_is_longer_than_one_noun_needs() -> None:
    lengths = {name(module): module.read_text(encoding="utf-8").count("\n") for module in MODULES}

    assert {module: lines for module, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_without_a_boundary() -> None:
    assert [name(module) for module in MODULES if module.stem in EMPTY_NAMES] == []


def test_every_module_opens_with_what_it_is() -> None:
    assert [name(module) for module in MODULES if not ast.get_docstring(parsed(module))] == []


def test_the_map_of_a_package_names_all_that_is_in_it() -> None:
    maps = {package: ast.get_docstring(parsed(package)) or "" for package in MODULES if package.stem == "__init__"}
    unnamed = {
        name(package): there - set(re.findall(r"`(\w+)`", text))
        for package, text in maps.items()
        if "\n- `" in text and (there := in_package(package))
    }

    assert {package: missing for package, missing in unnamed.items() if missing} == {}


def in_package(package: Path) -> set[str]:
    inner = {module.parent.name for module in package.parent.glob("*/__init__.py")}
    return inner | {module.stem for module in package.parent.glob("*.py")} - {"__init__"}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{name(module)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: lines for function, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_nothing_names_one_machine_or_a_package_index() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = [ROOT / name for name in listed.splitlines() if not name.startswith("tests/")]
    found = [path.name for path in texts if path.is_file() and PRIVATE.search(path.read_text("utf-8", "ignore"))]

    assert found == []


def test_every_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [
        *project["project"]["dependencies"],
        *(one for group in project["dependency-groups"].values() for one in group if isinstance(one, str)),
    ]
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}

    assert {re.split(r"[<>=~ ]", one)[0].lower() for one in named} <= pinned


def test_no_library_under_the_gpl_is_part_of_the_product() -> None:
    imported = {
        imported_name.split(".")[0]
        for module in MODULES
        for node in ast.walk(parsed(module))
        for imported_name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert not imported & {"krippendorff", "pingouin", "scipy", "numpy"}
