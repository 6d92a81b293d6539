"""Reading a questionnaire with limits, places and every check, beside PyYAML's fast loader alone."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from paired import report
from servicecheck.files import questionnaires, yaml_document

BAR = 3.0
ROUNDS = 15


def main() -> int:
    """Print the ratio for each shipped questionnaire; 1 when a bar is missed."""
    held = [_compare(path) for path in sorted(questionnaires.shipped_folder().glob("*.yaml"))]
    return 0 if all(held) else 1


def _compare(path: Path) -> bool:
    content = path.read_bytes()
    print(f"{path.name}, {len(content.splitlines())} lines")
    places = _ratio(lambda: yaml_document.read(content, path.name), content)
    everything = _ratio(lambda: questionnaires.parse(content, path.name), content)
    print(f"  limits and places alone                                  {places:6.2f} x")
    return report("  limits, places, model and checks", everything, BAR)


def _ratio(measured: Callable[[], object], content: bytes) -> float:
    def load() -> object:
        return yaml.load(content, Loader=yaml.CSafeLoader)

    measured(), load()
    return statistics.median(_seconds(measured) / _seconds(load) for _ in range(ROUNDS))


def _seconds(measured: Callable[[], object]) -> float:
    started = time.perf_counter()
    measured()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
