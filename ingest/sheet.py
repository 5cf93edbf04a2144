"""The text of a sheet → its claims, each with heading, scope, period and source note.

The text is read twice: first line by line into blocks, then block by block into claims, to which
the notes that stand after them are bound. Every span is an offset into the text as it was given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest import wording
from ingest.cells import cells_in, column_of, header_cells, is_title
from ingest.claim import NATIONAL, Claim, FactSheet, ReadingWarning
from ingest.contradictions import without_contradictions
from ingest.errors import SheetError
from ingest.figures import OWN_VERB, POINTS_BACK, Reading, Setting, is_barred, read_sentence
from ingest.lexicon import concepts_in
from ingest.limited_sources import limited_sources, with_limited_sources
from ingest.lines import BULLET, Block, Kind, blocks_of, is_scope_heading
from ingest.notes import Source, before_source, notes_for, read_source
from ingest.overall import with_overall
from ingest.periods import period_in, periods_in
from ingest.plain import MARK, letter_of, marks_in, without_marks
from ingest.rows import Table, read_row
from ingest.scopes import AHEAD, UNCLEAR, Places, label_scope, note_scope, says_own, scopes_in, without_names
from ingest.tabulated import rows_apart, rows_of_almene
from ingest.titles import edition_of, places_of, title_blocks
from ingest.told_sources import listed_below, with_told_sources

_ABBREVIATIONS = frozenset(
    "pct mio mia mill kr gns bl.a bla mv m.v fx f.eks ca inkl ekskl nr jf osv m.fl m.m evt hhv pr sdr ndr skt dvs t.kr st mm".split()
)
_SENTENCE_END = re.compile(rf"[.!?]+(?:\*\*)?[\"»«”)]*(?:\s?(?:{MARK}))*(?=\s+[\"«»“(]?(?:\*\*)?[A-ZÆØÅÉÈÖÄÜ0-9]|\s*$)")
_UNITS = frozenset("kr pct mio mia mill mv m.v m.fl m.m osv".split())
"""Abbreviations after which, as after a unit's, a capital letter begins a sentence of its own."""
_LEADS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE_HEADING})
_CLAIMS = frozenset({Kind.ROW, Kind.BULLET, Kind.PARAGRAPH})


@dataclass(frozen=True)
class _Draft:
    """A claim before the notes after it are known. `section` and `part` tell which notes may cover it.

    `over`: the footnote marks of its heading. `plain`: the source lines without marks below it, while it waits for the list that has its mark. `lead`: the line ending on a colon that a point stands under.
    `waiting`: its footnote mark has met no list of numbered sources yet. `unsure`: its source cannot be told.
    `dated`: the time that its footnote gives, or "".
    """

    block: Block
    start: int
    end: int
    heading: str
    table: Table
    section: int
    part: int
    noted: str
    notes: tuple[str, ...] = ()
    waiting: bool = False
    unsure: bool = False
    lead: str = ""
    over: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    dated: str = ""


def read_sheet(path: str, text: str) -> FactSheet:
    """The document's claims, in order. `path` is relative to the corpus.

    Raises SheetError where there is no claim, or only rows of nobody in particular.
    """
    blocks = blocks_of(text)
    titles = title_blocks(blocks)
    body = text[blocks[titles].start :] if len(blocks) > titles else ""
    places = places_of(
        blocks[:titles], body, [cells[0].text for b in blocks if b.kind is Kind.ROW and (cells := cells_in(b.text))], path
    )
    headed = blocks[titles - 1] if titles and blocks[titles - 1].kind is Kind.TABLE_HEADING else None
    limited = {b.start: found for b in blocks if b.kind is Kind.SOURCE and (found := limited_sources(b.text))}
    drafts, sources, warnings = _drafts(text, blocks[titles:], places, Table(headed.shown if headed else ""), limited.keys())
    edition = edition_of(path, text, blocks, titles)
    claims, doubts = _claims(path, text, drafts, places)
    claims = with_told_sources(text, claims, places)
    of_some = [(start, source) for start, found in limited.items() for source in found]
    claims = with_limited_sources(claims, [*of_some, *listed_below(claims)], places)
    claims = with_overall(claims, places)
    claims, ahead = _without_the_future(text, claims, edition)
    doubts += ahead
    if not any(re.search(r"[^\W\d_]", claim.heading + claim.text) for claim in claims):
        raise SheetError(_nothing(path, blocks, places))
    if not places.own and not any(claim.figures or claim.kind != Kind.ROW.value for claim in claims):
        raise SheetError(wording.NO_TITLE.format(path=path, found=blocks[0].shown[:60]))
    return FactSheet(
        path=path,
        text=text,
        municipality=places.own,
        edition=edition,
        claims=tuple(replace(claim, edition=edition) for claim in claims),
        notes=tuple(sources),
        warnings=tuple(sorted([*warnings, *doubts], key=lambda w: w.line)),
    )


