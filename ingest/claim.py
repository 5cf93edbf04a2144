"""What ingest makes of a sheet: claims, their figures and their source notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

NATIONAL = "Hele landet"


@dataclass(frozen=True)
class Figure:
    """One number of a sheet with all that belongs to it.

    value: in the unit itself ("464 mio. kr." is 464000000 kr.; "hver 3." is 1/3).
    text: as printed, without qualifier; `start`/`end` are its offsets in the sheet's text.
    unit: see `measures.UNITS`. measure: what is counted, a key of `measures.MEASURES`, or "".
    category: the kind of dwelling (`measures.CATEGORIES`), or "" for all or none.
    qualifier: "knap", "over", "mere end", "i gns." as printed, or "".
    restriction: a parenthesis that limits what is counted, as printed, or "".
    scope: "Herning Kommune" or NATIONAL. period: "2024", "2021-2023" or None.
    """

    value: Decimal
    text: str
    start: int
    end: int
    unit: str
    measure: str
    category: str
    qualifier: str
    restriction: str
    scope: str
    period: str | None


@dataclass(frozen=True)
class Claim:
    """One statement of a sheet: a sentence, a bullet or a table row.

    `start`/`end` are offsets into the sheet's text, and `text` is exactly what stands there.
    `note` is the source note that the sheet gives for this claim, word for word; "" for none.
    `edition` is the year of the sheet's edition, or None.
    """

    sheet: str
    number: int
    kind: str
    text: str
    start: int
    end: int
    heading: str
    scope: str
    period: str | None
    note: str
    figures: tuple[Figure, ...] = ()
    edition: str | None = None

    @property
    def id(self) -> str:
        """The claim's key in the store."""
        return f"{self.sheet}#{self.number}"

    @property
    def statement(self) -> str:
        """What is embedded: what the claim says with numbers and the municipality left open, a row under its heading.

        So the same statement of all municipalities and editions is one text, embedded once. Measured on the
        development bank: words that stand in front of every claim (municipality, heading) only draw the claims
        together, and put the sentence asked for first in fewer cases.
        """
        words = self.text.strip().lstrip("-•*·–. …").rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        whole = " ".join(f"{self.heading}: {words}".split() if self.kind == "row" else words.split())
        name = self.scope.removesuffix(" Kommune")
        if name != self.scope:
            whole = re.sub(rf"\b{re.escape(name)}s?(?: kommunes?)?\b", "kommunen", whole, flags=re.IGNORECASE)
        return re.sub(r"\d[\d.,]*", "#", whole)


@dataclass(frozen=True)
class ReadingWarning:
    """Something in a sheet that could not be read with certainty; `line` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True)
class FactSheet:
    """A document as read. `path` is relative to the corpus, `text` what all spans point into.

    `municipality` is "" for one that is not about a single municipality, such as a table of many: there, each claim
    has its own scope. `edition` is the year it was published, or None.
    """

    path: str
    text: str
    municipality: str
    edition: str | None
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    warnings: tuple[ReadingWarning, ...] = ()

    @property
    def scope(self) -> str:
        """Whom the sheet is about; "" for a document about several or none."""
        return f"{self.municipality} Kommune" if self.municipality else ""
