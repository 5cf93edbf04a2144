"""What the server is told by its settings."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path

from app import wording
from ingest import settings
from ingest.errors import SettingError


@dataclass(frozen=True)
class Options:
    """How to serve.

    `root_path`: "" or "/faktaark". `allowed_hosts`: names besides IP addresses and localhost. `trusted_proxy`: addresses and
    networks, with commas between; "" trusts none. `users`: the file of those who may sign in; None lets everybody in.
    `per_client`: questions a minute from one address. `at_once`, `waiting`: questions. `connections`: open at a time.
    `conversations`: remembered.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    root_path: str = ""
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxy: str = ""
    users: Path | None = None
    per_client: float = 60
    at_once: int = 16
    waiting: int = 200
    connections: int = 1000
    conversations: int = 500


def from_settings(host: str | None = None, port: int | None = None) -> Options:
    """The options as set; `host` and `port` go before. Raises SettingError, in Danish, for one that cannot be used."""
    usual = Options()
    users = settings.value("USERS")
    return Options(
        host=host or settings.value("HOST") or usual.host,
        port=_port(str(port) if port is not None else settings.value("PORT") or str(usual.port)),
        root_path=_root_path(settings.value("ROOT_PATH")),
        allowed_hosts=tuple(_host(name) for name in _listed(settings.value("ALLOWED_HOSTS"))),
        trusted_proxy=",".join(_network(each) for each in _listed(settings.value("TRUSTED_PROXY"))),
        users=Path(users) if users else None,
        per_client=settings.number("PER_CLIENT", usual.per_client),
        at_once=_count("AT_ONCE", usual.at_once),
        waiting=_count("WAITING", usual.waiting),
        connections=_count("CONNECTIONS", usual.connections),
        conversations=_count("CONVERSATIONS", usual.conversations),
    )


def _listed(given: str) -> list[str]:
    return [each.strip() for each in given.split(",") if each.strip()]


def _count(name: str, default: int) -> int:
    return max(1, round(settings.number(name, default)))


def _port(given: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", given) or not 0 < int(given) < 65536:
        raise SettingError(wording.BAD_PORT.format(given=given))
    return int(given)


def _root_path(given: str) -> str:
    if not re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)*", given) or ".." in given:
        raise SettingError(wording.BAD_ROOT_PATH.format(given=given))
    return given


def _host(given: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", given.lower()):
        raise SettingError(wording.BAD_ALLOWED_HOST.format(given=given))
    return given.lower()


def _network(given: str) -> str:
    try:
        ipaddress.ip_network(given)
    except ValueError as error:
        raise SettingError(wording.BAD_PROXY.format(given=given)) from error
    return given