def _nothing(path: str, blocks: list[Block], places: Places) -> str:
    if places.own or not blocks:
        return wording.NO_CLAIMS.format(path=path)
    return wording.NO_TITLE.format(path=path, found=blocks[0].shown[:60])


# --- claims and what covers them


def _drafts(
    text: str, blocks: list[Block], places: Places, table: Table, limited: Container[int]
) -> tuple[list[_Draft], list[str], list[ReadingWarning]]:
    """Claims with their notes: a source or note line covers claims above it (see module `notes`).

    `table` is the one that the title itself is the heading of, if it is. `limited`: where sources start that are of some figures alone.
    """
    drafts: list[_Draft] = []
    printed: list[str] = []
    pending: list[tuple[Block, Source]] = []
    warnings: list[ReadingWarning] = []
    heading, summed, section, part = "", "", 0, 0
    over = of_table = tuple[str, ...]()
    apart, of_almene = rows_apart(blocks), rows_of_almene(blocks)
    above = Kind.TABLE_HEADING if table.heading else Kind.TITLE
    leads = _leads(text, blocks)
    ahead: tuple[int, str, str] = (-1, "", "")
    for block in blocks:
        if pending and block.kind in _CLAIMS:
            drafts, found = _bound(text, drafts, pending, part, places)
            warnings.extend(found)
            pending, part = [], part + 1
        over_rows = Kind.TABLE_HEADING in {block.kind, above}
        before, above = above, block.kind
        if over_table := _table_after(table, block, heading, over_rows=over_rows, after=before):
            table = over_table
            of_table = tuple(marks_in(block.text)) or (of_table if block.kind is Kind.HEADER else ())
        elif before is Kind.ROW and _MARK_CELL.fullmatch(block.shown):
            marks = (block.shown[1:-1].lower(),)
            drafts = [replace(d, over=marks) if (d.block.kind, d.table) == (Kind.ROW, table) else d for d in drafts]
        elif block.kind is Kind.HEADING:
            heading, table, section = without_marks(block.shown), Table(""), section + 1
            over, of_table = tuple(marks_in(block.text)), ()
        elif block.kind is Kind.NOTE:
            noted = note_scope(block.shown, places)
            is_ahead = AHEAD.search(block.shown) or not any(draft.section == section for draft in drafts)
            ahead = (section, noted, block.shown) if is_ahead else ahead
            drafts = drafts if is_ahead else [_noted(text, d, block.shown, noted, (section, part)) for d in drafts]
        elif block.kind is Kind.SOURCE:
            source = read_source(block.text)
            printed += [block.shown] if block.start in limited or not source.empty else []
            pending += [(block, source)] if block.start not in limited and not source.empty else []
        elif block.kind is Kind.NUMBER:
            warnings.append(ReadingWarning(block.number, wording.LONE_NUMBER.format(number=block.shown)))
        elif block.kind in _CLAIMS:
            table = _table_of(block, table, heading)
            within = replace(_under_its_sum(table, block, summed), apart=block.start in apart, of_almene=block.start in of_almene)
            summed = "" if block.kind is not Kind.ROW else summed if _is_part_of_sum(block) else cells_in(block.text)[0].text
            whole = _Draft(block, block.start, block.end, heading, within, section, part, "", lead=leads.get(block.start, ""))
            whole = replace(whole, over=(of_table if block.kind is Kind.ROW else ()) or over)
            whole = _with_note(whole, ahead[2], ahead[1]) if ahead[0] == section else whole
            drafts.extend(replace(whole, start=start, end=end) for start, end in _claim_spans(block))
            if leading := _leads_to(block):
                table, of_table = Table(leading.rstrip(":")), tuple(marks_in(block.text))
    drafts, found = _bound(text, drafts, pending, part, places) if pending else (drafts, [])
    warnings.extend(found)
    drafts, found = _without_source(text, drafts, covered=part if pending else part - 1)
    return drafts, printed, [*warnings, *found]


