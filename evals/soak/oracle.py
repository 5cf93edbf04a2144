"""Whether a figure contradicts what its sheet's text says, read simply and without the program's own reader.

Nothing here is imported from what is tried, but for the shapes of claims. It looks at the printed lines: the number
itself, the line above the rows, the words that must stand in a sentence, the years and places named, the sources.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from ingest.claim import NATIONAL, Claim, FactSheet, Figure

_COUNTS = frozenset({"boliger", "personer", "helhedsplaner"})
_SIZES = {"mio": 10**6, "mio.": 10**6, "mill.": 10**6, "million": 10**6, "millioner": 10**6, "mia": 10**9, "mia.": 10**9}
_NTH = {"anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "ottende": 8, "niende": 9, "tiende": 10}
_NUMBER = re.compile(r"(?P<digits>[-−]?\d[\d.,  ]*)(?:\s*(?P<size>[^\W\d]+\.?))?.*", re.DOTALL)
_WHOLE = re.compile(r"(?:0|[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:[  ]\d{3})+)|[1-9]\d*)")
_DECIMAL = re.compile(rf"{_WHOLE.pattern}(?:,\d+)?")
_TOUCHING = re.compile(r"\d[.,]?$|\d\s?[-–—]\s?$")
_TOUCHED = re.compile(r"[.,]?\d|\s?[-–—]\s?\d")
_WORDS: dict[str, str] = {
    "residents": r"bor\b|beboer|lejere|mennesker|personer|borgere",
    "vacating_rate": r"flytning|fraflyt",
    "stock_share": r"boligmasse|bestand|boliger",
    "rent_revenue": r"husleje|omsætning",
    "rent_gap": r"leje.*(?:lavere|billigere|private)|(?:lavere|billigere|private).*leje",
    "priority": r"priorit|adspurgt|boligpolitisk|survey",
    "social_plans": r"helhedsplan",
    "plan_reach": r"helhedsplan|hjælp|støtte|indsats",
    "assignment_share": r"anvis",
    "assignment_right": r"anvis",
    "local_turnover": r"omsætning|indkøb|bidrag|lokal",
    "renovation": r"renover",
}
"""Measure → what must stand in the sentence it is read from."""
_KINDS = {"youth": r"ungdom|\bunge", "family": r"famili", "elderly": r"ældre|senior"}
_BEGUN = re.compile(r"igangsat|påbegynd|igangværende|nybyg|byggeri", re.IGNORECASE)
_COUNTRY = re.compile(r"danmark|\blandet|\blandets|på landsplan|nationalt|danskere|kommuner\b|danske", re.IGNORECASE)
_MARK = re.compile(r"(?<=[^\W\d][.!?])[¹²³⁴⁵⁶⁷⁸⁹]+|[¹²³⁴⁵⁶⁷⁸⁹]+$")
_FROM_MARK = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_NUMBERED_NOTE = re.compile(r"^(?:kilde\w*|datakilde\w*)[():r]*:? (?P<number>\d+)\) (?P<said>.*)$", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"^\W*(?:data)?kilde[r()]*\s*:", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\u00ad]")


def contradictions(sheet: FactSheet) -> Iterator[str]:
    """What is wrong with the figures of a sheet, in English, for those who mend the reader; nothing for a right one."""
    for claim in sheet.claims:
        if sheet.text[claim.start : claim.end] != claim.text:
            yield f"claim {claim.number}: its words do not stand at {claim.start}-{claim.end}"
        for figure in claim.figures:
            about = f"{figure.text!r} ({figure.measure} {figure.category}) in {claim.text[:90]!r}"
            for problem in _of_figure(sheet, claim, figure):
                yield f"{about}: {problem}"
            for problem in _of_note(sheet, claim):
                yield f"{about}: {problem}"


def spans(sheet: FactSheet) -> Iterator[str]:
    """What is wrong with the spans and numbers of a sheet of any format."""
    for claim in sheet.claims:
        if sheet.text[claim.start : claim.end] != claim.text:
            yield f"claim {claim.number}: its words do not stand at {claim.start}-{claim.end}"
        for figure in claim.figures:
            if sheet.text[figure.start : figure.end] != figure.text:
                yield f"{figure.text!r} does not stand at {figure.start}-{figure.end}"
            if not _is_number(figure) and not sheet.path.endswith((".csv", ".xlsx")):
                yield f"{figure.text!r} is not {figure.value}"


def _of_figure(sheet: FactSheet, claim: Claim, figure: Figure) -> Iterator[str]:
    text = sheet.text
    if text[figure.start : figure.end] != figure.text or not claim.start <= figure.start < figure.end <= claim.end:
        yield "its digits do not stand at its span"
    if not _is_number(figure):
        yield f"it is not {figure.value}"
    if _TOUCHING.search(text[claim.start : figure.start]) or (
        figure.text[-1].isdigit() and _TOUCHED.match(text[figure.end : claim.end])
    ):
        yield "it is a part of a longer number"
    digits = figure.start + len(re.match(r"[-−\d.,]*", figure.text).group())  # type: ignore[union-attr]
    if _UNSEEN.search(text[max(figure.start - 1, claim.start) : min(digits + 1, claim.end)]):
        yield "what no one sees stands in it or beside it"
    yield from _of_row(sheet, claim, figure) if claim.kind == "row" else _of_sentence(sheet, claim, figure)


def _is_number(figure: Figure) -> bool:
    """Whether the printed form is the value, by the plain rules of Danish numbers."""
    printed = figure.text.strip().lower().replace("`", " ")
    if not printed or not printed[0].isdigit():
        nth = re.fullmatch(r"hver\s(?:(\d+)\.|(\w+))", printed)
        if nth:
            part = int(nth[1]) if nth[1] else _NTH.get(nth[2], 0)
            return part > 0 and abs(figure.value * part - 1) < Decimal("1e-9")
        return not re.search(r"\d", printed)
    found = _NUMBER.match(printed)
    digits = found["digits"].strip(" \u00a0") if found else ""
    if not digits.isascii() and not re.fullmatch(r"[\d.,\u00a0]+", digits, re.ASCII):
        return False
    size = _SIZES.get(str(found and found["size"]), 1)
    whole = figure.unit in _COUNTS and size == 1
    if not (_WHOLE if whole else _DECIMAL).fullmatch(digits):
        return False
    return Decimal(re.sub(r"[.\s\u00a0]", "", digits).replace(",", ".")) * size == figure.value


# --- rows


def _of_row(sheet: FactSheet, claim: Claim, figure: Figure) -> Iterator[str]:
    claimed = claim.heading.split(" · ")
    heading, apart = _above(sheet.text, figure.start, _squeezed(claimed[-1]))
    if not heading or _squeezed(claimed[-1]) != _squeezed(heading[0]):
        yield f"its heading is {claim.heading!r}, above it stands {heading[:1]}"
        return
    if len(claimed) > 1 and (len(heading) < 2 or _squeezed(claimed[0]) != _squeezed(heading[1])):
        yield f"its heading is {claim.heading!r}, above it stand {heading[:2]}"
    if apart and not re.match(r"\W*(?:i alt|ialt|total|samlet|tilsammen|alle)\b", claim.text, re.IGNORECASE):
        yield "it stands apart from the rows under its heading"
    words = f"{claim.heading} {sheet.text[claim.start : figure.start]}"
    if figure.unit == "boliger":
        if figure.measure == "begun" and not _BEGUN.search(claim.heading):
            yield "its heading does not say that it is begun"
        if figure.measure == "dwellings" and (
            _BEGUN.search(claim.heading) or not re.search("bolig|lejemål", words, re.IGNORECASE)
        ):
            yield "its heading does not say that dwellings are counted"
    if figure.category and not re.search(_KINDS[figure.category], words, re.IGNORECASE):
        yield "its kind is not named"
    yield from _of_time_and_place(sheet, words, figure)


def _above(text: str, at: int, claimed: str) -> tuple[list[str], bool]:
    """The two lines with words above the rows that the place stands in, the nearest first, and whether a gap parts it from rows.

    A line of cells of which the first is the heading as `claimed` is that.
    """
    lines = (
        text[:at].splitlines()[:-1]
        if not text[:at].endswith(tuple("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        else text[:at].splitlines()
    )
    apart = gap = together = False
    while lines and _squeezed(lines[-1].split("\t")[0]) != claimed and (not _shown(lines[-1]) or _looks_like_row(lines[-1])):
        line = lines.pop()
        if not _shown(line) or not re.search(r"\d", line):
            gap = gap or not _shown(line)
        else:
            apart, together, gap = apart or gap, together or not gap, False
    nearest = _shown(lines.pop()).split("\t")[0] if lines else ""
    further = (line for line in map(_shown, reversed(lines)) if line and not _looks_like_row(line) and line != nearest)
    return [line for line in (nearest, next(further, "")) if line], apart and together


def _looks_like_row(line: str) -> bool:
    line = _UNSEEN.sub("", line)
    return (
        "\t" in line.strip()
        or "| " in line
        or not re.search(r"[^\W\d]", line)
        or bool(re.fullmatch(r"\W*[^\W\d]+(?:boliger)?:?\s+[\d.,]+\s*", line))
    )


# --- sentences


def _of_sentence(sheet: FactSheet, claim: Claim, figure: Figure) -> Iterator[str]:
    words = _squeezed(_plain_letters(_UNSEEN.sub("", claim.text)))
    if figure.measure in _WORDS and not re.search(_WORDS[figure.measure], words, re.IGNORECASE):
        yield "the sentence does not speak of that"
    if figure.category and not re.search(_KINDS[figure.category], words, re.IGNORECASE):
        yield "the kind is not named"
    yield from _of_time_and_place(sheet, claim.text, figure)


def _of_time_and_place(sheet: FactSheet, words: str, figure: Figure) -> Iterator[str]:
    if figure.period:
        years = re.findall(r"\d+", figure.period)
        printed = re.findall(r"\d+", words)
        if not all(year in printed or (at and year[2:] in printed) for at, year in enumerate(years)):
            yield f"its time {figure.period} does not stand there"
    if figure.scope == NATIONAL:
        notes = re.search(r"hele landet|landsplan|hele danmark", _squeezed(sheet.text))
        if not _COUNTRY.search(words) and not notes:
            yield "nothing says that it is about the whole country"
        return
    name = figure.scope.removesuffix(" Kommune")
    if _squeezed(name) not in _squeezed(sheet.text):
        yield f"{figure.scope} is not named anywhere"
    others = {_squeezed(found) for found in re.findall(r"([A-ZÆØÅ][\w-]+)s? [Kk]ommune\b", " ".join(words.split()))}
    if others and not any(other in _squeezed(name) or _squeezed(name) in other for other in others):
        yield f"it is said of {figure.scope}, where {sorted(others)} is named"
    if re.search(r"^.{0,25}\btal for hele landet.*$", _section_below(sheet.text, figure.end), re.IGNORECASE | re.MULTILINE):
        yield f"it is said of {figure.scope}, and a note below says the whole country"


def _section_below(text: str, at: int) -> str:
    """The lines below a place, up to the next source or the next line that looks like a heading."""
    kept: list[str] = []
    for line in text[at:].splitlines()[1:]:
        shown = line.strip()
        heads = shown and not shown.startswith(("...", "-")) and (not shown.endswith((".", ":")) or shown.endswith("..."))
        if _SOURCE_LINE.match(shown) or heads:
            break
        kept.append(shown)
    return "\n".join(kept)


# --- sources


def _of_note(sheet: FactSheet, claim: Claim) -> Iterator[str]:
    marks = [mark.translate(_FROM_MARK) for mark in _MARK.findall(_UNSEEN.sub("", claim.text).rstrip())]
    whole = _squeezed(sheet.text)
    source = re.sub(r"^.*?(?=(?:data)?kilde[r()]*(?::| \d)|$)", "", _squeezed(claim.note), count=1).strip()
    if marks and not source:
        yield f"it has the mark {marks[0]} and no source"
    numbered = _NUMBERED_NOTE.match(source)
    if numbered:
        if numbered["number"] not in "".join(re.findall("[¹²³⁴⁵⁶⁷⁸⁹]", claim.text)).translate(_FROM_MARK) and not re.search(
            rf"[(\[]{numbered['number']}[)\]]|\D{numbered['number']}\)", claim.text
        ):
            yield f"it has the source of mark {numbered['number']} and not that mark"
        if len(re.findall(rf"(?<!\w){numbered['number']}\)\s*", _sources_of(sheet.text, claim.end))) > 1:
            yield f"mark {numbered['number']} is told of twice"
    elif any(piece not in whole for piece in re.split(r"(?=(?:data)?kilde\w*:)", source)):
        yield f"its note does not stand in the sheet: {source[:60]!r}"
    elif source and _SOURCE_LINE.search(claim.note):
        below = [
            _squeezed(line)
            for line in sheet.text[claim.end :].splitlines()
            if _SOURCE_LINE.match(line) and not re.search(r"\d\)", line)
        ]
        if below and not source.startswith(below[0][:20]) and not marks:
            yield f"its source is {source[:40]!r}, the next one below it is {below[0][:40]!r}"


def _sources_of(text: str, at: int) -> str:
    """The next line of sources below a place."""
    return next((line for line in text[at:].splitlines() if _SOURCE_LINE.match(line) and re.search(r"\d\)", line)), "")


def _plain_letters(text: str) -> str:
    """Without the accents that are no part of a Danish letter."""
    return "".join(
        letter if letter in "åÅ" else unicodedata.normalize("NFD", letter)[0] for letter in unicodedata.normalize("NFC", text)
    )


def _shown(line: str) -> str:
    return line.strip().strip("\ufeff").strip()


def _squeezed(text: str) -> str:
    bare = "".join(character for character in unicodedata.normalize("NFC", text) if not unicodedata.combining(character))
    return " ".join(bare.replace("**", "").strip("#: ").split()).lower()
