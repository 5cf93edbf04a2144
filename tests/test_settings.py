"""Settings come from the environment, or from a file; what cannot be used is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import settings
from ingest.errors import SettingError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for setting in settings.SETTINGS:
        monkeypatch.delenv(f"FAKTAARK_{setting.name}", raising=False)
    path = tmp_path / "her.toml"
    monkeypatch.setenv("FAKTAARK_SETTINGS", str(path))
    return path


def test_the_file_counts_where_the_environment_is_silent(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('FAKTAARK_THREADS = 3\nFAKTAARK_STORE = "et/sted"\n', encoding="utf-8")
    assert settings.threads() == 3
    assert settings.store_address() == "et/sted"
    monkeypatch.setenv("FAKTAARK_THREADS", "2")
    assert settings.threads() == 2


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("FAKTAARK_THREADS = ", "her.toml: indstillingerne kan ikke læses"),
        ('FAKTAARK_TRAADE = "2"', "»FAKTAARK_TRAADE« er ingen indstilling"),
        ('FAKTAARK_STORE_TOKEN = "hemmelig"', "hemmelige sættes kun i miljøet"),
        ('FAKTAARK_THREADS = "mange"', "FAKTAARK_THREADS er sat til »mange«"),
        ("FAKTAARK_THREADS = 0", "FAKTAARK_THREADS er sat til »0«"),
        ("FAKTAARK_THREADS = nan", "FAKTAARK_THREADS er sat til »nan«"),
    ],
)
def test_what_cannot_be_used_is_said(file: Path, written: str, said: str) -> None:
    file.write_text(written, encoding="utf-8")
    with pytest.raises(SettingError, match=said):
        settings.threads()


@pytest.mark.usefixtures("file")
def test_a_named_file_must_be_there() -> None:
    with pytest.raises(SettingError, match=r"her\.toml: indstillingerne kan ikke læses"):
        settings.model_name()


def test_a_secret_comes_from_the_environment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("", encoding="utf-8")
    assert settings.store_headers() == {}
    monkeypatch.setenv("FAKTAARK_STORE_TOKEN", "nøgle")
    assert settings.store_headers() == {"Authorization": "Bearer nøgle"}