def _table_of(block: Block, table: Table, heading: str) -> Table:
    """The table that a claim is of: a row of a list with nothing over it but its section's heading is of that; what is no row is of none."""
    if block.kind is not Kind.ROW:
        return Table("")
    return Table(heading) if not table.heading and BULLET.match(block.text) else table


def _table_after(table: Table, block: Block, heading: str, *, over_rows: bool, after: Kind) -> Table | None:
    """What stands over the rows to come, after a block that says it; None after any other.

    `over_rows`: it may name their place. `after`: what stands right above the block.
    """
    if table.heading and over_rows and is_scope_heading(block.shown):
        return Table(f"{table.heading.split(' · ')[0]} · {block.shown}")
    if block.kind is Kind.TABLE_HEADING:
        within = after in {Kind.ROW, Kind.HEADER, Kind.RULE} and table.columns and all(is_title(c.title) for c in table.columns)
        return Table(block.shown.rstrip(":"), columns=table.columns if within else ())  # years stay over the next rows
    if block.kind is Kind.HEADER and after is Kind.HEADER and len(header_cells(block.text)) == len(table.columns) + 1:
        return _with_second_line(table, block)
    return _with_columns(table, block, heading) if block.kind is Kind.HEADER else None


def _is_part_of_sum(block: Block) -> bool:
    """Whether a row's label is set under the one above it by a dash ("– familieboliger" under "Almene boliger i alt")."""
    cells = cells_in(block.text)
    return bool(cells) and bool(_PART_OF_SUM.match(cells[0].text))


_PART_OF_SUM = re.compile(r"(?:[-–—•]|heraf|deraf)\s+\S", re.IGNORECASE)


def _under_its_sum(table: Table, block: Block, summed: str) -> Table:
    """The table with the label that a part of a sum stands under added to its heading."""
    return replace(table, heading=f"{table.heading} · {summed}") if summed and _is_part_of_sum(block) else table


def _leads(text: str, blocks: list[Block]) -> dict[int, str]:
    """Where a point starts → the point that it is set in under, else the line above its list, where that leads on to them."""
    found: dict[int, str] = {}
    lead = ""
    above: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind is Kind.BULLET:
            indent = block.start - text.rfind("\n", 0, block.start) - 1
            above = [(other, said) for other, said in above if other < indent]
            found[block.start] = above[-1][1] if above else lead
            above.append((indent, _LIST_MARK.sub("", block.shown)))
        else:
            lead, above = _leads_to(block), []
    return found


def _leads_to(block: Block) -> str:
    """The words of a line that the rows or points below it go on from; "" of any other."""
    shown = without_marks(block.shown).rstrip()
    return shown if block.kind in _LEADS and _LEADS_ON.search(shown) else ""


_LEADS_ON = re.compile(
    r":$|\b(?:fordel(?:t|er sig) på|fordel(?:t|er sig) sådan|heraf|hvoraf|nemlig|bestående af|som er)$", re.IGNORECASE
)
"""How a line ends that the points below it go on from."""


_LIST_MARK = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})+\.?\s+)?")
"""Before a point: its sign, and its place in a numbered text ("- 2.1 Sat i gang")."""


def _without_source(text: str, drafts: list[_Draft], covered: int) -> tuple[list[_Draft], list[ReadingWarning]]:
    """The drafts, those unsure whose mark met no source by the end of the sheet; parts up to `covered` have met theirs."""
    kept: list[_Draft] = []
    warnings: list[ReadingWarning] = []
    for draft in drafts:
        unmet = marks_in(text[draft.start : draft.end]) if draft.part > covered or draft.waiting else []
        kept.append(replace(draft, unsure=draft.unsure or bool(unmet)))
        warnings.extend(ReadingWarning(draft.block.number, wording.UNUSED_MARK.format(mark=mark)) for mark in unmet)
    return kept, warnings


def _with_columns(table: Table, block: Block, heading: str) -> Table:
    """The table with the columns of its header; `heading` is that of the section, for one without a heading of its own."""
    label, *titles = (cell.text.replace("**", "").strip() for cell in header_cells(block.text))
    under = table.under if table.heading else heading
    if is_title(label):
        return Table(table.heading or "", "", tuple(column_of(title) for title in (label, *titles)), under=under)
    return Table(table.heading or label, label, tuple(column_of(title) for title in titles), under=under)


