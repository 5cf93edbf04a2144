"""Which source a sheet gives for a claim: a source line covers what stands above it, a footnote mark its own source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import wording
from ingest.plain import SUPERSCRIPTS

_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
_LABEL = re.compile(
    r"^\s*\**(?:(?:data)?kilde(?:r|\(r\))?(?:\s+(?:til|for) (?:dette|denne|ovenstående) \w+)?\**\s*:?|(?:fod)?noter?\**\s*(?::|(?=\s*\(?1\)\s)))\**",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?<![\w(\[])(?:(?P<paren>\d{{1,2}})\)|\((?P<round>\d{{1,2}}|[A-H])\)|\[\^?(?P<square>\d{{1,2}}|[a-h])\](?!\():?|(?P<raised>[{SUPERSCRIPTS}]+)(?=\s*\w)|(?P<star>(?<!\*)\*{{1,6}})\)(?=\s))\s*"
    r"|(?:(?<=\n)|^)[ \t]*(?P<dot>\d{1,2})\.\s+|(?:(?<=\n)|^)[ \t]*(?P<letter>[a-h])\)\s+(?=[A-ZÆØÅ])"
)


@dataclass(frozen=True)
class Source:
    """A source line: its `label` ("Kilde:"), what it says, and what it says for each mark."""

    label: str
    text: str
    numbered: dict[str, str]

    @property
    def empty(self) -> bool:
        """Whether it is a label alone."""
        return not self.text and not self.numbered


def read_source(text: str) -> Source:
    """A source line, or several of one list, as "Kilde: 1) Boligstat.dk (2024), 2) …"; what is not numbered is one source."""
    if named := list(_NAMED.finditer(text)):
        return Source("Kilde", "", _of_named(text, named))
    if (label := _LABEL.match(text)) and (lettered := _lettered(text[label.end() :])):
        return Source("Kilde", "", lettered)
    head = label.group().replace("*", "").strip() if label else ""
    said = text[label.end() :] if label else text
    matches = list(_NUMBERED.finditer(said))
    before = said[: matches[0].start()].strip(" \t\r\n*") if matches else said
    notes_follow = bool(matches) and before.endswith(".") and (matches[0]["raised"] or matches[0]["square"]) is not None
    if not matches or (before and not notes_follow):
        return Source(head, " ".join(said.split()), {})
    items = [
        (next(value for value in match.groupdict().values() if value).translate(_FROM_SUPERSCRIPT).lower(), item)
        for match, item in each_with_rest(matches, said)
    ]
    items = [
        (number, next((other for _, other in items[at:] if not _SHARED.fullmatch(other)), ""))
        for at, (number, _) in enumerate(items)
    ]
    counts = Counter(number for number, _ in items)
    numbered = {
        number: " ".join(item.split()).rstrip(",;").strip()
        for number, item in items
        if counts[number] == 1 and re.search(r"\w", item)
    }
    return Source("" if _NOTES.match(head) else head, " ".join(before.split()), numbered)


_NOTES = re.compile(r"(?:fod)?noter?$", re.IGNORECASE)
_LETTERED = re.compile(r"(?:^|(?<=\n))[ \t]*(?:[-•*·–][ \t]*)?(?P<mark>[A-Ha-h]|\d{1,2})[ \t]*[:=][ \t]*(?=[^\W\d])")
"""An item of a list of sources by letter or number ("A: Danmarks Statistik")."""


def _lettered(said: str) -> dict[str, str]:
    """Mark → source of a list that has one a line; {} for any other."""
    found = list(_LETTERED.finditer(said))
    if len(found) < 2 or said[: found[0].start()].strip():
        return {}
    return {match["mark"].lower(): " ".join(source.split()) for match, source in each_with_rest(found, said)}


# "Kilde til note 3 og 4: Landsbyggefonden", "Kilde a: Boligstat.dk".
_NAMED = re.compile(
    r"(?:^|(?<=[.;\n]\s)|(?<=\n))\s*\**kilde\s+(?:til\s+)?(?:note\s+)?(?P<marks>(?:\d{1,2}|[a-h])(?:\s*(?:,|og)\s*(?:\d{1,2}|[a-h]))*)\)?\s*:\s*",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\s*(?:og|,|&)?\s*", re.IGNORECASE)
"""Between two marks of one source: "3) og 4) Landsbyggefonden"."""


def _of_named(text: str, named: Sequence[re.Match[str]]) -> dict[str, str]:
    said = [(match["marks"], " ".join(source.split())) for match, source in each_with_rest(named, text)]
    return {mark: source for marks, source in said for mark in re.findall(r"\d{1,2}|[a-h]", marks.lower().replace("og", ","))}


def each_with_rest(found: Sequence[re.Match[str]], text: str) -> list[tuple[re.Match[str], str]]:
    """Each match in a text with what stands between it and the next; [] for none."""
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return [(match, text[match.end() : end]) for match, end in zip(found, ends, strict=True)]


def notes_for(marks: Sequence[str], sources: Sequence[Source], lines: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The notes of a claim with these marks, and the marks that have no source.

    `sources` stand together below the claim, `lines` as printed. A mark asks for its own source and no other; where it only
    explains ("Uden interne flytninger."), it is none.
    """
    if not marks:
        return tuple(_said(source, line) for source, line in zip(sources, lines, strict=True) if source.text), []
    notes: list[str] = []
    missing: list[str] = []
    for mark in marks:
        source = next((s for s in sources if mark in s.numbered), None)
        if source and not explains(source.numbered[mark]):
            notes.append(f"{source.label} {mark}) {source.numbered[mark]}".strip())
        elif not source:
            missing.append(mark)
    return tuple(notes), missing


