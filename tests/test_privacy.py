"""Nothing leaves the machine, and what is asked is kept nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, free_port

QUESTION = "hvor mange kvistede xylofonboliger er der i Herning"
WATCH = """
import ipaddress, sys
OUT = {out!r}
def watch(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    try:
        local = host is None or host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        with open(OUT, "a") as file:
            file.write(f"{{event}} {{host}}\\n")
        raise OSError(f"nothing may leave this machine: {{event}} {{host}}")
sys.addaudithook(watch)
"""
SERVE = """
import sys, threading, time, urllib.request
from app.__main__ import main
port = sys.argv[2]
threading.Thread(target=main, args=(["serve", "--store", sys.argv[1], "--port", port],), daemon=True).start()
for _ in range(240):
    try:
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
        break
    except OSError:
        time.sleep(0.25)
print(len(page))
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in a process that may reach this machine only, all that it may write to under `folder`."""
    (folder / "sitecustomize.py").write_text(WATCH.format(out=str(folder / "left.txt")), encoding="utf-8")
    home = folder / "home"
    home.mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    environment = kept | {
        "PYTHONPATH": f"{folder}:{ROOT}",
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_the_watch_sees_what_leaves(tmp_path: Path) -> None:
    done = _run(tmp_path, "-c", "import socket; socket.create_connection(('eksempel.invalid', 80))")
    assert done.returncode != 0
    assert "socket.getaddrinfo eksempel.invalid" in (tmp_path / "left.txt").read_text(encoding="utf-8")


def test_nothing_leaves_and_no_question_is_kept(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    built = _run(tmp_path, "-m", "ingest", "--store", store)
    assert built.returncode == 0, built.stderr
    asked = _run(tmp_path, "-m", "app", "ask", "--store", store, QUESTION)
    assert asked.returncode == 0, asked.stderr
    served = _run(tmp_path, "-c", SERVE, store, str(free_port()))
    assert int(served.stdout.split()[-1]) > 1000, served.stderr
    left = tmp_path / "left.txt"
    assert not left.exists(), left.read_text(encoding="utf-8")
    word = b"xylofonboliger"
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    written += [file for place in (".feedback", ".store") for file in (ROOT / place).rglob("*") if file.is_file()]
    assert len(written) > 5
    assert [file for file in written if word in file.read_bytes()] == []
