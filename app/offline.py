"""Imported before Gradio, which reads this when it is imported: nothing is sent or fetched from outside."""

from __future__ import annotations

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