def _with_second_line(table: Table, block: Block) -> Table:
    """The table with the rest of its header, which stands on a line of its own ("ultimo 2022" under "Antal almene boliger")."""
    label, *titles = (cell.text.replace("**", "").strip() for cell in header_cells(block.text))
    both = [f"{column.title} {title}" for column, title in zip(table.columns, titles, strict=True)]
    return replace(table, corner=f"{table.corner} {label}".strip(), columns=tuple(column_of(title) for title in both))


def _noted(text: str, draft: _Draft, note: str, noted: str, where: tuple[int, int]) -> _Draft:
    """The draft with a note that stands below it in its own section.

    Above the heading of that section, a claim with a mark may still be what the note is about, as it waits for the same sources.
    """
    named = _NAMES_SECTION.search(note)
    if named and not draft.heading.startswith(named["section"]):
        return draft
    if (draft.section, draft.part) == where:
        return _with_note(draft, note, noted)
    waits = (draft.waiting or draft.part == where[1]) and noted and marks_in(text[draft.start : draft.end])
    return replace(draft, noted=UNCLEAR) if waits and draft.noted != noted else draft


_NAMES_SECTION = re.compile(r"[»\"“](?P<section>[^«\"”]+)[«\"”]")
"""The section that a note says it is about ("Tallene i »Vidste du, at ...« gælder hele landet")."""


def _with_note(draft: _Draft, note: str, noted: str) -> _Draft:
    scope = UNCLEAR if draft.noted and noted and draft.noted != noted else draft.noted or noted
    return replace(draft, notes=(*draft.notes, note), noted=scope)


def _bound(
    text: str, drafts: list[_Draft], pending: list[tuple[Block, Source]], part: int, places: Places
) -> tuple[list[_Draft], list[ReadingWarning]]:
    """The sources that stand together after a part, bound to its claims."""
    sources, lines = [source for _, source in pending], [block.shown for block, _ in pending]
    used: set[str] = set()
    warnings: list[ReadingWarning] = []
    bound: list[_Draft] = []
    for draft in drafts:
        if draft.part != part and not draft.waiting:
            bound.append(draft)
            continue
        marks = _marks_of(draft, text, sources)
        if marks and not any(source.numbered for source in sources):
            bound.append(replace(draft, waiting=True, plain=draft.plain or notes_for([], sources, lines)[0]))
            continue
        notes, missing = notes_for(marks, sources, lines)
        if marks and not notes and not missing:
            notes = draft.plain or notes_for([], sources, lines)[0]  # the mark only explains
        used.update(marks)
        unlike = [note for note in notes if note not in draft.notes]
        told = _with_footnotes(draft, notes, places) if marks else draft
        bound.append(replace(told, notes=(*draft.notes, *unlike), waiting=False, unsure=bool(missing)))
        warnings.extend(ReadingWarning(draft.block.number, wording.UNUSED_MARK.format(mark=mark)) for mark in missing)
    if any(mark not in used for source in sources for mark in source.numbered):
        bound = _with_mistaken(text, bound, drafts)
    warnings.extend(
        ReadingWarning(block.number, wording.UNUSED_SOURCE.format(number=mark))
        for block, source in pending
        for mark in source.numbered
        if mark not in used
    )
    return bound, warnings


def _with_footnotes(draft: _Draft, notes: Sequence[str], places: Places) -> _Draft:
    """The draft with whom and when its footnotes say that the figures are of, before they name the source ("Hele landet, 2023. Kilde: …")."""
    said = [before_source(note) for note in notes]
    scopes = {scope for words in said if (scope := note_scope(words, places))} | ({draft.noted} - {""})
    periods = {period for words in said for period in periods_in(words)}
    scope = scopes.pop() if len(scopes) == 1 else UNCLEAR if scopes else ""
    return replace(draft, noted=scope, dated=periods.pop() if len(periods) == 1 else "")


def _marks_of(draft: _Draft, text: str, sources: Sequence[Source]) -> list[str]:
    """The marks of a claim: footnotes', else the letter of its point, where a source is given for that, else its heading's."""
    quote = text[draft.start : draft.end]
    letters = [
        letter for letter in (letter_of(quote), _letter_over(draft)) if any(letter in source.numbered for source in sources)
    ]
    return marks_in(quote) or _mark_in_cell(draft, quote, sources) or letters[:1] or list(draft.over)


