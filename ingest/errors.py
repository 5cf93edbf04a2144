"""What goes wrong; the texts are Danish and meant for the user."""

from __future__ import annotations


class SheetError(Exception):
    """A sheet that cannot be used."""


class HeaderError(SheetError):
    """A table whose columns nobody says the meaning of; `text` is what stands in it."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class SettingError(Exception):
    """A setting that cannot be used."""
