"""What the README shows is what the commands print, and every setting is named there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ingest import settings
from tests.conftest import ROOT
from tests.test_commands import run_module

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- output: python -m (.+?) -->\n(.+?)<!-- end -->", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_examples_are_real_output(store_path: Path, command: str, shown: str) -> None:
    module, verb, *rest = shlex.split(command)
    done = run_module(module, verb, "--store", str(store_path), *rest)
    lines = [line.removeprefix("    ") for line in shown.rstrip().splitlines()]
    assert lines[0] == f"$ .venv/bin/python -m {command}"
    assert done.stdout.splitlines() == lines[1:]


def test_there_are_examples() -> None:
    assert len(SHOWN) == 2


def test_every_setting_has_its_row() -> None:
    rows = [f"| `{settings.PREFIX}{s.name}` | {s.default} | {s.meaning} |" for s in settings.SETTINGS]
    assert re.findall(r"^\| `FAKTAARK_.*$", README, re.MULTILINE) == rows


def test_every_setting_that_is_named_exists() -> None:
    folders = ("ingest", "app", "evals")
    code = "".join(path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))
    named = set(re.findall(r"FAKTAARK_([A-Z_]+[A-Z])", code + README))
    assert named == {setting.name for setting in settings.SETTINGS}


def test_every_command_and_target_is_named() -> None:
    targets = re.findall(r"^(\w+): \$\(READY\)|^(chat):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {a or b for a, b in targets}
    assert {"chat", "test", "check", "bench", "eval"} <= names
    assert all(f"make {name}" in README for name in ("chat", "test", "check", "bench", "eval", "picture"))
