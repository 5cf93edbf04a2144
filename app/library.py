"""The sheets that questions are answered from, as they came out of the store."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.claim import FactSheet


@dataclass(frozen=True)
class Library:
    """All sheets of a store."""

    sheets: tuple[FactSheet, ...]

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that sheets are about, sorted."""
        return tuple(sorted({sheet.municipality for sheet in self.sheets}))

    @property
    def places(self) -> tuple[str, ...]:
        """The same as scopes: "Herning Kommune"."""
        return tuple(f"{name} Kommune" for name in self.municipalities)

    def sheet_of(self, municipality: str) -> FactSheet | None:
        """The newest sheet about a municipality."""
        about = [sheet for sheet in self.sheets if sheet.municipality == municipality]
        return max(about, key=lambda sheet: sheet.edition or "", default=None)
