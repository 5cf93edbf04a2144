"""The gate: nothing unsupported gets past, whoever wrote the sentence.

It reads the answer's own words again, as a sheet is read, and holds every figure found there against the
claims that the sentence cites: value, unit, what is counted, whom it is about, when, and how exactly. It knows
nothing of how the answer came about, and what it cannot trace does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app import wording
from app.figures import arithmetic
from app.notation import operand
from app.reply import MARKER, Answer, Citation, ShownFigure, Status
from ingest.claim import NATIONAL, Figure
from ingest.figures import Setting, periods_in, qualifier_before, sentence_figures
from ingest.lexicon import analyse, concepts_in
from ingest.measures import CATEGORIES, FRACTION, MEASURES, PERCENT
from ingest.notes import source_part, without_label
from ingest.numbers import Number, find_numbers, format_number, round_half_up
from ingest.places import NATIONAL_WORDS

_QUOTE = re.compile(r"»([^«]*)«")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-(?:19|20)\d\d)?(?!\d)")
_NATIONAL = re.compile(rf"\b(?:{'|'.join(NATIONAL_WORDS)})\b", re.IGNORECASE)
_LOCAL = re.compile(r"(?:\bi |, |\bog )((?:[A-ZÆØÅ][\w-]*)(?: (?:[A-ZÆØÅ][\w-]*|og|ved|på|i))*) Kommune\b")
_BRACKET = re.compile(r"Kommune \($")
_ABSENCE = re.compile(
    r"^(?:Faktaarket for [^.]+ har ikke tallet(?: for [\w, -]+)?, så den kommune er ikke med|Jeg har ikke noget faktaark om [\w, -]+)\.$"
)
"""What a sheet lacks, or that there is none, stands nowhere that could be cited."""
_REFUSING = tuple(begins for text in wording.REFUSALS.values() if len(begins := text.split("{")[0]) > len("Arket har "))
"""How a part of an answer to several questions begins that tells nothing."""
_EDITION = re.compile(r"\bfaktaark(?:et|ene) fra (\d{4})\b")
_SUM = re.compile(r"^Regnestykket er (?P<sum>.+) = (?P<result>[^=]+)$")
_OPERAND = re.compile(r"\d[\d.]*(?:,\d+)?(?: (?:mio\.|mia\.|million(?:er)?|milliard(?:er)?))?")
_COMPARES = re.compile(r"\s+(?:flere|færre|gange)\b")
_SMALL = 20
"""Counting numbers such as the years of a period may stand in a sum without being a figure of a sheet."""
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.05")
"""What rounding to one decimal may take away or add."""
_NEAR_WORDS = 60
"""Characters on either side of a number within which what it counts must be named."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence of an answer: its words without markers, quotes and source notes, and what it cites."""

    text: str
    whole: str
    cited: tuple[Citation, ...]
    bare: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for citation in self.cited for figure in _cited_figures(citation))


def _cited_figures(citation: Citation) -> tuple[Figure, ...]:
    """The figures of a claim that a citation of it is of: those of its scope, and of its time where the claim has several."""
    of_scope = [figure for figure in citation.claim.figures if figure.scope == citation.scope]
    of_time = tuple(figure for figure in of_scope if figure.period == citation.period)
    return of_time if citation.period else of_time or tuple(of_scope)


def faults(answer: Answer, question: str) -> list[str]:
    """What in `answer` the cited claims do not bear out; empty for an answer that may be shown.

    `question` is the user's own wording: its numbers may be repeated in saying that they are not known.
    """
    found = _citation_faults(answer.citations)
    for text in answer.sentences:
        found.extend(_sentence_faults(text, answer, question))
    for shown in answer.figures:
        found.extend(_figure_faults(shown, answer))
    return found