def _mark_in_cell(draft: _Draft, quote: str, sources: Sequence[Source]) -> list[str]:
    """The mark that the last cell of a row has for its source ("712 | (D)")."""
    cells = cells_in(quote) if draft.block.kind is Kind.ROW else []
    mark = _MARK_CELL.fullmatch(cells[-1].text) if cells else None
    return [mark[1].lower()] if mark and any(mark[1].lower() in source.numbered for source in sources) else []


_MARK_CELL = re.compile(r"[(\[]([A-Ha-h]|\d{1,2})[)\]]")


def _letter_over(draft: _Draft) -> str:
    """The letter of the heading that a claim stands under ("A. Boliger og byggeri"), which a source may be given for; "" for none."""
    letter = _LETTERED.match(draft.table.heading or draft.heading)
    return letter["letter"].lower() if letter else ""


_LETTERED = re.compile(r"(?P<letter>[A-H])[.)]\s")


def _with_mistaken(text: str, bound: list[_Draft], before: list[_Draft]) -> list[_Draft]:
    """Where a source is unused, a mark was lost or is another's: unsure are claims that share a mark, and points without one.

    `before` is what `bound` was before it met these sources; only points among marked ones lack a mark.
    """
    marks = [marks_in(text[now.start : now.end]) if now is not old else [] for now, old in zip(bound, before, strict=True)]
    counts = Counter(mark for found in marks for mark in found)
    lists = {(now.section, now.part) for now, found in zip(bound, marks, strict=True) if found and now.block.kind is Kind.BULLET}

    def mistaken(draft: _Draft, found: list[str]) -> bool:
        lacks = not found and draft.block.kind is Kind.BULLET and (draft.section, draft.part) in lists
        return lacks or any(counts[mark] > 1 for mark in found)

    return [replace(now, unsure=now.unsure or mistaken(now, found)) for now, found in zip(bound, marks, strict=True)]


