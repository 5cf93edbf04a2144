"""What goes wrong; the texts are Danish and meant for the user."""

from __future__ import annotations


class SheetError(Exception):
    """A sheet that cannot be used."""


class SettingError(Exception):
    """A setting that cannot be used."""