def _citation_faults(citations: tuple[Citation, ...]) -> list[str]:
    numbers = [citation.marker for citation in citations]
    found = [] if numbers == list(range(1, len(numbers) + 1)) else [f"markers {numbers}"]
    for citation in citations:
        claim = citation.claim
        scopes = {figure.scope for figure in claim.figures} | {claim.scope}
        periods = {figure.period for figure in claim.figures} | {claim.period}
        if citation.scope not in scopes or citation.period not in periods:
            found.append(f"citation {citation.marker} with another scope or period than its claim")
    return found


def _sentence_faults(text: str, answer: Answer, question: str) -> list[str]:
    markers = [int(marker) for marker in MARKER.findall(text)]
    by_marker = {citation.marker: citation for citation in answer.citations}
    unresolved = [marker for marker in markers if marker not in by_marker]
    if unresolved:
        return [f"no citation for marker {unresolved} in {text!r}"]
    cited = tuple(by_marker[marker] for marker in dict.fromkeys(markers))
    if not cited and (_ABSENCE.match(text) or text.startswith(_REFUSING)) and not find_numbers(text):
        return []
    if not cited and answer.status is Status.ANSWERED:
        return [f"no citation in {text!r}"]
    words, misquoted = _without_quotes(MARKER.sub("", text), cited)
    if misquoted:
        return [f"quote that no cited claim holds: {misquoted!r}"]
    for citation in cited:
        words = _without_note(words, citation)
    sentence = _Sentence(words, text, cited, bare=not cited)
    if sentence.bare:
        return _repeated_only(sentence, question)
    sums = _SUM.match(words.rstrip(".").strip())
    if sums:
        return _sum_faults(sums, sentence, answer)
    return [*_period_faults(sentence), *_scope_faults(sentence), *_number_faults(sentence, answer)]


def _without_quotes(text: str, cited: tuple[Citation, ...]) -> tuple[str, str]:
    """The text without its verbatim quotes, and the first quote that is not verbatim."""
    for quote in _QUOTE.findall(text):
        if cited and not any(quote in citation.claim.text or quote in citation.claim.note for citation in cited):
            return text, quote
    return (_QUOTE.sub("", text), "") if cited else (text, "")


def _without_note(text: str, citation: Citation) -> str:
    note = citation.claim.note
    for part in sorted({note, *_note_parts(note)}, key=len, reverse=True):
        if part and part != citation.scope:  # a municipality may itself be the source
            text = text.replace(part, "")
    return text


def _note_parts(note: str) -> Iterable[str]:
    source = source_part(note)
    for part in (source, without_label(source)):
        yield part
        yield part.rstrip(".")


# --- sentences without a citation: only what the user wrote


def _repeated_only(sentence: _Sentence, question: str) -> list[str]:
    known = {number.value for number in find_numbers(question)}
    strange = [number.text for number in find_numbers(sentence.text) if number.value not in known]
    return [f"numbers {strange} without a citation in {sentence.whole!r}"] if strange else []


# --- when and where


def _without_files(text: str, cited: Sequence[Citation]) -> str:
    """The text without the names of the files cited, whose year is no figure's."""
    for citation in cited:
        text = text.replace(citation.claim.sheet, "").replace(citation.claim.sheet.rpartition("/")[2], "")
    return text


def _period_faults(sentence: _Sentence) -> list[str]:
    known = {f.period for f in sentence.figures} | {c.period for c in sentence.cited}
    known |= {year for c in sentence.cited for year in periods_in(c.claim.note)}
    editions = {c.claim.edition for c in sentence.cited}
    named = _without_files(sentence.text, sentence.cited)
    text = _EDITION.sub(lambda match: "" if match.group(1) in editions else match.group(), named)
    return [f"period {p} of no cited claim in {sentence.whole!r}" for p in periods_in(text) if p not in known]


def _scope_faults(sentence: _Sentence) -> list[str]:
    scopes = {citation.scope for citation in sentence.cited}
    found: list[str] = []
    if NATIONAL not in scopes and _NATIONAL.search(sentence.text):
        found.append(f"the country named, local claims cited in {sentence.whole!r}")
    named = {f"{name} Kommune" for name in _LOCAL.findall(sentence.text)}
    if any(not any(name == scope or name.endswith(f" {scope}") for scope in scopes) for name in named):
        found.append(f"{sorted(named - scopes)} named, other claims cited in {sentence.whole!r}")
    return found


