"""What goes wrong with a sheet."""

from __future__ import annotations


class SheetError(Exception):
    """A sheet that cannot be used; the text is Danish and meant for the user."""
