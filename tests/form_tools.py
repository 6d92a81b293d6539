"""The programs that forms are made for, as far as they run here: survey-core on Node.js, ODK Validate on Java."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("survey_core.js")
SURVEY_CORE = Path(__file__).resolve().parents[1] / ".venv" / "share" / "survey-core"
"""Where tools/setup.sh puts it: outside of what is kept."""

Json = dict[str, Any]


def answered_by_survey_core(forms: Sequence[tuple[Json, Mapping[str, object]]]) -> list[Json]:
    """What survey-core makes of each form and the replies to it; the test is skipped where it is missing."""
    node = shutil.which("node")
    if node is None or not (SURVEY_CORE / "node_modules" / "survey-core").is_dir():
        pytest.skip("needs Node.js, and survey-core from npm: tools/setup.sh dev installs them where it can")
    given = {"forms": [{"form": form, "replies": dict(replies)} for form, replies in forms]}
    environment = {**os.environ, "NODE_PATH": str(SURVEY_CORE / "node_modules")}
    run = subprocess.run(
        [node, str(SCRIPT)], input=json.dumps(given), capture_output=True, text=True, env=environment, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    found: list[Json] = json.loads(run.stdout)
    return found


def refused_by_odk(forms: Sequence[Path]) -> str:
    """What ODK Validate has against any of these XForms; nothing where all are valid. Skipped without Java."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java: tools/setup.sh dev installs it where it can")
    from pyxform.validators import odk_validate

    command = [java, "-Djava.awt.headless=true", "-jar", odk_validate.ODK_VALIDATE_PATH, *map(str, forms)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    valid = run.stdout.count("Xform is valid!")
    return "" if run.returncode == 0 and valid == len(forms) else run.stdout + run.stderr
