"""`python -m app user NAVN`: lets somebody sign in."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from app import wording
from app.serving import users
from ingest import settings
from ingest.errors import SettingError


def let_in(name: str, file: str | None) -> int:
    """Asks for a password, or reads it from a line of standard input, and keeps it. Exit code 0, or 1 where nothing is kept."""
    named = file or settings.value("USERS")
    if not named:
        return _failed(wording.USERS_FILE_UNNAMED)
    try:
        user = users.made(name, _password(name))
        users.keep(user, Path(named))
    except (ValueError, SettingError) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(wording.USERS_FILE_BAD.format(file=named, reason=error.strerror))
    print(wording.USER_KEPT.format(name=name, file=named))  # noqa: T201 - the command's own output
    return 0


def _password(name: str) -> str:
    """Raises ValueError where the same is not given twice."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass(wording.ASK_CODE.format(name=name))
    if given != getpass.getpass(wording.ASK_CODE_AGAIN):
        raise ValueError(wording.CODES_DIFFER)
    return given


def _failed(said: str) -> int:
    print(said, file=sys.stderr)  # noqa: T201 - the command's own output
    return 1
