"""Files for `score`, and what became of them."""

import csv
import io
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from one_process import Ended, servicecheck_here

LEVELS = "[{id: bad, title: Bad, from: 0}, {id: good, title: Good, from: 25}, {id: world-class, title: Top, from: 75}]"
M1_YAML = f"""
format: 1
id: m1
version: "1.0"
title: M1
levels: {LEVELS}
gates: [{{id: basics, title: Basics, text: No section below 30, when: {{any_section_below: 30}}, caps_at: good}}]
roles: [{{id: staff, title: {{en: Staff, da: Medarbejdere}}}}, {{id: leader, title: {{en: Leaders, da: Ledere}}}}]
sections:
  - {{id: A, title: First, items: [{{id: A1, type: rating, text: One}}, {{id: A2, type: rating, text: Two}},
      {{id: A3, type: rating, text: Three}}]}}
  - {{id: B, title: Second, items: [{{id: B1, type: rating, text: Four}}, {{id: B2, type: rating, text: Five}},
      {{id: B3, type: rating, text: Six}}]}}
"""
ITEMS = ("A1", "A2", "A3", "B1", "B2", "B3")
M1_CSV = """respondent,A1,A2,A3,B1,B2,B3
R1,2,2.5,2,1.5,2,1
R2,2.5,2.5,2,2,2,1.5
R3,2,2,1.5,1.5,1.5,1
R4,2.5,3,2,dk,2,1.5
R5,2,2.5,2.5,1,1.5,na
"""
"""The method's running example."""


@dataclass(frozen=True)
class Scored:
    """How a run ended, and what it wrote beside `s.csv`."""

    folder: Path
    run: Ended

    @property
    def code(self) -> int:
        """The exit code."""
        return self.run.code

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The scored table; empty if there is none."""
        return read_csv(self.folder / "s.csv")

    @cached_property
    def rejects(self) -> list[tuple[str, str, str]]:
        """Row, column and value of each reject."""
        return [(one["row"], one["column"], one["value"]) for one in read_csv(self.folder / "s.rejects.csv")]

    @cached_property
    def reasons(self) -> str:
        """All reasons."""
        return " ".join(one["reason"] for one in read_csv(self.folder / "s.rejects.csv"))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest."""
        found: dict[str, Any] = json.loads((self.folder / "s.manifest.json").read_text("utf-8"))
        return found

    def column(self, name: str) -> list[str]:
        """One column of the scored table."""
        return [row[name] for row in self.rows]


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; none if it is not there."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))) if path.exists() else []


def score(folder: Path, text: str | bytes, *options: str, name: str = "answers.csv") -> Scored:
    """Score a table with M1's questionnaire into `s.csv`."""
    (folder / "m1.yaml").write_text(M1_YAML)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return Scored(folder, servicecheck_here("score", name, "-q", "m1.yaml", "-o", "s.csv", *options, folder=folder))
