"""The server on the open web, asked over loopback as a stranger would: what can be reached, and what is said of the rest."""

from __future__ import annotations

import base64
import html
import json
import re
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Mount

from app import wording
from app.assistant import Assistant
from app.serving import users
from app.serving.allowance import Allowance, client_of
from app.serving.application import application
from app.serving.forgetting import Forgetting
from app.serving.limits import LARGEST_BODY
from app.serving.options import Options, from_settings
from app.serving.protocol import LARGEST_HEAD
from app.serving.reach import LONGEST_ADDRESS, ROUTES, route_of
from app.serving.server import running
from app.web import chat
from ingest.errors import SettingError
from ingest.store import StoreError
from tests.conftest import free_port
from tests.test_commands import run_module

TOTAL = "hvor mange almene boliger er der i Herning?"


@contextmanager
def _served(assistant: Assistant, **options: Any) -> Iterator[str]:
    told = {"per_client": 100_000, **options}
    with running(chat.build(assistant), Options(port=free_port(), **told), assistant.refresh) as address:
        yield address


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with _served(assistant, allowed_hosts=("faktaark.example.dk",)) as at:
        yield at


def _raw(address: str, request: bytes) -> bytes:
    """What the server says to these very bytes."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as sock:
        sock.sendall(request)
        said = b""
        while part := sock.recv(65536):
            said += part
        return said


def _get(address: str, target: str, *headers: str) -> tuple[int, str]:
    """The status and the text of what stands at a target, sent as it is written here."""
    lines = "".join(f"{line}\r\n" for line in ("Host: localhost", "Connection: close", *headers))
    head, _, body = _raw(address, f"GET {target} HTTP/1.1\r\n{lines}\r\n".encode()).partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode(errors="replace")


@cache
def _event(address: str) -> int:
    config = httpx.get(f"{address}/config").json()
    box = next(each["id"] for each in config["components"] if each["props"].get("elem_id") == "spoergsmaal")
    return int(next(each["id"] for each in config["dependencies"] if [box, "submit"] in each["targets"]))


def _join(address: str, question: str, **more: Any) -> httpx.Response:
    body = {"data": [question, None], "fn_index": _event(address), "session_hash": uuid.uuid4().hex}
    return httpx.post(f"{address}/gradio_api/queue/join", json=body, **more)


def _answer(address: str, question: str, **more: Any) -> str:
    session = uuid.uuid4().hex
    body = {"data": [question, None], "fn_index": _event(address), "session_hash": session}
    httpx.post(f"{address}/gradio_api/queue/join", json=body, **more).raise_for_status()
    with httpx.stream("GET", f"{address}/gradio_api/queue/data", params={"session_hash": session}, timeout=30, **more) as stream:
        return html.unescape("".join(stream.iter_lines()))


# --- what can be reached


def _paths(routes: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Method and path of each route, a name of no meaning in place of what is open in it."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if isinstance(route, Mount):
            yield from _paths(route.routes, prefix + route.path)
        elif inner is not None:
            yield from _paths(inner.routes, prefix)
        else:
            path = re.sub(r"\{[^}]*\}", "x", prefix + route.path)
            yield from ((method, path) for method in route.methods or ())


MEANT = {
    "/", "/assets/x", "/config", "/favicon.ico", "/theme.css", "/gradio_api/theme.css",
    "/gradio_api/cancel", "/gradio_api/heartbeat/x", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/queue/data",
    "/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/startup-events",
}  # fmt: skip
"""Of the routes that Gradio opens, with x for a name."""


def test_of_all_that_gradio_opens_only_what_is_meant_is_there(assistant: Assistant, address: str) -> None:
    blocks = chat.build(assistant)
    inner = application(blocks, Options(), assistant.refresh).inner
    opened = set(_paths(inner.routes))
    assert len(opened) > 80
    assert {path for _, path in opened} >= MEANT
    reached = {path for method, path in opened if route_of(method, path)}
    assert reached == MEANT
    for method, path in sorted(opened):
        if path in MEANT:
            continue
        answered = httpx.request(method, f"{address}{path}", headers={"host": "localhost"})
        assert answered.status_code == 404, (method, path)
        if method != "HEAD":
            assert answered.json() == {"detail": wording.STATUSES[404]}, (method, path)


def test_the_table_admits_what_other_programs_are_offered() -> None:
    for path in ("/gradio_api/call/ask", "/gradio_api/call/sheets", "/mcp"):
        assert route_of("POST", path), path
    assert route_of("GET", "/gradio_api/call/ask/0123abcd")
    for path in ("/gradio_api/call/show_claim", "/gradio_api/call/", "/gradio_api/mcp", "/mcp/x"):
        assert not route_of("POST", path), path


def test_another_method_is_refused(address: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"):
        assert httpx.request(method, f"{address}/config").status_code == 405
    assert httpx.get(f"{address}/gradio_api/queue/join").json() == {"detail": wording.STATUSES[405]}


DOTS = ("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%5c", "..%2f", "%c0%ae%c0%ae", "....", ".%00.")
FOLDERS = (
    "/assets/", "/static/", "/static/js/", "/svelte/", "/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=",
    "/gradio_api/heartbeat/", "/gradio_api/custom_component/x/client/component/", "/gradio_api/stream/", "/pwa_icon/",
    "/gradio_api/call/ask/", "/", "//",
)  # fmt: skip
WANTED = ("etc/passwd", "app/web/chat.py", "pyproject.toml")


def test_no_way_leads_to_a_file(address: str) -> None:
    tried = 0
    for folder in FOLDERS:
        for dots in DOTS:
            for up in (1, 3, 12):
                for wanted in WANTED:
                    target = folder + f"{dots}/" * up + wanted
                    status, said = _get(address, target)
                    assert status in {400, 404}, target
                    assert said in {json.dumps({"detail": wording.STATUSES[s]}, ensure_ascii=False, separators=(",", ":")) for s in (400, 404)} | {wording.STATUSES[400]}, target  # fmt: skip
                    tried += 1
    for target in (
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=C:/Windows/win.ini",
        "file:///etc/passwd",
        "/assets//etc/passwd",
    ):
        assert _get(address, target)[0] == 404, target
    assert tried == len(FOLDERS) * len(DOTS) * 3 * len(WANTED)


def test_what_does_not_exist_among_the_parts_is_told_without_a_path(address: str) -> None:
    for target in ("/assets/nothing.js", "/assets/index.html", "/assets/a" + "b" * 3000):
        status, said = _get(address, target)
        assert status in {403, 404}
        assert json.loads(said) == {"detail": wording.STATUSES[status]}


def test_nothing_can_be_uploaded(address: str) -> None:
    for path in ("/gradio_api/upload", "/upload", "/gradio_api/component_server", "/gradio_api/process_recording"):
        sent = httpx.post(f"{address}{path}", files={"files": ("a.txt", b"x")})
        assert sent.status_code == 404, path


# --- headers


def test_every_answer_has_the_headers(address: str) -> None:
    for path in ("/", "/config", "/theme.css", "/nowhere", "/sundhed", "/gradio_api/queue/join"):
        answered = httpx.get(f"{address}{path}", headers={"origin": address})
        headers = answered.headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["cross-origin-resource-policy"] == "same-origin", path
        assert not [name for name in headers if name.startswith("access-control-") or name in {"server", "x-powered-by"}], path


def test_the_page_may_run_its_own_scripts_and_no_others(address: str) -> None:
    first, second = httpx.get(address), httpx.get(address)
    policy = first.headers["content-security-policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    assert rules["connect-src"] == ["'self'"]
    assert "'unsafe-inline'" not in rules["script-src"]
    nonces = re.findall(r'<script nonce="([^"]+)"', first.text)
    assert len(nonces) == first.text.count("<script") > 3
    assert len(set(nonces)) == 1
    assert f"'nonce-{nonces[0]}'" in rules["script-src"]
    assert nonces[0] not in second.text


def test_the_page_is_told_nothing_by_strangers_headers(address: str) -> None:
    strange = {
        "x-forwarded-host": "fremmed.example", "x-forwarded-proto": "https", "x-gradio-server": "http://fremmed.example",
        "forwarded": "host=fremmed.example",
    }  # fmt: skip
    answered = httpx.get(f"{address}/config", headers=strange)
    assert answered.json()["root"] == address
    assert "fremmed" not in answered.text
    assert "strict-transport-security" not in answered.headers


# --- other sites


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "OWN"}, 200),
        ({"origin": "OWN"}, 200),
        ({"origin": "https://fremmed.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
    ],
)
def test_another_site_cannot_ask(address: str, headers: dict[str, str], status: int) -> None:
    sent = {name: value.replace("OWN", address) for name, value in headers.items()}
    assert _join(address, TOTAL, headers=sent).status_code == status


def test_a_link_from_another_site_leads_to_the_page(address: str) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert httpx.get(f"{address}/?q=hej", headers=link).status_code == 200
    assert httpx.get(f"{address}/config", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("127.0.0.1:7860", 200), ("[::1]:80", 200), ("faktaark.example.dk", 200), ("Faktaark.Example.dk:443", 200),
        ("fremmed.example", 421), ("localhost.fremmed.example", 421), ("127.0.0.1.fremmed.example", 421), ("", 421), ("a b", 421),
        ("x@127.0.0.1.nip.io", 421), ("[::1", 421), ("localhost:99999", 421),
    ],
)  # fmt: skip
def test_the_page_goes_by_its_own_names_only(address: str, host: str, status: int) -> None:
    answered = httpx.get(f"{address}/config", headers={"host": host})
    assert answered.status_code == status
    if status == 421:
        assert answered.json() == {"detail": wording.STATUSES[421]}


# --- limits


def test_above_the_limit_one_waits_and_is_let_in_again(assistant: Assistant) -> None:
    with _served(assistant, per_client=60) as at:  # 30 at once, one a second
        sent = [_join(at, TOTAL) for _ in range(60)]
        refused = [each for each in sent if each.status_code != 200]
        assert [each.status_code for each in sent[:29]] == [200] * 29
        assert {each.status_code for each in refused} == {429}
        assert refused[0].json() == {"detail": wording.BUSY}
        wait = int(refused[-1].headers["retry-after"])
        assert 1 <= wait <= 2
        time.sleep(wait)
        assert "7.971" in _answer(at, TOTAL)


def test_an_address_that_asks_many_questions_costs_as_many(assistant: Assistant) -> None:
    with _served(assistant, per_client=40) as at:
        assert _join(at, TOTAL, params=[("q", "a")] * 20).status_code == 200
        assert _join(at, TOTAL).status_code == 429


def test_each_client_has_its_own_allowance_behind_a_trusted_proxy(assistant: Assistant) -> None:
    def many(at: str, **headers: str) -> list[int]:
        return [httpx.get(f"{at}/", headers=headers).status_code for _ in range(4)]

    with _served(assistant, per_client=4, trusted_proxy="127.0.0.1") as at:
        assert many(at, **{"x-forwarded-for": "192.0.2.1"}) == [200, 200, 429, 429]
        assert many(at, **{"x-forwarded-for": "198.51.100.9, 192.0.2.1"})[0] == 429
        assert many(at, **{"x-forwarded-for": "192.0.2.2"})[0] == 200
    with _served(assistant, per_client=4) as at:
        assert many(at, **{"x-forwarded-for": "192.0.2.1"}) == [200, 200, 429, 429]
        assert many(at, **{"x-forwarded-for": "192.0.2.2"})[0] == 429


def test_a_full_queue_says_that_it_is_busy(assistant: Assistant) -> None:
    class Waiting(Assistant):
        def stream(self, turns: Any) -> Any:
            time.sleep(0.3)
            return super().stream(turns)

    waiting = Waiting(assistant._store)
    with _served(waiting, at_once=1, waiting=2) as at:
        sent = [_join(at, TOTAL) for _ in range(12)]
        refused = [each for each in sent if each.status_code != 200]
        assert refused
        assert {each.status_code for each in refused} == {503}
        assert refused[0].json() == {"detail": wording.BUSY}
        assert "retry-after" in refused[0].headers
        time.sleep(2)
        assert "7.971" in _answer(at, TOTAL)


def test_one_client_cannot_hold_all_connections(assistant: Assistant) -> None:
    with _served(assistant, connections=40) as at:
        host, port = at.removeprefix("http://").split(":")
        held = [socket.create_connection((host, int(port)), timeout=10) for _ in range(15)]
        refused = [each for each in held[10:] if b"503" in each.recv(4096)]
        assert len(refused) == 5
        for each in held:
            each.close()
        time.sleep(0.3)
        assert httpx.get(f"{at}/sundhed").status_code == 200


def test_a_request_that_is_too_large_is_told_so_in_danish(address: str) -> None:
    assert _get(address, "/?q=" + "a" * (4 * LARGEST_HEAD)) == (414, wording.STATUSES[414])
    assert _get(address, "/?q=" + "a" * LONGEST_ADDRESS, "Accept: text/html") == (414, wording.STATUSES[414])
    assert _get(address, "/?q=" + "a" * (LONGEST_ADDRESS - 10))[0] == 200
    large = httpx.post(f"{address}/gradio_api/queue/join", content=b"x" * (LARGEST_BODY + 1))
    assert (large.status_code, large.json()) == (413, {"detail": wording.STATUSES[413]})
    chunked = httpx.post(f"{address}/gradio_api/queue/join", content=(b"x" * 10_000 for _ in range(40)))
    assert chunked.status_code == 413


def test_what_is_no_http_is_told_so_in_danish(address: str) -> None:
    for nonsense in (b"vrvl\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n", b"\x16\x03\x01\x02\r\n\r\n"):
        said = _raw(address, nonsense)
        assert said.startswith(b"HTTP/1.1 400 ")
        assert said.endswith(wording.STATUSES[400].encode())


def test_tokens_come_back_at_an_even_pace() -> None:
    now = [0.0]
    allowance = Allowance(2, 60, lambda: now[0])
    assert [allowance.take("a"), allowance.take("a"), allowance.take("b")] == [0, 0, 0]
    assert allowance.take("a") == pytest.approx(1)
    now[0] = 0.5
    assert allowance.take("a") == pytest.approx(0.5)
    now[0] = 1
    assert allowance.take("a") == 0
    now[0] = 1000
    assert [allowance.take("a") for _ in range(3)][-1] > 0
    assert allowance.take("c", 5) == 0
    assert allowance.take("c", 5) == pytest.approx(2)


def test_a_client_is_an_address_or_a_network() -> None:
    assert client_of("192.0.2.1") == "192.0.2.1"
    assert client_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert client_of("2001:db8:1:2:3::4") == client_of("2001:db8:1:2:ffff::1") != client_of("2001:db8:1:3::1")
    assert client_of("fe80::1%eth0") == client_of("fe80::2")
    assert client_of("vrøvl") == "vrøvl"


# --- signing in

PASSWORD = "en lang adgangskode: æøå"  # noqa: S105 - made up


@pytest.fixture
def users_file(tmp_path: Path) -> Path:
    path = tmp_path / "brugere"
    users.keep(users.made("anna", PASSWORD), path)
    return path


def _basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_nothing_is_seen_without_signing_in(assistant: Assistant, users_file: Path) -> None:
    with _served(assistant, users=users_file) as at:
        for route in ROUTES:
            path = {"/": "/", "/config": "/config", "/gradio_api/queue/data": "/gradio_api/queue/data"}.get(route.path.pattern)
            if path:
                refused = httpx.get(f"{at}{path}")
                assert (refused.status_code, refused.json()) == (401, {"detail": wording.STATUSES[401]})
                assert refused.headers["www-authenticate"].startswith("Basic ")
        assert httpx.post(f"{at}/gradio_api/queue/join", json={}).status_code == 401
        assert httpx.post(f"{at}/mcp", json={}).status_code == 401
        assert httpx.get(f"{at}/sundhed").json() == {"status": "ok"}
        right = _basic("anna", PASSWORD)
        assert httpx.get(at, headers=right).status_code == 200
        start = time.perf_counter()
        assert httpx.get(f"{at}/config", headers=right).status_code == 200
        assert time.perf_counter() - start < 2


WRONG = (
    ("anna", PASSWORD + " "), ("anna", ""), ("bo", PASSWORD), ("", ""), ("anna:x", PASSWORD), ("ANNA", PASSWORD),
)  # fmt: skip


def test_a_wrong_name_or_password_is_refused_and_guessing_is_slowed(assistant: Assistant, users_file: Path) -> None:
    with _served(assistant, users=users_file) as at:
        assert [httpx.get(at, headers=_basic(*wrong)).status_code for wrong in WRONG] == [401] * len(WRONG)
        for nonsense in ("Basic", "Basic !!!", f"Bearer {PASSWORD.encode()!r}"):
            assert httpx.get(at, headers={"authorization": nonsense}).status_code == 401
        statuses = [httpx.get(at, headers=_basic("anna", f"forkert {number}")).status_code for number in range(5)]
        assert statuses[-1] == 429


def test_a_changed_file_counts_at_once(assistant: Assistant, users_file: Path) -> None:
    with _served(assistant, users=users_file) as at:
        assert httpx.get(at, headers=_basic("anna", PASSWORD)).status_code == 200
        users.keep(users.made("anna", "noget helt andet"), users_file)
        assert httpx.get(at, headers=_basic("anna", PASSWORD)).status_code == 401
        assert httpx.get(at, headers=_basic("anna", "noget helt andet")).status_code == 200
        users_file.write_text("ødelagt", encoding="utf-8")
        assert httpx.get(at, headers=_basic("anna", "noget helt andet")).status_code == 401


def test_passwords_are_not_in_the_file_nor_read_by_others(users_file: Path) -> None:
    users.keep(users.made("bo", PASSWORD), users_file)
    lines = users_file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[0].split(":")[2:] != lines[1].split(":")[2:]
    assert PASSWORD not in users_file.read_text(encoding="utf-8")
    assert users_file.stat().st_mode & 0o077 == 0
    read = users.read(users_file)
    assert read["bo"].has(PASSWORD)
    assert not read["bo"].has(PASSWORD[:-1])


@pytest.mark.parametrize("bad", ["", "anna:hemmelig", "anna:scrypt:AAAA:BBBB"])
def test_a_file_that_cannot_be_used_is_said(assistant: Assistant, tmp_path: Path, bad: str) -> None:
    path = tmp_path / "brugere"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(SettingError, match="brugere: brugerne kan ikke læses"):
        application(chat.build(assistant), Options(users=path), assistant.refresh)


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [("a:b", PASSWORD, "»a:b« kan ikke"), ("", PASSWORD, "»« kan ikke"), ("anna", "kort", "på 4 tegn")],
)
def test_a_name_or_password_that_cannot_be_used_is_said(name: str, password: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        users.made(name, password)


# --- settings, health, failures


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("PORT", "0", "FAKTAARK_PORT er sat til »0«"),
        ("PORT", "http", "FAKTAARK_PORT er sat til »http«"),
        ("ROOT_PATH", "faktaark/", "FAKTAARK_ROOT_PATH er sat til »faktaark/«"),
        ("ROOT_PATH", "/a/../b", "FAKTAARK_ROOT_PATH"),
        ("ALLOWED_HOSTS", "https://bl.example", "FAKTAARK_ALLOWED_HOSTS nævner »https://bl.example«"),
        ("TRUSTED_PROXY", "*", "FAKTAARK_TRUSTED_PROXY nævner »\\*«"),
        ("PER_CLIENT", "-1", "FAKTAARK_PER_CLIENT er sat til »-1«"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch, name: str, given: str, said: str) -> None:
    monkeypatch.setenv(f"FAKTAARK_{name}", given)
    with pytest.raises(SettingError, match=said):
        from_settings()


def test_settings_are_taken_and_the_command_line_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKTAARK_PORT", "8001")
    monkeypatch.setenv("FAKTAARK_ALLOWED_HOSTS", "a.example, B.example")
    monkeypatch.setenv("FAKTAARK_TRUSTED_PROXY", "127.0.0.1, 10.0.0.0/8")
    options = from_settings(port=8002)
    assert (options.port, options.host) == (8002, "127.0.0.1")
    assert options.allowed_hosts == ("a.example", "b.example")
    assert options.trusted_proxy == "127.0.0.1,10.0.0.0/8"
    assert from_settings().port == 8001


@pytest.mark.parametrize("sent", ["/faktaark/config", "/config"], ids=["kept", "taken off"])
def test_a_root_path_works_whether_or_not_the_proxy_takes_it_off(assistant: Assistant, sent: str) -> None:
    with _served(assistant, root_path="/faktaark", allowed_hosts=("bl.example",), trusted_proxy="127.0.0.1") as at:
        server = at.removesuffix("/faktaark")
        headers = {"host": "bl.example", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7"}
        answered = httpx.get(f"{server}{sent}", headers=headers)
        assert answered.json()["root"] == "https://bl.example/faktaark"
        assert answered.headers["strict-transport-security"]


def test_health_tells_whether_there_are_answers(assistant: Assistant) -> None:
    failure = StoreError("/srv/hemmeligt")

    def broken() -> None:
        raise failure

    with running(chat.build(assistant), Options(port=free_port()), broken) as at:
        answered = httpx.get(f"{at}/sundhed")
        assert (answered.status_code, answered.json()) == (503, {"status": wording.UNHEALTHY})


BODIES: tuple[Any, ...] = (
    None, [], "hej", {}, {"data": None}, {"data": [], "fn_index": 0}, {"data": [{}], "fn_index": 10**9, "session_hash": "a"},
    {"data": ["a", None], "fn_index": "vrøvl", "session_hash": "b"}, {"data": ["a"] * 500, "fn_index": 2, "session_hash": "c"},
    {"data": [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}, None], "fn_index": 2, "session_hash": "../../d"},
    {"data": ["a", None], "fn_index": -1, "session_hash": "e", "event_data": {"__proto__": 1}, "trigger_id": "x"},
    {"data": ["a", None], "fn_index": 2, "session_hash": None}, {"data": [[[[[[]]]]]], "fn_index": 4, "session_hash": "f"},
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_malformed_event_is_refused_without_a_trace_or_a_path(address: str, body: Any) -> None:
    sent = httpx.post(f"{address}/gradio_api/queue/join", json=body)
    if sent.status_code != 200:
        assert sent.status_code in {400, 422}
        assert sent.json() == {"detail": wording.STATUSES[sent.status_code if sent.status_code in wording.STATUSES else 400]}
        return
    session = body["session_hash"]
    with httpx.stream("GET", f"{address}/gradio_api/queue/data", params={"session_hash": session}, timeout=10) as stream:
        said = "".join(stream.iter_lines())
    assert "root:" not in said
    assert not re.search(r'Traceback|site-packages|\.py"|/app/|Error:', said), said[:500]


def test_stopping_does_not_wait_for_open_pages(assistant: Assistant) -> None:
    with httpx.Client() as client, ExitStack() as opened:
        with _served(assistant) as at:
            beats = [opened.enter_context(client.stream("GET", f"{at}/gradio_api/heartbeat/{name}")) for name in "abc"]
            assert [beat.status_code for beat in beats] == [200] * 3
            start = time.perf_counter()
        assert time.perf_counter() - start < 3
    with pytest.raises(httpx.ConnectError):
        httpx.get(at)


def test_a_user_is_made_on_the_command_line(tmp_path: Path) -> None:
    file = str(tmp_path / "brugere")
    made = run_module("app", "user", "anna", "--file", file, given=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert made.stdout == wording.USER_KEPT.format(name="anna", file=file) + "\n"
    assert users.read(Path(file))["anna"].has(PASSWORD)
    short = run_module("app", "user", "bo", "--file", file, given="kort\n")
    assert (short.returncode, short.stderr) == (1, wording.CODE_SHORT.format(length=4, least=users.LEAST) + "\n")
    unnamed = run_module("app", "user", "bo", given=f"{PASSWORD}\n")
    assert (unnamed.returncode, unnamed.stderr) == (1, wording.USERS_FILE_UNNAMED + "\n")
    assert list(users.read(Path(file))) == ["anna"]


def test_a_closed_page_is_forgotten_and_an_open_one_is_not(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Forgetting.__init__, "__defaults__", (0.3,))
    blocks = chat.build(assistant)
    with running(blocks, Options(port=free_port())) as at, httpx.Client() as client:

        def beat(name: str) -> Any:
            return client.stream("GET", f"{at}/gradio_api/heartbeat/{name}")

        def ask(name: str) -> None:
            body = {"data": [TOTAL, None], "fn_index": _event(at), "session_hash": name}
            httpx.post(f"{at}/gradio_api/queue/join", json=body).raise_for_status()
            with httpx.stream("GET", f"{at}/gradio_api/queue/data", params={"session_hash": name}, timeout=30) as stream:
                stream.read()

        with beat("aaben"):
            with beat("lukket"):
                ask("aaben")
                ask("lukket")
                assert set(blocks.state_holder.session_data) == {"aaben", "lukket"}
            with beat("aaben"):  # came back while the old one was still there
                pass
            time.sleep(1)
            assert set(blocks.state_holder.session_data) == {"aaben"}
            assert "lukket" not in blocks._queue.pending_messages_per_session
        time.sleep(1)
        assert not blocks.state_holder.session_data
