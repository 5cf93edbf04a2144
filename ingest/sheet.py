"""The text of a sheet → its claims, each with heading, scope, period and source note.

The text is read twice: first line by line into blocks, then block by block into claims, to which
the notes that stand after them are bound. Every span is an offset into the text as it was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from ingest import wording
from ingest.claim import NATIONAL, Claim, FactSheet, Figure, ReadingWarning
from ingest.errors import SheetError
from ingest.figures import Setting, period_in, row_figure, sentence_figures
from ingest.lexicon import fold
from ingest.numbers import find_numbers
from ingest.places import MUNICIPALITIES

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"[{_SUPERSCRIPTS}]+")
_MARK_VALUE = str.maketrans(_SUPERSCRIPTS, "0123456789")
_ROW = re.compile(r"^(?P<label>[^\t]*[^\W\d_][^\t]*?)\s*\t\s*(?P<value>\S.*?)\s*$")
_BULLET = re.compile(r"^\s*(?:[-•*·–]\s+|\.\.\.\s*|…\s*)(?=\S)")
_SOURCE = re.compile(r"^\s*kilder?\s*:", re.IGNORECASE)
_NOTE = re.compile(r"^\s*(?:note|anm\.?|anmærkning)\s*:", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\w)(\d{1,2})\)\s*")
_NATIONAL_NOTE = re.compile(r"hele landet|landsplan|hele danmark|nationale tal|landstal", re.IGNORECASE)
_TITLE_PLACE = re.compile(r"([^\W\d_][\w-]*(?:[ -][^\W\d_][\w-]*)?)s?\s+kommune\b", re.IGNORECASE)
_SCOPE_HEADING = re.compile(r"^(?:i )?[\w-]+(?:[ -](?!i\b)[\w-]+)?\s+kommune$", re.IGNORECASE)
_EDITION = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

_ABBREVIATIONS = frozenset(
    "pct mio mia mill kr gns bl.a bla mv m.v fx f.eks ca inkl ekskl nr jf osv m.fl m.m evt hhv pr sdr ndr skt dvs t.kr st mm".split()
)
_SENTENCE_END = re.compile(rf"[.!?]+[\"»”)]*[{_SUPERSCRIPTS}]*(?=\s+[\"«»“(]?[A-ZÆØÅ0-9]|\s*$)")


class _Kind(Enum):
    TITLE = "title"
    HEADING = "heading"
    TABLE_HEADING = "table heading"
    ROW = "row"
    BULLET = "bullet"
    PARAGRAPH = "sentence"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True)
class _Line:
    """A line that is not blank: `start`/`end` without the blanks around it; `number` from 1."""

    kind: _Kind
    text: str
    start: int
    end: int
    number: int


@dataclass(frozen=True)
class _Draft:
    """A claim before the notes after it are known. `section` and `part` tell which notes may cover it."""

    line: _Line
    start: int
    end: int
    heading: str
    table: str
    section: int
    part: int
    notes: tuple[str, ...] = ()
    national: bool = False


def read_sheet(path: str, text: str) -> FactSheet:
    """The sheet's claims, in order. `path` is relative to the corpus.

    Raises SheetError where no municipality can be told from the title.
    """
    lines = _classify(text)
    municipality = _municipality(path, lines)
    drafts, source_lines, warnings = _drafts(text, lines)
    local = f"{municipality} Kommune"
    claims: list[Claim] = []
    edition = _EDITION.search(path.rsplit("/", 1)[-1])
    for number, draft in enumerate(drafts):
        claim, found = _claim(path, text, number, draft, local)
        claims.append(replace(claim, edition=edition.group(1) if edition else None))
        warnings.extend(found)
    return FactSheet(
        path=path,
        text=text,
        municipality=municipality,
        edition=edition.group(1) if edition else None,
        claims=tuple(claims),
        notes=tuple(source_lines),
        warnings=tuple(sorted(warnings, key=lambda w: w.line)),
    )


# --- lines


def _classify(text: str) -> list[_Line]:
    raw: list[tuple[str, int, int, int]] = []
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        stripped = line.strip()
        if stripped.strip("\ufeff"):
            start = offset + line.index(stripped)
            lead = len(stripped) - len(stripped.lstrip("\ufeff"))
            raw.append((stripped[lead:], start + lead, start + len(stripped), number))
        offset += len(line)
    lines: list[_Line] = []
    for position, (content, start, end, number) in enumerate(raw):
        following = [item[0] for item in raw[position + 1 : position + 3]]
        kind = _Kind.TITLE if position == 0 else _kind(content, following)
        lines.append(_Line(kind, content, start, end, number))
    return lines


def _kind(content: str, following: list[str]) -> _Kind:
    if _SOURCE.match(content):
        return _Kind.SOURCE
    if _NOTE.match(content):
        return _Kind.NOTE
    if _ROW.match(content):
        return _Kind.ROW
    if _is_heading(content):
        table_next = bool(following) and bool(_ROW.match(following[0]))
        scope_next = len(following) > 1 and bool(_SCOPE_HEADING.match(following[0])) and bool(_ROW.match(following[1]))
        return _Kind.TABLE_HEADING if table_next or scope_next else _Kind.HEADING
    if _BULLET.match(content):
        return _Kind.BULLET
    return _Kind.PARAGRAPH


def _is_heading(content: str) -> bool:
    if _BULLET.match(content) or len(content) > 120:
        return False
    unmarked = _MARK.sub("", content)
    return unmarked.endswith(("...", "…")) or not unmarked.endswith((".", ":", "!", "?", ";", ","))


def _municipality(path: str, lines: list[_Line]) -> str:
    title = lines[0].text
    match = _TITLE_PLACE.search(title)
    if match:
        words = match.group(1).split()
        known = {fold(name): name for name in MUNICIPALITIES}
        for candidate in (" ".join(words), words[-1]):
            for spelling in (candidate, candidate.removesuffix("s")):
                if fold(spelling) in known:
                    return known[fold(spelling)]
        name = words[-1]
        return name.title() if name.isupper() else name
    raise SheetError(wording.NO_TITLE.format(path=path, found=title[:60]))


# --- claims and what covers them


def _drafts(text: str, lines: list[_Line]) -> tuple[list[_Draft], list[str], list[ReadingWarning]]:
    """Claims with their notes: a source or note line covers claims above it (see module `claim`)."""
    drafts: list[_Draft] = []
    sources: list[str] = []
    warnings: list[ReadingWarning] = []
    heading, table, section, part = "", "", 0, 0
    for line in lines:
        if table and _SCOPE_HEADING.match(line.text):
            table = f"{table} · {line.text}"
        elif line.kind in {_Kind.TITLE, _Kind.HEADING}:
            heading, table, section = ("" if line.kind is _Kind.TITLE else line.text), "", section + 1
        elif line.kind is _Kind.TABLE_HEADING:
            table = line.text
        elif line.kind is _Kind.NOTE:
            drafts = [_with_note(d, line.text) if (d.section, d.part) == (section, part) else d for d in drafts]
        elif line.kind is _Kind.SOURCE:
            covered = [d for d in drafts if d.part == part]
            bound, found = _bind_source(line, covered)
            drafts = [d for d in drafts if d.part != part] + bound
            warnings.extend(found)
            sources.append(line.text)
            part += 1
        else:
            if line.kind is not _Kind.ROW:
                table = ""
            drafts.extend(_Draft(line, start, end, heading, table, section, part) for start, end in _claim_spans(line))
    warnings.extend(
        ReadingWarning(draft.line.number, wording.UNUSED_MARK.format(mark=mark.group()))
        for draft in drafts
        if draft.part == part and (mark := _MARK.search(text[draft.start : draft.end]))
    )
    return drafts, sources, warnings


def _with_note(draft: _Draft, note: str) -> _Draft:
    national = draft.national or bool(_NATIONAL_NOTE.search(note))
    return replace(draft, notes=(*draft.notes, note), national=national)


def _bind_source(line: _Line, covered: list[_Draft]) -> tuple[list[_Draft], list[ReadingWarning]]:
    numbered = _numbered_sources(line.text)
    if not numbered:
        unmarked = [replace(d, notes=(*d.notes, line.text)) for d in covered]
        return unmarked, []
    label = line.text[: line.text.index(":") + 1]
    used: set[str] = set()
    bound: list[_Draft] = []
    warnings: list[ReadingWarning] = []
    for draft in covered:
        marks = _marks_of(draft)
        known = [mark for mark in marks if mark in numbered]
        used.update(known)
        notes = tuple(f"{label} {mark}) {numbered[mark]}" for mark in known)
        bound.append(replace(draft, notes=(*draft.notes, *notes)))
        warnings.extend(
            ReadingWarning(draft.line.number, wording.UNUSED_MARK.format(mark=mark)) for mark in marks if mark not in numbered
        )
    warnings.extend(
        ReadingWarning(line.number, wording.UNUSED_SOURCE.format(number=mark)) for mark in numbered if mark not in used
    )
    return bound, warnings


def _marks_of(draft: _Draft) -> list[str]:
    inside = draft.line.text[draft.start - draft.line.start : draft.end - draft.line.start]
    return [mark.translate(_MARK_VALUE) for mark in _MARK.findall(inside)]


def _numbered_sources(text: str) -> dict[str, str]:
    """{"1": "Boligstat.dk (2024)", …} of "Kilde: 1) Boligstat.dk (2024), 2) …"; {} for one without numbers."""
    matches = list(_NUMBERED.finditer(text))
    if not matches or text[text.index(":") + 1 : matches[0].start()].strip():
        return {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return {
        match.group(1): text[match.end() : end].strip().rstrip(",;").strip() for match, end in zip(matches, ends, strict=True)
    }


def _claim_spans(line: _Line) -> list[tuple[int, int]]:
    """Spans of the claims in a line: a row or bullet is one, a paragraph one a sentence."""
    if line.kind is _Kind.PARAGRAPH:
        return [(line.start + start, line.start + end) for start, end in sentence_spans(line.text)]
    return [(line.start, line.end)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph; abbreviations and ordinals do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        last_word = text[: match.start()].rsplit(maxsplit=1)[-1].lower().lstrip('(»"') if match.start() else ""
        more = text[match.end() :].strip()
        if more and last_word in _ABBREVIATIONS:
            continue
        spans.append((start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def _claim(path: str, text: str, number: int, draft: _Draft, local: str) -> tuple[Claim, list[ReadingWarning]]:
    quote = text[draft.start : draft.end]
    setting = Setting(local, draft.national, draft.table, period_in(draft.table))
    warnings: list[ReadingWarning] = []
    if draft.line.kind is _Kind.ROW:
        figures, warnings = _row_figures(draft, quote, setting)
    else:
        figures = sentence_figures(_MARK.sub(lambda m: " " * len(m.group()), quote), draft.start, setting)
    warnings += [
        ReadingWarning(draft.line.number, wording.UNTYPED.format(figure=f"»{figure.text}«"))
        for figure in figures
        if not figure.measure
    ]
    scopes = {figure.scope for figure in figures}
    claim = Claim(
        sheet=path,
        number=number,
        kind=draft.line.kind.value,
        text=quote,
        start=draft.start,
        end=draft.end,
        heading=draft.table or draft.heading,
        scope=NATIONAL if draft.national or scopes == {NATIONAL} else local,
        period=setting.period if draft.line.kind is _Kind.ROW else period_in(quote),
        note=" ".join(draft.notes),
        figures=tuple(figures),
    )
    return claim, warnings


def _row_figures(draft: _Draft, quote: str, setting: Setting) -> tuple[tuple[Figure, ...], list[ReadingWarning]]:
    match = _ROW.match(quote)
    if not match:
        return (), []
    numbers = find_numbers(match["value"])
    if len(numbers) != 1 or numbers[0].text != match["value"]:
        return (), [ReadingWarning(draft.line.number, wording.UNREAD_ROW.format(row=quote))]
    if not draft.table:
        return (), [ReadingWarning(draft.line.number, wording.NO_HEADING.format(row=quote))]
    return (row_figure(match["label"], numbers[0], draft.start + match.start("value"), setting),), []