# --- numbers


def _number_faults(sentence: _Sentence, answer: Answer) -> list[str]:
    found: list[str] = []
    numbers = [n for n in find_numbers(sentence.text) if not _is_year(n, sentence.text)]
    for position, number in enumerate(numbers):
        derived = [s for s in answer.figures if s.derived is not None and _same(number, s.value)]
        stated = [f for f in sentence.figures if _is_figure(number, f)]
        spot = _Spot(sentence, number, numbers, position)
        traced = any(not _stated_faults(f, spot) for f in stated) or any(not _derived_faults(s, spot) for s in derived)
        if not traced:
            found.append(f"number {number.text} not borne out in {sentence.whole!r}")
    return found


def _is_year(number: Number, text: str) -> bool:
    return any(match.start() <= number.start < match.end() for match in _YEAR.finditer(text))


def _is_figure(number: Number, figure: Figure) -> bool:
    printed = operand(figure)
    if figure.unit == FRACTION and not number.fraction:  # printed in percent
        return number.value == figure.value * 100 and any(each.text == number.text for each in find_numbers(printed))
    return figure.value in {number.value, number.value * 10**6, number.value * 10**9} and number.text in printed


def _same(number: Number, value: Decimal) -> bool:
    return number.value == value or round_half_up(value, 1) == number.value


@dataclass(frozen=True)
class _Spot:
    """A number in a sentence, with the words up to its neighbours on both sides."""

    sentence: _Sentence
    number: Number
    numbers: list[Number]
    position: int

    @property
    def before(self) -> str:
        """From the number before, or the sentence's beginning."""
        start = self.numbers[self.position - 1].end if self.position else 0
        return self.sentence.text[start : self.number.start]

    @property
    def after(self) -> str:
        """Up to the number after, or the sentence's end."""
        last = self.position + 1 == len(self.numbers)
        end = len(self.sentence.text) if last else self.numbers[self.position + 1].start
        return self.sentence.text[self.number.end : end]

    @property
    def near(self) -> str:
        """The words close by in which what is counted must be named."""
        return f"{self.before[-_NEAR_WORDS:]}{self.number.text}{self.after[:_NEAR_WORDS]}"

    @property
    def places(self) -> list[str]:
        """Whose the number is said to be, where several are named: the one in front of its bracket, else those after it, else the last before it."""
        if _BRACKET.search(self.before):
            return _scopes_in(self.before, self.sentence)[-1:]
        upto = self.sentence.text[: self.number.start]
        return _scopes_in(self.after, self.sentence) or _scopes_in(upto, self.sentence)[-1:]


def _scopes_in(text: str, sentence: _Sentence) -> list[str]:
    """The municipalities cited that `text` names, in order."""
    scopes = sorted({citation.scope for citation in sentence.cited if citation.scope != NATIONAL}, key=len, reverse=True)
    if not scopes:
        return []
    return re.findall("|".join(rf"(?<!\w){re.escape(scope)}(?!\w)" for scope in scopes), text)


def _stated_faults(figure: Figure, spot: _Spot) -> list[str]:
    """What the sentence says otherwise of a figure that stands in a claim."""
    found: list[str] = []
    sentence, number = spot.sentence, spot.number
    if _COMPARES.match(sentence.text[number.end :]):
        found.append("a figure where a comparison stands")
    if not _unit_agrees(number, figure.unit, sentence.text):
        found.append("unit")
    if not _measure_agrees(figure, sentence):
        found.append("what is counted")
    kinds_add_up = figure.category and figure.measure in MEASURES and MEASURES[figure.measure].additive
    if kinds_add_up and _kind_told(spot) != figure.category:
        found.append("kind of dwelling")
    given = wording.spelled_out(qualifier_before(sentence.text, number.start))
    if given != wording.spelled_out(figure.qualifier):
        found.append("qualifier")
    if not _is_of(spot, [figure]):
        found.append("scope")
    if not _is_from(spot, [figure]):
        found.append("period")
    if figure.restriction and figure.restriction not in sentence.text:
        found.append("restriction")
    return found


