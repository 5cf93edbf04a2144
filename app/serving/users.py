"""Who may sign in: a file with a line for each, a name and what scrypt makes of a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from app import wording
from ingest.errors import SettingError

LEAST = 10
"""Characters of a password."""
LONGEST_NAME = 64
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
"""scrypt's n, r and p: 16 MB and some 50 ms a password."""
_LINE = re.compile(r"(?P<name>[\w.-]+):scrypt:(?P<salt>[A-Za-z0-9+/=]{24}):(?P<key>[A-Za-z0-9+/=]{44})")


@dataclass(frozen=True)
class User:
    """A name, and the salt and key of the password."""

    name: str
    salt: bytes
    key: bytes

    def has(self, password: str) -> bool:
        """Whether this is the password. Takes the time of scrypt, right or wrong."""
        return hmac.compare_digest(_key(password, self.salt), self.key)

    def line(self) -> str:
        """The user's line in the file."""
        return f"{self.name}:scrypt:{base64.b64encode(self.salt).decode()}:{base64.b64encode(self.key).decode()}"


def made(name: str, password: str) -> User:
    """A user. Raises ValueError, in Danish, for a name or a password that cannot be used."""
    if not re.fullmatch(r"[\w.-]+", name) or len(name) > LONGEST_NAME:
        raise ValueError(wording.USER_NAME_BAD.format(name=name, most=LONGEST_NAME))
    if len(password) < LEAST:
        raise ValueError(wording.CODE_SHORT.format(length=len(password), least=LEAST))
    salt = secrets.token_bytes(16)
    return User(name, salt, _key(password, salt))


NOBODY = User("", b"\0" * 16, b"\0" * 32)
"""Has no password; stands in for a name that is not in the file, so that it takes as long to refuse."""


def read(path: Path) -> dict[str, User]:
    """The users of a file, by name. Raises SettingError, in Danish, where it cannot be read or has none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise SettingError(wording.USERS_FILE_BAD.format(file=path.name, reason=reason)) from error
    users: dict[str, User] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if not found:
            reason = wording.USERS_LINE_BAD.format(number=number)
            raise SettingError(wording.USERS_FILE_BAD.format(file=path.name, reason=reason))
        users[found["name"]] = User(found["name"], base64.b64decode(found["salt"]), base64.b64decode(found["key"]))
    if not users:
        raise SettingError(wording.USERS_FILE_BAD.format(file=path.name, reason=wording.USERS_NONE))
    return users


def keep(user: User, path: Path) -> None:
    """Puts a user into the file, in place of one of that name; nobody but its owner can read it. Raises SettingError, OSError."""
    users = read(path) if path.exists() and path.stat().st_size else {}
    users[user.name] = user
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{each.line()}\n" for each in users.values())
    written.replace(path)


def _key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=64 * 2**20, dklen=32)
