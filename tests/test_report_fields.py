"""docs/report-fields.md names what a report template sees, as the program has it now."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "tools" / "report_fields.py"))


def test_the_page_is_what_the_program_would_write() -> None:
    on_disk = (ROOT / "docs" / "report-fields.md").read_text("utf-8")

    assert on_disk == TOOL["page"](), "run: python tools/report_fields.py"
