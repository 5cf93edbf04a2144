"""What the commands read and write is UTF-8, whatever the machine is set to."""

from __future__ import annotations

import io
import os
import sys


def use_utf8() -> None:
    """For standard input, output and errors; what cannot be read or written is replaced by a sign."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def as_utf8(argument: str) -> str:
    """A word of the command line, which Python reads as the machine is set to."""
    return os.fsencode(argument).decode("utf-8", "replace")
