"""The structure holds: imports go one way between the packages, and the README's plan names every module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

ORDER = (
    "ingest",
    "asking",
    "finding",
    "figures",
    "judging",
    "answering",
    "conversation",
    "municipalities",
    "routing",
    "model",
    "page",
    "interface",
    "web",
    "serving",
    "evals",
)
"""The packages, each importing only from those before it. What stands in `app/` itself is above some and below others."""
_BELOW = {"wording", "reply", "notation", "combining", "refusal", "sources", "offline", "feedback"}
"""Modules of `app/` itself that packages may stand on; those that do stand on packages are held to the modules' own order."""


def _modules() -> list[Path]:
    return [path for top in ("ingest", "app", "evals") for path in sorted((ROOT / top).rglob("*.py"))]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path) -> set[str]:
    """The project's modules that a module imports, wherever in it."""
    known = {_name(each) for each in _modules()}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & known or {node.module}
    return found & known


def _package(name: str) -> str:
    """The package of a module, as `ORDER` names it; "" for those of `app/` itself."""
    top, *rest = name.split(".")
    return top if top != "app" else rest[0] if rest and (ROOT / "app" / rest[0]).is_dir() else ""


def test_packages_import_only_from_those_before_them() -> None:
    wrong = [
        f"{_name(path)} → {name}"
        for path in _modules()
        for name in _imported(path)
        if (own := _package(_name(path))) and (other := _package(name)) and ORDER.index(other) > ORDER.index(own)
    ]
    assert wrong == []


def test_packages_stand_on_few_modules_of_app_itself() -> None:
    inner = set(ORDER[1 : ORDER.index("model")])
    stood_on = {
        name.removeprefix("app.")
        for path in _modules()
        if _package(_name(path)) in inner
        for name in _imported(path)
        if name.startswith("app.") and not _package(name)
    }
    assert stood_on <= _BELOW


def test_no_module_imports_itself_by_a_detour() -> None:
    imports = {_name(path): _imported(path) for path in _modules()}
    done: set[str] = set()
    while free := {name for name, others in imports.items() if name not in done and others - {name} <= done}:
        done |= free
    assert set(imports) - done == set()


@pytest.mark.parametrize("package", [name for name in ORDER if (ROOT / "app" / name).is_dir()])
def test_the_plan_in_the_readme_names_every_module(package: str) -> None:
    plan = (ROOT / "README.md").read_text(encoding="utf-8").split("## Hvordan det er bygget")[1]
    modules = [path.stem for path in (ROOT / "app" / package).glob("*.py") if path.stem != "__init__"]
    assert f"app/{package}/" in plan
    assert [name for name in modules if name not in plan] == []
