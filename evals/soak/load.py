"""Two hundred people in conversation with the real server: `python -m evals.soak.load FILE [--minutes M] [--users N]`.

Each is in a conversation of its own about one of many made-up municipalities, in which all questions but the first leave the
municipality out, so that an answer out of another's conversation shows. Then one asks as fast as it can, then more ask at
once than are let in, and then it must be as before. All over loopback, each user behind an address of its own, as through a
proxy. Writes what was measured, and the promises that broke.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import httpx
import psutil

from app import wording
from app.serving.forgetting import GRACE
from evals import made_up, page_client
from evals.page_client import Page, RefusedError, Serving, Shown
from ingest.building import build
from ingest.embedding import SheetEmbeddings
from ingest.numbers import format_number

_SEED = 20
_MUNICIPALITIES = 50
_READING = (5.0, 25.0)
"""Seconds a user reads an answer."""
_WARM_UP = 5 * _READING[1] + 1.25 * GRACE
"""Seconds until as many conversations are forgotten as begin: the longest one, and how long it is remembered after it."""
_MOST_WARM_UP = 0.7
"""The part of a short trial that may be warm-up."""
_FLAT = 2.0
"""MB a minute that memory may grow by after it."""
_SAMPLE_EVERY = 1.0
_EAGER = 300
"""Questions one client sends as fast as it can."""
_CROWD = 900
"""Clients that ask at once; more than are let in."""
_AFTER = 20
_COLD = "hvad siger arkene om grøn omstilling?"
"""The first question of all, which waits until the embedding model is loaded."""
_ENVIRONMENT = {"FAKTAARK_TRUSTED_PROXY": "127.0.0.1", "FAKTAARK_THREADS": "1", "FAKTAARK_WAITING": "50"}


@dataclass(frozen=True)
class Turn:
    """A question, and what its answer must hold."""

    question: str
    holds: tuple[str, ...]


@dataclass(frozen=True)
class _Door:
    """The page, to users behind addresses of their own."""

    client: httpx.AsyncClient
    page: Page

    async def ask(self, address: str, session: str, question: str) -> Shown:
        """Asks within a conversation, from an address."""
        return await page_client.ask(self.client, self.page, session, question, {"x-forwarded-for": address})

    def opened(self, address: str, session: str) -> AbstractAsyncContextManager[None]:
        """Has the page open."""
        return page_client.opened(self.client, self.page, session, {"x-forwarded-for": address})


@dataclass
class _Seen:
    """What has been measured so far."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)


def conversations() -> tuple[tuple[Turn, ...], ...]:
    """One for each made-up municipality whose sheet has all three kinds; the truth is the maker's, not the program's."""
    found = []
    for made in made_up.municipalities(_SEED, _MUNICIPALITIES, editions=1):
        facts, place = made.editions[-1], f"{made.name} Kommune"
        if facts.elderly is None:
            continue
        kinds = {"ungdomsboliger": facts.youth, "ældreboliger": facts.elderly}
        asked = [Turn(f"hvor mange familieboliger er der i {made.name}?", (_written(facts.family), place))]
        asked += [Turn(f"og {kind}?", (_written(number), place)) for kind, number in kinds.items()]
        asked.append(
            Turn("hvor mange almene boliger er der i alt?", (_written(facts.youth + facts.family + facts.elderly), place))
        )
        asked.append(Turn("og hvor mange familieboliger?", (_written(facts.family), place)))
        found.append(tuple(asked))
    return tuple(found)


def _written(number: int) -> str:
    return f" {format_number(Decimal(number))} "


def run(minutes: float, users: int) -> dict[str, Any]:
    """The trial; `broken` lists the promises that did not hold. Times in milliseconds, memory in MB."""
    with tempfile.TemporaryDirectory(prefix="faktaark-") as folder:
        corpus, store = Path(folder) / "corpus", Path(folder) / "store"
        made_up.write(corpus, seed=_SEED, count=_MUNICIPALITIES, editions=1)
        build(corpus, store, SheetEmbeddings())
        command = ["-m", "app", "serve", "--store", str(store), "--port", "{port}"]
        with page_client.served(command, _ENVIRONMENT) as serving:
            return asyncio.run(_trial(serving, minutes, users))


async def _trial(serving: Serving, minutes: float, users: int) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=users)
    async with httpx.AsyncClient(timeout=60, limits=limits) as client:
        door = _Door(client, page_client.page(serving.address))
        first = await door.ask("10.0.0.1", uuid.uuid4().hex, _COLD)
        seen = await _conversing(door, serving, minutes, users)
        eager = await _eager(door)
        crowd = await _crowd(door)
        after = await _after(door)
    result: dict[str, Any] = {
        "users": users,
        "minutes": minutes,
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "first_answer_ms": round(1000 * first.seconds),
        "answers": len(seen.seconds),
        "wrong": seen.wrong[:20],
        "errors": dict(seen.errors),
        **_times(seen.seconds),
        "memory": _memory(seen.memory, minutes),
        "one_asks_too_much": eager,
        "too_many_at_once": crowd,
        "after": after,
    }
    return {**result, "broken": _broken(result)}


async def _conversing(door: _Door, serving: Serving, minutes: float, users: int) -> _Seen:
    seen = _Seen()
    until = time.monotonic() + 60 * minutes
    every = conversations()
    watching = asyncio.create_task(_watch(serving, seen))
    await asyncio.gather(*(_user(door, number, every, until, seen) for number in range(users)))
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return seen


