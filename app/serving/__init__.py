"""The chat on the open web: one server, and the layers a request goes through before it reaches the page."""

from app import offline as _offline  # noqa: F401 - before Gradio
