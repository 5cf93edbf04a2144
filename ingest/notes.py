"""Which source a sheet gives for a claim: a source line covers what stands above it, a footnote mark its own source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plain import SUPERSCRIPTS

_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
_LABEL = re.compile(r"^\s*\**(?:data)?kilde(?:r|\(r\))?\**\s*:?\**", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?<![\w(\[])(?:(?P<paren>\d{{1,2}})\)|\((?P<round>\d{{1,2}})\)|\[(?P<square>\d{{1,2}})\](?!\()|(?P<raised>[{SUPERSCRIPTS}]+)(?=\s*\w))\s*"
    r"|(?:(?<=\n)|^)[ \t]*(?P<dot>\d{1,2})\.\s+"
)


@dataclass(frozen=True)
class Source:
    """A source line: its `label` ("Kilde:"), and what it says, or what it says for each mark."""

    label: str
    text: str
    numbered: dict[str, str]

    @property
    def empty(self) -> bool:
        """Whether it is a label alone."""
        return not self.text and not self.numbered


def read_source(text: str) -> Source:
    """A source line, or several of one list, as "Kilde: 1) Boligstat.dk (2024), 2) …"; what is not numbered is one source."""
    label = _LABEL.match(text)
    head = label.group().replace("*", "").strip() if label else ""
    said = text[label.end() :] if label else text
    matches = list(_NUMBERED.finditer(said))
    if not matches or said[: matches[0].start()].strip(" \t\r\n*"):
        return Source(head, " ".join(said.split()), {})
    ends = [match.start() for match in matches[1:]] + [len(said)]
    items = [
        (next(value for value in match.groupdict().values() if value).translate(_FROM_SUPERSCRIPT), said[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    ]
    counts = Counter(number for number, _ in items)
    numbered = {
        number: " ".join(item.split()).rstrip(",;").strip()
        for number, item in items
        if counts[number] == 1 and re.search(r"\w", item)
    }
    return Source(head, "", numbered)


def notes_for(marks: Sequence[str], sources: Sequence[Source], lines: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The notes of a claim with these marks, and the marks that have no source.

    `sources` stand together below the claim, `lines` as printed. A mark asks for its own source and no other.
    """
    if not marks:
        return tuple(line for source, line in zip(sources, lines, strict=True) if not source.numbered), []
    notes: list[str] = []
    missing: list[str] = []
    for mark in marks:
        source = next((s for s in sources if mark in s.numbered), None)
        if source:
            notes.append(f"{source.label} {mark}) {source.numbered[mark]}")
        else:
            missing.append(mark)
    return tuple(notes), missing
