"""A Chromium to test with: one that is there, else one that this machine can install, else none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@cache
def chromium() -> str | None:
    """Path of an executable, "" for Playwright's own, None where there is none and none can be installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    if _runs([sys.executable, "-m", "playwright", "install", "chromium"]):
        return ""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _runs(["apt-get", "update", "-qq"])
        _runs(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=400, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
