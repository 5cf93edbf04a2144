"""The written nginx configuration in front of the server, with TLS, in a real nginx; skipped where there is none."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from app import wording
from app.assistant import Assistant
from app.serving.options import Options
from app.serving.server import running
from app.web import chat
from tests.conftest import ROOT, free_port

CONFIGURATION = (ROOT / "app" / "serving" / "nginx.conf").read_text(encoding="utf-8")
NAME = "faktaark.example.dk"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
QUESTION = "hvor mange ungdomsboliger er der?"

pytestmark = pytest.mark.skipif(not NGINX or not shutil.which("openssl"), reason="no nginx and openssl on this machine")


@dataclass(frozen=True)
class Front:
    """What stands in front: where it is reached with TLS and without, its folder with logs, and what trusts its certificate."""

    address: str
    plain: str
    folder: Path
    trust: ssl.SSLContext


@contextmanager
def _front(folder: Path, upstream: int, root_path: str) -> Iterator[Front]:
    secure, plain = free_port(), free_port()
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", f"subjectAltName=DNS:localhost,DNS:{NAME}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / "conf.d").mkdir()
    (folder / "conf.d" / "faktaark.conf").write_text(_here(folder, upstream, secure, plain, root_path), encoding="utf-8")
    main = f"daemon off; pid {folder}/pid; error_log {folder}/main.log; events {{}}\nhttp {{ include {folder}/conf.d/*.conf; }}\n"
    if os.geteuid() == 0:
        main = f"user root; {main}"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as nginx:
        try:
            address = f"https://localhost:{secure}"
            trust = ssl.create_default_context(cafile=str(certificate))
            for _ in range(100):
                try:
                    httpx.get(f"{address}{root_path}/sundhed", verify=trust)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield Front(address, f"http://localhost:{plain}", folder, trust)
        finally:
            nginx.terminate()


def _here(folder: Path, upstream: int, secure: int, plain: int, root_path: str) -> str:
    """The configuration as it is written, with this test's ports, names and files."""
    replaced = {
        r"listen \[::\]:.*\n": "\n",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "server_name .*;": f"server_name localhost {NAME};",
        "/etc/ssl/faktaark/fullchain.pem": str(folder / "cert.pem"),
        "/etc/ssl/faktaark/privkey.pem": str(folder / "key.pem"),
        "/var/log/nginx/": f"{folder}/",
        "127.0.0.1:7860": f"127.0.0.1:{upstream}",
        "location / ": f"location {root_path}/ ",
    }
    written = CONFIGURATION
    for old, new in replaced.items():
        written, count = re.subn(old, new, written)
        assert count, old
    return written


@pytest.fixture(scope="module", params=["", "/faktaark"], ids=["at the top", "under a path"])
def front(request: pytest.FixtureRequest, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    port = free_port()
    options = Options(
        port=port, root_path=request.param, allowed_hosts=(NAME,), trusted_proxy="127.0.0.1", per_client=60
    )  # fmt: skip
    with (
        running(chat.build(assistant), options),
        _front(tmp_path_factory.mktemp("nginx"), port, request.param) as at,
    ):
        yield Front(f"{at.address}{request.param}", at.plain, at.folder, at.trust)


def test_the_page_answers_through_nginx(front: Front, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("console", lambda message: failed.append(f"{message.text} {message.location}") if message.type == "error" else None)
    page.goto(f"{front.address}/?q={QUESTION}")
    expect(page.locator(".svar")).to_have_count(1)
    page.fill("#spoergsmaal textarea", "og ældreboliger?")
    page.press("#spoergsmaal textarea", "Enter")
    expect(page.locator(".svar")).to_have_count(2)
    assert "530" in page.locator(".svar").last.inner_text()
    context.close()
    # The browser itself looks for an icon at the top of the site, which is not the page's when it stands under a path.
    assert [each for each in failed if "/favicon.ico" not in each] == []
    assert all(url.startswith((f"{front.address}/", "data:", "blob:")) for url in asked), asked


def test_questions_are_not_in_the_logs(front: Front) -> None:
    httpx.get(f"{front.address}/?q={QUESTION}", verify=front.trust)
    time.sleep(0.2)
    logs = "".join(path.read_text(encoding="utf-8") for path in front.folder.glob("*.log"))
    assert " GET " in logs
    assert "ungdomsboliger" not in logs


def test_plain_http_is_sent_to_tls(front: Front) -> None:
    sent = httpx.get(f"{front.plain}/?q=hej")
    assert sent.status_code == 301
    assert sent.headers["location"].startswith("https://")


def test_what_the_browser_is_told(front: Front) -> None:
    answered = httpx.get(f"{front.address}/config", verify=front.trust)
    assert answered.json()["root"] == front.address
    assert answered.headers["strict-transport-security"]
    assert answered.headers["server"] == "nginx"


def test_a_user_cannot_say_that_he_is_another(front: Front) -> None:
    def statuses() -> Iterator[int]:
        for number in range(80):
            told: dict[str, Any] = {"x-forwarded-for": f"192.0.2.{number}", "x-real-ip": f"192.0.2.{number}"}
            yield httpx.get(f"{front.address}/", headers=told, verify=front.trust).status_code

    assert 429 in statuses()


def test_another_site_is_refused_through_nginx(front: Front) -> None:
    refused = httpx.post(
        f"{front.address}/gradio_api/queue/join", json={}, headers={"origin": "https://fremmed.example"}, verify=front.trust
    )
    assert (refused.status_code, refused.json()) == (403, {"detail": wording.STATUSES[403]})