async def _user(door: _Door, number: int, every: Sequence[Sequence[Turn]], until: float, seen: _Seen) -> None:
    """One person, who has one conversation after another."""
    random = Random(number)
    address = f"10.1.{number // 250}.{number % 250 + 1}"
    await asyncio.sleep(random.uniform(0, min(_READING[1], 6 * (until - time.monotonic()) / 60)))
    while time.monotonic() < until:
        turns = random.choice(every)
        session = uuid.uuid4().hex
        try:
            async with door.opened(address, session):
                for turn_number, turn in enumerate(turns):
                    if time.monotonic() >= until:
                        return
                    shown = await door.ask(address, session, turn.question)
                    seen.seconds.append(shown.seconds)
                    if not _is_right(shown.said, turns[: turn_number + 1]):
                        seen.wrong.append(f"{turns[0].question} … {turn.question} -> {shown.said[-1][:200]}")
                    await asyncio.sleep(random.uniform(*_READING))
        except (RefusedError, RuntimeError, httpx.HTTPError) as error:
            seen.errors[f"{type(error).__name__}: {str(error)[:100]}"] += 1
            await asyncio.sleep(1)


def _is_right(said: Sequence[str], turns: Sequence[Turn]) -> bool:
    """Whether the conversation holds these questions and no others, each with its own answer."""
    if list(said[::2]) != [turn.question for turn in turns] or len(said) != 2 * len(turns):
        return False
    return all(held in f" {answer} " for turn, answer in zip(turns, said[1::2], strict=True) for held in turn.holds)


async def _watch(serving: Serving, seen: _Seen) -> None:
    server = psutil.Process(serving.pid)
    start = time.monotonic()
    while True:
        seen.memory.append((time.monotonic() - start, server.memory_info().rss / 2**20))
        await asyncio.sleep(_SAMPLE_EVERY)


async def _eager(door: _Door) -> dict[str, Any]:
    """One asks as fast as it can, and meanwhile another has to be answered."""
    others: list[float] = []

    async def other(number: int) -> None:
        others.append((await door.ask(f"10.3.0.{number + 1}", uuid.uuid4().hex, _first().question)).seconds)

    outcomes: Counter[str] = Counter()
    for number in range(_EAGER):
        outcomes[await _outcome(door, "10.2.0.1")] += 1
        if number % (_EAGER // 10) == 0:
            await other(number // (_EAGER // 10))
    return {"outcomes": dict(outcomes), "another": _times(others)}


async def _crowd(door: _Door) -> dict[str, Any]:
    outcomes = Counter(await asyncio.gather(*(_outcome(door, f"10.4.{n // 250}.{n % 250 + 1}") for n in range(_CROWD))))
    return {"outcomes": dict(outcomes)}


async def _outcome(door: _Door, address: str) -> str:
    """What came of a question: that it was answered, what was said instead, or what went wrong."""
    turn = _first()
    try:
        shown = await door.ask(address, uuid.uuid4().hex, turn.question)
    except RefusedError as refused:
        return f"{refused.status} {refused.said}" if refused.retry_after else f"{refused.status} uden Retry-After"
    except (RuntimeError, httpx.HTTPError) as error:
        return f"{type(error).__name__}: {str(error)[:100]}"
    return "answered" if _is_right(shown.said, [turn]) else f"forkert: {shown.said[-1][:200]}"


async def _after(door: _Door) -> dict[str, Any]:
    asked = [await door.ask(f"10.5.0.{number + 1}", uuid.uuid4().hex, _first().question) for number in range(_AFTER)]
    return _times([shown.seconds for shown in asked])


def _first() -> Turn:
    return conversations()[0][0]


def _times(seconds: Sequence[float]) -> dict[str, float]:
    if len(seconds) < 2:
        return {}
    p50, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    return {"p50_ms": round(1000 * p50), "p95_ms": round(1000 * p95), "worst_ms": round(1000 * max(seconds))}


def _memory(samples: Sequence[tuple[float, float]], minutes: float) -> dict[str, float]:
    """How much there was, and how it grew after the warm-up: the slope of a straight line through the samples."""
    warm_up = min(_WARM_UP, _MOST_WARM_UP * 60 * minutes)
    after = [each for each in samples if each[0] > warm_up]
    if len(after) < 10:
        return {}
    slope, _ = statistics.linear_regression([when for when, _ in after], [much for _, much in after])
    return {
        "first_mb": round(samples[0][1], 1),
        "after_warm_up_mb": round(after[0][1], 1),
        "last_mb": round(after[-1][1], 1),
        "most_mb": round(max(much for _, much in samples), 1),
        "growth_mb_a_minute": round(60 * slope, 2),
    }


def _broken(result: dict[str, Any]) -> list[str]:
    eager, crowd = result["one_asks_too_much"]["outcomes"], result["too_many_at_once"]["outcomes"]
    allowed = {"answered", f"429 {wording.BUSY}", f"503 {wording.BUSY}"}
    checks = {
        "errors": not result["errors"],
        "answers of another's conversation": not result["wrong"],
        "memory grows": result["memory"].get("growth_mb_a_minute", 0) <= _FLAT,
        "one client is not held back": eager.get(f"429 {wording.BUSY}", 0) > _EAGER / 2,
        "the crowd is not held back": crowd.get(f"503 {wording.BUSY}", 0) > 0,
        "something else was said above the limit": set(eager) | set(crowd) <= allowed,
        "it is slow afterwards": result["after"].get("p95_ms", 0) <= max(1000, result["p95_ms"]),
    }
    return [name for name, held in checks.items() if not held]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a promise broke."""
    parser = argparse.ArgumentParser(prog="python -m evals.soak.load", description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--users", type=int, default=200)
    options = parser.parse_args(arguments)
    result = run(options.minutes, options.users)
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 1 if result["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
