"""The documents that questions are answered from: which there are, and what they say of a municipality together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.claim import NATIONAL, Claim, FactSheet
from ingest.store import Entry, Store

_SUFFIX = " Kommune"
_FIGURES_OF_A_SHEET = 6
"""From how many figures on a document about a municipality is an edition of its sheet, and not a page beside it."""
_KEPT = 1024
"""Documents and views that stay in memory."""


@dataclass(frozen=True)
class _Edition:
    """A fact sheet of a municipality; `year` is "" where it tells none."""

    year: str
    entry: Entry


class Library:
    """All documents of a store. Documents are fetched when they are first needed."""

    def __init__(self, entries: Sequence[Entry], load: Callable[[Sequence[Entry]], list[FactSheet]]) -> None:
        self._entries = tuple(entries)
        self._load = load
        self._view = lru_cache(maxsize=_KEPT)(self._make_view)
        self._fetched: dict[str, FactSheet] = {}

    @classmethod
    def of_store(cls, store: Store) -> Library:
        """The documents of an open store."""
        return cls(store.catalogue, store.load)

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that have a sheet, or rows of their own in a table, sorted; those that a sheet of another only names are none."""
        named = {scope.removesuffix(_SUFFIX) for entry in self._tables for scope in entry.scopes if scope.endswith(_SUFFIX)}
        return tuple(sorted(named | {entry.municipality for entry in self._entries if entry.municipality}))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The same as scopes: "Herning Kommune"."""
        return tuple(f"{name}{_SUFFIX}" for name in self.municipalities)

    @cached_property
    def _editions(self) -> dict[str, list[_Edition]]:
        """Municipality → its fact sheets, the newest first."""
        found: dict[str, list[_Edition]] = {}
        for entry in self._entries:
            if entry.municipality and entry not in self._pages:
                found.setdefault(entry.municipality, []).append(_Edition(entry.edition or "", entry))
        return {name: sorted(editions, key=lambda e: (e.year, e.entry.path), reverse=True) for name, editions in found.items()}

    @cached_property
    def _pages(self) -> frozenset[Entry]:
        """Documents with a few figures about a municipality that has a whole sheet beside them, such as a press page."""
        with_sheet = {entry.municipality for entry in self._entries if entry.figures >= _FIGURES_OF_A_SHEET}
        return frozenset(
            entry for entry in self._entries if entry.municipality in with_sheet and entry.figures < _FIGURES_OF_A_SHEET
        )

    @cached_property
    def _tables(self) -> list[Entry]:
        """The documents that are about no single municipality."""
        return [entry for entry in self._entries if not entry.municipality]

    @property
    def documents(self) -> tuple[Entry, ...]:
        """What is known of each document without fetching it, by path."""
        return tuple(sorted(self._entries, key=lambda entry: entry.path))

    def document(self, path: str) -> FactSheet | None:
        """A document as it was read, by its path; None for a path that is not in the store."""
        found = [entry for entry in self._entries if entry.path == path]
        return self._fetch(found)[0] if found else None

    def fetched(self, entries: Sequence[Entry]) -> list[FactSheet]:
        """The documents of some of `documents`, in their order."""
        return self._fetch(entries)

    def editions(self, municipality: str) -> tuple[str, ...]:
        """The years of a municipality's fact sheets, the newest first; "" for one that tells none."""
        return tuple(dict.fromkeys(edition.year for edition in self._editions.get(municipality, ())))

    def editions_with(self, municipality: str, period: str) -> tuple[str, ...]:
        """Those of them that are of, or hold a figure from, a period; the newest first."""
        return tuple(
            dict.fromkeys(
                edition.year
                for edition in self._editions.get(municipality, ())
                if edition.year == period or period in edition.entry.periods
            )
        )

    def paths(self, municipality: str) -> frozenset[str]:
        """The paths of a municipality's fact sheets."""
        return frozenset(edition.entry.path for edition in self._editions.get(municipality, ()))

    def has_tables(self, municipality: str) -> bool:
        """Whether documents beside its fact sheets tell of it."""
        return any(f"{municipality}{_SUFFIX}" in entry.scopes for entry in self._tables)

    def view(self, municipality: str, edition: str | None = None) -> FactSheet:
        """All that is said of a municipality: its newest sheet, or that of `edition`, and what other documents say.

        The spans of each claim are those of its own document.
        """
        return self._view(municipality, edition)

    def _make_view(self, municipality: str, edition: str | None) -> FactSheet:
        editions = self._editions.get(municipality, [])
        year = edition if edition is not None else (editions[0].year if editions else "")
        own = [found.entry for found in editions if found.year == year]
        scope = f"{municipality}{_SUFFIX}"
        beside = [entry for entry in self._tables if scope in entry.scopes or _is_of_the_country(entry)]
        beside += sorted((entry for entry in self._pages if entry.municipality == municipality), key=lambda entry: entry.path)
        documents = self._fetch([*own, *beside])
        if len(documents) == 1 and documents[0].municipality == municipality:
            return documents[0]
        claims = [claim for document in documents for claim in document.claims if _bears_on(claim, document, municipality)]
        return FactSheet(
            path=documents[0].path if documents else "",
            text="",
            municipality=municipality,
            edition=year or None,
            claims=tuple(claims),
            notes=tuple(note for document in documents for note in document.notes),
        )

    def _fetch(self, entries: Sequence[Entry]) -> list[FactSheet]:
        missing = [entry for entry in entries if entry.id not in self._fetched]
        known = {entry.id: self._fetched[entry.id] for entry in entries if entry.id in self._fetched}
        if missing:
            if len(self._fetched) > _KEPT:
                self._fetched.clear()
            known.update(zip((entry.id for entry in missing), self._load(missing), strict=True))
            self._fetched.update(known)
        return [known[entry.id] for entry in entries]


def _is_of_the_country(entry: Entry) -> bool:
    """Whether a document tells of the whole country to all: not one that only sets a municipality's figures beside the country's."""
    return NATIONAL in entry.scopes and sum(scope.endswith(_SUFFIX) for scope in entry.scopes) != 1


def _bears_on(claim: Claim, document: FactSheet, municipality: str) -> bool:
    scope = f"{municipality}{_SUFFIX}"
    about_it = claim.scope == scope or any(figure.scope == scope for figure in claim.figures)
    return about_it or document.municipality == municipality or (claim.scope == NATIONAL and not document.municipality)
