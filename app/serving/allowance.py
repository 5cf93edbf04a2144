"""How much one client may ask for: a bucket of tokens each, filled again at an even pace."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

_MOST_CLIENTS = 10_000
_NET_OF_ONE = 64
"""Bits of an IPv6 address that one household or firm has for itself."""


def client_of(address: str) -> str:
    """Whom an address belongs to: an IPv4 address, the network of an IPv6 address, or what else stands there."""
    try:
        read = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address
    if read.version == 4:
        return str(read)
    mapped = read.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((read, _NET_OF_ONE), strict=False))


class Allowance:
    """`burst` tokens at first, and `a_minute` more each minute up to as many again."""

    def __init__(self, burst: float, a_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._a_second = a_minute / 60
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, client: str, cost: float = 1) -> float:
        """Takes tokens; gives 0, or the seconds until there are enough, with none taken. More than a bucketful costs a bucket."""
        cost = min(cost, self._burst)
        now = self._clock()
        left = self._now(client, now)
        if left < cost:
            return (cost - left) / self._a_second
        if len(self._left) >= _MOST_CLIENTS:
            self._forget_the_full(now)
        self._left[client] = (left - cost, now)
        return 0

    def _now(self, client: str, now: float) -> float:
        left, since = self._left.get(client, (self._burst, now))
        return min(self._burst, left + (now - since) * self._a_second)

    def _forget_the_full(self, now: float) -> None:
        self._left = {client: kept for client, kept in self._left.items() if self._now(client, now) < self._burst}