def _said(source: Source, line: str) -> str:
    """A source line without what it says of single marks."""
    return f"{source.label} {source.text}".strip() if source.numbered else line


_EXPLAINS = re.compile(
    r"(?:ekskl|inkl|uden|interne|flytninger|på grund af|antal|opgjort|omfatter|forebyggelsesområder|tallene?|tallet|dog|afrund\w*|andelen?e?)\b",
    re.IGNORECASE,
)
_NAMES_SOURCE = re.compile(
    r"\b(?:boligstat|landsbyggefonden|danmarks statistik|epinion|bl|survey|undersøgelse|beregning\w*|register\w*|fonden|ministeri\w*|styrelse\w*)\b|\.dk\b",
    re.IGNORECASE,
)


def explains(note: str) -> bool:
    """Whether a footnote says how something is counted, and names no source."""
    return bool(_EXPLAINS.match(note)) and not _NAMES_SOURCE.search(note)


def names_source(text: str) -> bool:
    """Whether words in brackets name one of those who make figures."""
    return bool(_NAMES_SOURCE.search(text)) and not explains(text)


def source_part(note: str) -> str:
    """The part of a claim's note that names a source, as it stands: from "Kilde" on, or a footnote; "" for a note on scope alone."""
    at = note.find("Kilde")
    if at >= 0:
        return note[at:]
    footnote = _FOOTNOTE.search(note)
    return footnote.group() if footnote and not _TELLS.search(footnote["said"]) else ""


def before_source(note: str) -> str:
    """What a footnote says before it names its source ("Hele landet, 2023." of "3) Hele landet, 2023. Kilde: …"); "" where it says no "Kilde"."""
    return note[: max(note.find("Kilde"), 0)]


def note_of(source: str) -> str:
    """A source that stands in a field of its own, as claims have it in their note: "Kilde: …", unless it says so itself; "" for none."""
    return source if not source or _SAYS_SO.match(source) else wording.SOURCE_NOTE.format(source=source)


def with_source(note: str, source: str) -> str:
    """A note with a source that is told elsewhere added to it."""
    return f"{note} {note_of(source)}".strip()


_SAYS_SO = re.compile(r"(?:kilder?|note|anm\.?|anmærkning)\s*:", re.IGNORECASE)


def without_label(source: str) -> str:
    """A source as `source_part` gives it without what stands before it: "Kilde:", "Kilde til boligtal:", "1)"."""
    return _BEFORE_SOURCE.sub("", source)


_BEFORE_SOURCE = re.compile(
    r"^(?:kilder?(?:\s*\([^)]*\)|\s+(?:til|for|vedrørende|vedr\.|om)\s[^:]*)?\s*:?\s*)?(?:(?:\d{1,2}|[a-h]|\*+)\)\s*)?",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}|[a-h]|\*{1,6})\)\s+(?P<said>.*)$", re.DOTALL)
_TELLS = re.compile(
    r"^[^(]*\b(?:er|var|gælder|omfatter|dækker|har|indgår|tæller|medregnes|kan|skal|betyder|svarer)\b(?! (?:fra|hentet|beregnet|opgjort af|leveret)\b)",
    re.IGNORECASE,
)
"""A footnote that says something, and names no source."""