def _is_of(spot: _Spot, figures: Sequence[Figure]) -> bool:
    """Whether the sentence says whom the number is about; among several municipalities, whether it is said of the right ones in their order."""
    scopes = list(dict.fromkeys(figure.scope for figure in figures))
    if not all(_names(spot.sentence, scope) for scope in scopes):
        return False
    if NATIONAL in scopes or len(set(_scopes_in(spot.sentence.text, spot.sentence))) < 2:
        return True
    return list(dict.fromkeys(spot.places))[: len(scopes)] == scopes


def _is_from(spot: _Spot, figures: Sequence[Figure]) -> bool:
    """Whether the time said right after a number is its own, where the sentence's figures are of several times."""
    edition = _EDITION.search(spot.after)
    claims = [c.claim for c in spot.sentence.cited if any(figure in c.claim.figures for figure in figures)]
    if edition and edition.group(1) not in {claim.edition for claim in claims}:
        return False
    told = periods_in(_EDITION.sub("", spot.after))
    several = len({figure.period for figure in spot.sentence.figures}) > 1
    return not (several and told) or told[0] in {figure.period for figure in figures} | {None}


def _names(sentence: _Sentence, scope: str) -> bool:
    """Whether the sentence says whom it is about."""
    return bool(_NATIONAL.search(sentence.text)) if scope == NATIONAL else scope in sentence.text


def _kind_told(spot: _Spot) -> str:
    """The kind of dwelling that a number is said to count: named after it, or before one in brackets, or the only one of the sentence."""
    before, after = spot.before[-_NEAR_WORDS:], spot.after[:_NEAR_WORDS]
    told_after = [kind for word in analyse(after) for kind in CATEGORIES if kind in word.concepts]
    told_before = [kind for word in analyse(before) for kind in CATEGORIES if kind in word.concepts]
    if told_after and not after.startswith(")"):
        return told_after[0]
    if told_before:
        return told_before[-1]
    every = [kind for kind in CATEGORIES if kind in concepts_in(spot.sentence.text)]
    return every[0] if len(every) == 1 else ""


def _unit_agrees(number: Number, unit: str, text: str) -> bool:
    if unit == FRACTION and number.fraction:
        return True
    unit = PERCENT if unit == FRACTION else unit
    read = [f for f in sentence_figures(text, 0, Setting("")) if f.start == number.start]
    # A number that no unit follows ("flest familieboliger (6.355)") is told by the words around it.
    return not read or (PERCENT if read[0].unit == FRACTION else read[0].unit) == unit


def _measure_agrees(figure: Figure, sentence: _Sentence) -> bool:
    measure = MEASURES.get(figure.measure)
    if measure is None:
        return False
    spoken = concepts_in(sentence.text)
    own = measure.stated(spoken)
    if not own:
        return False
    # The sentence must not fit another measure of the same unit better.
    rivals = [m for m in MEASURES.values() if m.unit == measure.unit and m.key != measure.key]
    return all(own >= rival.stated(spoken) or rival.key == "dwellings" for rival in rivals)


