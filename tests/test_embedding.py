"""How the bundled model is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have another OpenMP that tells it otherwise")
def test_the_threads_are_as_many_as_set_and_sleep_while_they_wait() -> None:
    # Spinning ones hung two processes on two cores. OpenMP tells its settings as it is loaded.
    ours = {key: value for key, value in os.environ.items() if not key.startswith("OMP_")}
    code = "from ingest.embedding import SheetEmbeddings; SheetEmbeddings().load()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**ours, "OMP_DISPLAY_ENV": "TRUE", "FAKTAARK_THREADS": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(re.findall(r"OMP_NUM_THREADS = '(\d+)'", done.stderr)) == {"3"}
    assert set(re.findall(r"OMP_WAIT_POLICY = '(\w+)'", done.stderr)) == {"PASSIVE"}