def _claim_spans(block: Block) -> list[tuple[int, int]]:
    """Spans of the claims in a block: a row or bullet is one, a paragraph one a sentence."""
    if block.kind is Kind.PARAGRAPH:
        return [(block.start + start, block.start + end) for start, end in sentence_spans(block.text)]
    return [(block.start, block.end)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph; abbreviations and ordinals do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() < start:
            continue
        last_word = text[: match.start()].rsplit(maxsplit=1)[-1].lower().lstrip('(»"') if match.start() else ""
        more = text[match.end() :].strip()
        begins = last_word in _UNITS and re.match(r"[A-ZÆØÅ][a-zæøå]+(?! [Kk]ommune\b)", more)
        if more and ((last_word in _ABBREVIATIONS and not begins) or _is_ordinal(last_word, more)):
            continue
        spans.append((start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def _is_ordinal(last_word: str, more: str) -> bool:
    """Whether a full stop after a small number stands within a date or between figures ("1. 2024")."""
    return bool(re.fullmatch(r"\d{1,2}", last_word)) and more[0].isdigit()


# --- claims


def _claims(path: str, text: str, drafts: list[_Draft], places: Places) -> tuple[list[Claim], list[ReadingWarning]]:
    claims: list[Claim] = []
    warnings: list[ReadingWarning] = []
    national = NATIONAL in scopes_in(text, places)
    nationwide = _national_lists(text, drafts, places)
    before: tuple[int, str] = (-1, "")
    for number, draft in enumerate(drafts):
        quote = text[draft.start : draft.end]
        carried = before[1] if before[0] == draft.block.group else ""
        setting = _led(_setting(draft, places, carried, quote), draft, quote, _gone_on_from(drafts, claims))
        listed = draft.block.kind is Kind.BULLET and (draft.section, draft.part) in nationwide
        if listed and not setting.given and setting.local_scope != NATIONAL:
            setting = replace(setting, local_scope="" if not says_own(quote) else setting.local_scope)
        reading = _reading(draft, quote, setting)
        if draft.unsure:
            reading = _without_figures(reading)
        claims.append(
            _claim(
                path,
                number,
                draft,
                quote,
                reading=reading,
                setting=setting,
                fallback=NATIONAL if national and not reading.doubts else "",
            )
        )
        warnings.extend(ReadingWarning(_line(text, draft), doubt) for doubt in reading.doubts)
        named = [scope for scope in scopes_in(quote, places) if scope != UNCLEAR]
        kept = carried if not named and says_own(quote) else ""
        before = (draft.block.group, named[0] if len(named) == 1 else kept)
    claims, contradicted = without_contradictions(claims)
    for number in contradicted:
        draft, claim = drafts[number], claims[number]
        warnings.append(ReadingWarning(_line(text, draft), wording.CONTRADICTED_ROW.format(row=" ".join(claim.text.split()))))
    warnings.extend(
        ReadingWarning(_line(text, draft), wording.UNTYPED.format(figure=f"»{' '.join(figure.text.split())}«"))
        for draft, claim in zip(drafts, claims, strict=True)
        for figure in claim.figures
        if not figure.measure
    )
    return claims, warnings


def _without_the_future(text: str, claims: list[Claim], edition: str | None) -> tuple[list[Claim], list[ReadingWarning]]:
    """The claims without figures of years that reach beyond the sheet's own, which are plans; a warning for each."""
    if not edition:
        return claims, []
    kept: list[Claim] = []
    warnings: list[ReadingWarning] = []
    for claim in claims:
        ahead = [f for f in claim.figures if f.period and f.period[-4:] > edition and ("-" in f.period or f.measure == "begun")]
        kept.append(replace(claim, figures=tuple(figure for figure in claim.figures if figure not in ahead)))
        line = text.count("\n", 0, claim.start) + 1
        warnings.extend(
            ReadingWarning(line, wording.OF_THE_FUTURE.format(figure=figure.text, period=figure.period)) for figure in ahead
        )
    return kept, warnings


def _national_lists(text: str, drafts: list[_Draft], places: Places) -> frozenset[tuple[int, int]]:
    """The lists in which a point without a note says itself that it is about the whole country, so that others may be too."""
    return frozenset(
        (draft.section, draft.part)
        for draft in drafts
        if draft.block.kind is Kind.BULLET and scopes_in(text[draft.start : draft.end], places) == [NATIONAL]
    )


def _line(text: str, draft: _Draft) -> int:
    return draft.block.number + len(text[draft.block.start : draft.start].splitlines()[1:])


def _setting(draft: _Draft, places: Places, carried: str, quote: str) -> Setting:
    """Whom figures without a place of their own are about: the heading's, the sheet's, or the sentence before's."""
    headed = _heading_scopes(draft.table.under if draft.block.kind is Kind.ROW else draft.heading, places)
    local = places.scope or (carried if says_own(quote) else "")
    if headed and not (headed == [UNCLEAR] and says_own(quote)):
        local = headed[0] if len(headed) == 1 else UNCLEAR
    said = UNCLEAR if draft.noted and headed and headed != [draft.noted] else draft.noted
    noted = "" if said == NATIONAL else said
    return Setting(
        local, said == NATIONAL, draft.table.heading, _period_of_points(draft, quote) or draft.dated or None, places, noted
    )


def _period_of_points(draft: _Draft, quote: str) -> str | None:
    """The one time that the heading over a point names, where the point itself names none."""
    over = set(periods_in(draft.heading)) if draft.block.kind is Kind.BULLET and not periods_in(quote) else set()
    return over.pop() if len(over) == 1 else None


def _gone_on_from(drafts: Sequence[_Draft], claims: Sequence[Claim]) -> Claim | None:
    """What the draft after the claims may go on from: the sentence before it, or the last point of its list that stands on its own."""
    draft = drafts[len(claims)]
    if claims and draft.block.start <= claims[-1].start < draft.start:
        return claims[-1]
    for earlier, claim in zip(reversed(drafts[: len(claims)]), reversed(claims), strict=True):
        of_list = draft.block.kind is earlier.block.kind is Kind.BULLET
        if not of_list or (earlier.section, earlier.part) != (draft.section, draft.part):
            return None
        if not _SAME_THING.search(claim.text):
            return claim
    return None


def _led(setting: Setting, draft: _Draft, quote: str, before: Claim | None) -> Setting:
    """The setting with what the words before say is counted and when: those above a list, and the sentence that this one goes on from."""
    begun = draft.block.kind is Kind.BULLET and not OWN_VERB.search(quote) and bool(concepts_in(draft.heading) & _BEGUN)
    if begun and not draft.lead:
        return replace(setting, lead=draft.heading)
    if draft.lead:
        periods = periods_in(draft.lead)
        lead = _NOT_ONLY_HERE.sub(" ", draft.lead)
        named = [scope for scope in scopes_in(lead, setting.places) if scope not in {UNCLEAR, setting.local_scope}]
        scope = named[0] if len(named) == 1 else UNCLEAR if named else setting.local_scope
        said = f"{draft.heading} {draft.lead}" if begun else draft.lead
        return replace(setting, lead=said, local_scope=scope, period=periods[0] if len(periods) == 1 else setting.period)
    if draft.heading.endswith("?") and _BARE_ANSWER.match(quote):
        return replace(setting, lead=draft.heading)
    if before is not None and _SEEN_AS_WHOLE.match(before.text) and not before.figures:
        return replace(setting, local_scope=NATIONAL) if not scopes_in(quote, setting.places) else setting
    if before is None or not _GOES_ON.search(quote):
        return setting
    periods_before = {figure.period for figure in before.figures} or set(periods_in(before.text))
    period = periods_before.pop() if len(periods_before) == 1 and _SAME_TIME.search(quote) else None
    scopes = {figure.scope for figure in before.figures}
    same_place = len(scopes) == 1 and POINTS_BACK.search(quote) and not scopes_in(quote, setting.places)
    return replace(
        setting,
        lead=before.text if _SAME_THING.search(quote) else "",
        period=period,
        local_scope=scopes.pop() if same_place else setting.local_scope,
    )


_BARE_ANSWER = re.compile(
    r"^\W*(?:(?:ja|nej)[,.]? )?(?:knap |over |godt |ca\. |cirka |omkring |mere end )?\d[\d.,\s]*(?:mio\. |mia\. )?(?:%|pct\.?|procent|kr\.?|kroner)?"
    r"(?:,? \(?(?:i|pr\.|ved udgangen af|opgjort i) (?:1\. januar )?(?:19|20)\d\d\)?)?\W*$",
    re.IGNORECASE,
)
"""A number and no more, which the question above it says what is of ("22,4 % i 2024.")."""
_SEEN_AS_WHOLE = re.compile(
    r"^\W*(?:(?:ja|nej|jo)\b[^.]*|(?:når|hvis|ser) [^.]*|på landsplan|set|tallene? [^.]*)\b(?:hele landet|landet som helhed|hele danmark|danmark som helhed|landsplan)\W*$",
    re.IGNORECASE,
)
"""A sentence before that only says whom what follows is about ("Ja, når man ser på hele landet.")."""
_BEGUN = frozenset({"begun", "built"})
"""Concepts of a heading over points that count no dwellings there are ("Nyt byggeri")."""
_NATION_TOO = (
    r"^\W*(?:(?:tallet |antallet )?(?:for|i) (?:hele )?(?:landet|danmark)(?: som helhed)?|på landsplan|på landsbasis|landet over|hele landet|til sammenligning) (?:er|var|bor|tæller|udgør|gælder) "
    r"(?:(?:det|der|vi|tallet|antallet|man) )?(?:(?:oppe|nede) )?(?:på )?(?:[a-zæøå.]+ ){0,2}\d[\d.,\s]*(?:mio\.?|millioner|million)?\s*"
    r"(?:mennesker|beboere|personer|borgere|lejere)?\s*(?:i hele (?:landet|danmark)|på landsplan)?\W*$"
)
"""Tells of the country what the sentence before told of the municipality, and nothing else."""
_SAME_THING = re.compile(
    r"^\W*(?:(?:heraf|deraf|af dem|af disse)\b|(?:\w+ ){0,2}\d[\d.\s]* af (?:dem|disse)\b)|\b(?:gælder det|drejer det sig om|er (?:det|tallet|andelen))\b"
    r"|^\W*(?:(?:langt )?(?:de )?(?:fleste|meste|hovedparten),? )?(?:de )?\d[\d.\s]*,? er (?:almene )?\w*bolig|^\W*(?:de|planerne) (?:hjælper|når|støtter)\b"
    r"|\b(?:bor|boede) der (?:\w+ )?\d[\d.\s]* (?:mennesker|personer|borgere|beboere) i (?:dem|disse)\b|\bfår (?:gavn|hjælp|støtte|glæde) af (?:dem|disse|planerne)\b"
    rf"|{_NATION_TOO}",
    re.IGNORECASE,
)
"""Counts what the sentence before counts."""
_NOT_ONLY_HERE = re.compile(r"\bikke (?:kun |bare |alene )(?:\w+ ){0,3}?[A-ZÆØÅ]\w*(?: kommune)?,? men\b", re.IGNORECASE)
"""Before whom a list is about: that it is not about the municipality alone."""
_SAME_TIME = re.compile(
    r"^\W*(?:heraf|deraf|af dem|af disse|derudover|dertil|hertil|langt de fleste)\b|\b(?:samme|den|i de) (?:\w+ )?(?:år|periode)\b|^\W*(?:\w+ ){0,2}\d[\d.\s]* af (?:dem|disse)\b"
    r"|^\W*(?:de )?\d[\d.\s]* er (?:almene )?\w*bolig"
    r"|^\W*der (?:blev|er) (?:(?:derimod|dog|desuden) )?(?:ikke|også) (?=.*\b(?:sat|igangsat|påbegyndt|opført)\b)",
    re.IGNORECASE,
)
"""Is of the time that the sentence before is of."""
_GOES_ON = re.compile(f"{_SAME_THING.pattern}|{_SAME_TIME.pattern}", re.IGNORECASE)


_TOWN = re.compile(r"\b(?:i )?byens?\b", re.IGNORECASE)


def _heading_scopes(heading: str, places: Places) -> list[str]:
    asked = _TOWN.sub(" ", heading) if heading.endswith("?") else heading  # "Hvad betyder det for byens økonomi?"
    named = scopes_in(asked, places)
    whole = label_scope(heading, places)
    return list(dict.fromkeys([*named, *([whole] if whole else [])]))


def _reading(draft: _Draft, quote: str, setting: Setting) -> Reading:
    if draft.block.kind is Kind.ROW:
        cells = cells_in(quote)
        by_cells = read_row(quote, cells, draft.table, draft.start, setting)
        # "Fraflytningsprocent i almene familieboliger (2024): 9,6 %" says all itself.
        alone = by_cells.doubts and len(cells) == 2 and ":" in quote
        by_words = read_sentence(quote, draft.start, setting) if alone else by_cells
        of_heading = without_names(draft.table.heading, setting.places)
        told = any(figure.measure and not is_barred(figure.measure, of_heading) for figure in by_words.figures)
        return by_words if told else by_cells
    return read_sentence(quote, draft.start, setting)


def _without_figures(reading: Reading) -> Reading:
    """Of a claim whose source cannot be told."""
    doubts = (wording.UNCLEAR_SOURCE.format(figure=" ".join(figure.text.split())) for figure in reading.figures)
    return Reading((), (*reading.doubts, *doubts))


def _claim(  # noqa: PLR0913 - what a claim is made of
    path: str, number: int, draft: _Draft, quote: str, *, reading: Reading, setting: Setting, fallback: str
) -> Claim:
    is_row = draft.block.kind is Kind.ROW
    periods = {figure.period for figure in reading.figures}
    heading_periods = set(periods_in(draft.table.heading))
    row_period = periods.pop() if len(periods) == 1 else None if periods or len(heading_periods) != 1 else heading_periods.pop()
    return Claim(
        sheet=path,
        number=number,
        kind=draft.block.kind.value,
        text=quote,
        start=draft.start,
        end=draft.end,
        heading=draft.table.heading or draft.heading,
        scope=_claim_scope((figure.scope for figure in reading.figures), quote, setting, fallback),
        period=row_period if is_row else period_in(quote),
        note=reading.note or " ".join(draft.notes),
        figures=reading.figures,
    )


def _claim_scope(scopes: Iterable[str], quote: str, setting: Setting, fallback: str) -> str:
    found = set(scopes)
    if len(found) == 1:
        return found.pop()
    if not found and UNCLEAR in scopes_in(quote, setting.places) and re.search(r"\d", quote):
        return ""
    default = setting.given or setting.local_scope
    default = setting.places.scope if default == UNCLEAR else default
    if not found:
        named = [scope for scope in scopes_in(quote, setting.places) if scope not in {UNCLEAR, setting.places.scope}]
        if len(named) == 1 and (named[0] != NATIONAL or not default):
            return named[0]
    return default or ("" if found else fallback)