def _derived_faults(shown: ShownFigure, spot: _Spot) -> list[str]:
    """What the sentence says otherwise of a computed figure."""
    sentence, number = spot.sentence, spot.number
    cited = {citation.marker for citation in sentence.cited}
    found: list[str] = []
    if not set(shown.citations) <= cited:
        found.append("citations")
    if not _unit_agrees(number, _unit_word(shown.unit), sentence.text):
        found.append("unit")
    if (shown.unit == wording.PERCENT_POINTS) != spot.after.lstrip().startswith(wording.PERCENT_POINTS):
        found.append("percent or percentage points")
    if shown.unit == wording.MUNICIPALITIES_UNIT:
        return found if spot.after.lstrip().startswith("kommune") else [*found, "what is counted"]
    if not _is_of(spot, shown.figures):
        found.append("scope")
    if not _is_from(spot, shown.figures):
        found.append("period")
    if " pr. " in shown.unit and "gennemsnit" not in sentence.text:
        found.append("that it is a mean")
    measures = {figure.measure for figure in shown.figures}
    spoken = concepts_in(sentence.text)
    if not any(MEASURES[key].stated(spoken) for key in measures if key in MEASURES):
        found.append("what is counted")
    if measures == {"dwellings"} and "begun" in spoken:
        found.append("what is counted")
    kinds = {kind for kind in CATEGORIES if kind in concepts_in(spot.near)}
    parts = {figure.category for figure in shown.figures}
    if kinds and not kinds <= parts:
        found.append("kind of dwelling")
    return found


def _unit_word(unit: str) -> str:
    for known in ("pct.", "kr.", "personer", "boliger"):
        if unit.startswith(known):
            return known
    return unit


# --- sums


def _sum_faults(sums: re.Match[str], sentence: _Sentence, answer: Answer) -> list[str]:
    """A sum must be one of the answer's derived figures, its terms cited in the sentence."""
    result = find_numbers(sums["result"])
    cited = {c.marker for c in sentence.cited}
    # Two municipalities may have the same sum.
    same = [
        shown
        for shown in answer.figures
        if shown.derived == sums["sum"].strip() and result and _same(result[0], _in_result_unit(shown, result[0]))
    ]
    if same:
        return [] if any(set(shown.citations) <= cited for shown in same) else [f"terms not cited in {sentence.whole!r}"]
    return [f"sum of no figure: {sentence.whole!r}"]


def _in_result_unit(shown: ShownFigure, number: Number) -> Decimal:
    return shown.value if number.value > _HUNDRED or shown.value < 10**6 else shown.value / 10**6


def _figure_faults(shown: ShownFigure, answer: Answer) -> list[str]:
    cited = [c for c in answer.citations if c.marker in shown.citations]
    figures = [figure for citation in cited for figure in _cited_figures(citation)]
    if len(cited) != len(set(shown.citations)):
        return [f"figure {shown.value} cites what is not there"]
    if shown.derived is None:
        known = any(f.value == shown.value and f.unit == shown.unit for f in figures)
        return [] if known else [f"figure {shown.value} {shown.unit} in no cited claim"]
    return _derivation_faults(shown, figures)


def _derivation_faults(shown: ShownFigure, figures: list[Figure]) -> list[str]:
    operands = {operand(f): f for f in figures}
    written = [match.group() for match in _OPERAND.finditer(shown.derived or "")]
    strange = [text for text in written if text not in operands and not _is_counting_number(text)]
    if strange:
        return [f"operands {strange} in no cited claim"]
    if shown.unit == PERCENT and not operands.keys() & set(written) and not _is_fraction_of(shown, figures):
        return [f"percents of no cited fraction in {shown.derived!r}"]
    value = arithmetic.evaluate(shown.derived or "", {text: f.value for text, f in operands.items()})
    if value is None:
        return [f"sum {shown.derived!r} cannot be worked out"]
    tolerance = _ROUNDED if abs(value) < 10**6 else Decimal(50_000)
    if abs(value - shown.value) > tolerance:
        return [f"sum {shown.derived!r} gives {format_number(value, 2)}, not {shown.value}"]
    return []


def _is_fraction_of(shown: ShownFigure, figures: list[Figure]) -> bool:
    """Whether percents are those of a fraction that is cited ("hver fjerde"), or what it leaves of the whole."""
    part = [f.value * 100 for f in figures if f.unit == FRACTION]
    return any(abs(value - shown.value) <= _ROUNDED for each in part for value in (each, 100 - each))


def _is_counting_number(text: str) -> bool:
    return text.isdigit() and (int(text) <= _SMALL or text == "100")
