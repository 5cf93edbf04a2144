"""A question of yes or no that holds several things to one condition: "både … og", "flere A og færre B end", "hverken … eller"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app import wording
from app.asking.comparatives import AS_ONE, THAN, compares
from app.asking.development import TREND, asks_of_change, says_change
from app.asking.form import asks_whether
from app.asking.question import Form, Question
from app.asking.reader import read_question
from app.combining import combined, without_lead
from app.reply import Answer, ShownFigure, Status, marks
from ingest.lexicon import FRAME, Word
from ingest.measures import CATEGORIES, KIND_CONCEPTS

_AND = frozenset({"og", "samt", "and"})
_OR = frozenset({"eller", "or", "nor"})
_BOTH = re.compile(r"\b(?:både|såvel|both)\s+", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:hverken|neither)\s+", re.IGNORECASE)
_EVERY_KIND = re.compile(
    r"\b(?:alle|samtlige|de|all) (?:de )?(?:tre|three) (?:(?:almene )?(?:bolig)?(?:typer|slags|kategorier|former|grupper|arter)|(?:housing )?types|kinds)\b",
    re.IGNORECASE,
)
_AS_ONE = re.compile(rf"\b(?:{AS_ONE}|i alt|samlet|under ét)\b", re.IGNORECASE)
_LIMITING = frozenset(
    "antallet antal andelen af de den det over under mindst hoejst end mere flere faerre mindre more than fewer less at least most".split()
)
"""Words that may stand before what is counted, with a number or alone."""


@dataclass(frozen=True)
class Joint:
    """The questions that each must be answered with a yes, or, where `neither`, each with a no."""

    questions: tuple[Question, ...]
    neither: bool


def conditions_of(question: Question, own: tuple[str, ...]) -> Joint | None:
    """The conditions that a question joins; None where it sets one, or asks for several as one."""
    if question.form is Form.FIGURE or question.elliptic or not asks_whether(question) or _AS_ONE.search(question.text):
        return None
    neither = bool(_NEITHER.search(question.text))
    spelled_out = bool(_BOTH.search(question.text)) or neither
    texts = _of_every_kind(question) or _one_by_one(question, _OR if neither else _AND, spelled_out=spelled_out)
    questions = tuple(_as_asked(text, question, own) for text in texts)
    told = {asked.concepts for asked in questions}
    return Joint(questions, neither) if len(questions) > 1 and len(told) == len(questions) else None


def tell(joint: Joint, answer: Callable[[Question], Answer]) -> Answer | None:
    """Ja or Nej to all of it, what decides it first; None where one of the conditions is not decided."""
    given = [answer(question) for question in joint.questions]
    if len({citation.claim.id for each in given for citation in each.citations}) < len(given):
        return None
    leads = [wording.lead_of(each.sentences[0]) if each.status is Status.ANSWERED else "" for each in given]
    if not all(leads):
        return None
    wanted = wording.NO if joint.neither else wording.YES
    holds = all(lead == wanted for lead in leads)
    bare = [without_lead(each) for each in given]
    deciding = sorted(zip(bare, leads, strict=True), key=lambda pair: pair[1] == wanted)
    whole = combined([each for each, _ in deciding])
    first = wording.with_lead(whole.sentences[0], wording.YES if holds else wording.NO)
    return replace(whole, sentences=(first, *whole.sentences[1:]))


def common_to(question: Question, own: tuple[str, ...]) -> Joint | None:
    """The bounds that municipalities asked for must all keep ("hvilke kommuner har mindst 300 … og mindst 300 …?"); None for one."""
    if not question.places.every or len(question.claimed) < 2 or asks_whether(question) or _AS_ONE.search(question.text):
        return None
    questions = tuple(
        replace(_as_asked(text, question, own), form=question.form) for text in _one_by_one(question, _AND, spelled_out=False)
    )
    bounded = len(questions) > 1 and all(len(asked.claimed) == 1 for asked in questions)
    return Joint(questions, neither=False) if bounded and len({asked.concepts for asked in questions}) > 1 else None


def tell_common(joint: Joint, answer: Callable[[Question], Answer]) -> Answer | None:
    """The municipalities that keep every bound, and those that keep each; None where one of the bounds is not told of."""
    given = [answer(question) for question in joint.questions]
    counted = [each.figures[0] for each in given if each.figures and each.figures[0].unit == wording.MUNICIPALITIES_UNIT]
    if len(counted) < len(given):
        return None
    names = [{figure.scope for figure in count.figures} for count in counted]
    common = sorted(set.intersection(*names))
    whole = combined(given)
    markers = {name: [c.marker for c in whole.citations if c.scope == name] for name in common}
    listed = [f"{name} {marks(markers[name])}" for name in common]
    unit = wording.MUNICIPALITIES_UNIT if len(listed) != 1 else wording.MUNICIPALITY_UNIT
    said = f"{wording.ALL_HOLD_NOWHERE} {marks([citation.marker for citation in whole.citations])}"
    if listed:
        said = wording.ALL_HOLD_IN.format(count=len(listed), municipalities=unit, listed=wording.joined(listed))
    shown = tuple(marker for each in markers.values() for marker in each)
    figures = tuple(figure for count in counted for figure in count.figures if figure.scope in common)
    count = ShownFigure(Decimal(len(common)), wording.MUNICIPALITIES_UNIT, " + ".join(["1"] * len(common)), shown, figures)
    return replace(whole, sentences=(f"{said}.", *whole.sentences), figures=((count,) if common else ()) + whole.figures)


def _as_asked(text: str, whole: Question, own: tuple[str, ...]) -> Question:
    asked = replace(read_question(text, own), places=whole.places, recent=whole.recent, form=Form.YES_NO, elliptic=False)
    return replace(asked, of_change=whole.of_change or asks_of_change(asked))


def _of_every_kind(question: Question) -> list[str]:
    """The question once for each kind of dwelling, where it speaks of all three."""
    match = None if question.claimed else _EVERY_KIND.search(question.text)
    if match is None:
        return []
    return [f"{question.text[: match.start()]}{wording.KIND_NOUNS[kind][1]}{question.text[match.end() :]}" for kind in CATEGORIES]


def _one_by_one(question: Question, joining: frozenset[str], *, spelled_out: bool) -> list[str]:
    """The question once for each thing that it joins, the others left out."""
    words = question.words
    for at, word in enumerate(words):
        if word.key not in joining or not 0 < at < len(words) - 1:
            continue
        spans = _conjuncts(question, at)
        if not spans or not (spelled_out or _is_compared(question, spans)):
            continue
        text = question.text
        before = _NEITHER.sub("", _BOTH.sub("", text[: spans[0][0]]))
        before, after = f"{before.rstrip()} ", text[spans[-1][1] :]
        return [f"{before}{item}{after}" for item in _items(text, spans)]
    return []


def _is_compared(question: Question, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether what is joined is each held against another place or time, or to a limit of its own."""
    after = question.text[spans[-1][1] :]
    each_limited = all(any(character.isdigit() for character in question.text[start:end]) for start, end in spans)
    each_most = question.places.every and all(_MOST.search(question.text[start:end]) for start, end in spans)
    than = THAN.search(after)
    held = {c for word in question.words if than and word.start > spans[-1][1] + than.start() for c in word.concepts}
    against_place = than is not None and not held & KIND_CONCEPTS and not any(character.isdigit() for character in after)
    return each_limited or each_most or against_place or question.of_change


_MOST = re.compile(
    r"\b(?:flest|færrest|(?:størst|mindst|højest|lavest)e?|most|fewest|(?:larg|small|high|low)est)\b(?! \d)", re.IGNORECASE
)


def _items(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """What is joined, each with the comparison that the first has where it has none of its own."""
    items = [text[start:end] for start, end in spans]
    leading = _LEADING.match(items[0])
    said = leading.group() if leading else ""
    return [
        _whole_noun(item if index == 0 or not said or _LEADING.match(item) else f"{said}{item}")
        for index, item in enumerate(items)
    ]


_LEADING = re.compile(
    r"(?:(?:mindst|højst|over|under|flere|færre|mere|mindre|højere|lavere|større)\s+(?:end\s+)?(?:[\d.,]+\s+)?)+", re.IGNORECASE
)


def _whole_noun(item: str) -> str:
    """The first part of a compound as the whole of it: "ungdoms-" is "ungdomsboliger"."""
    return re.sub(r"(?<=\w)-(?=$)", "boliger", item)


def _conjuncts(question: Question, at: int) -> list[tuple[int, int]]:
    """The spans of what is joined by the word at a position, the first first; [] where either side counts nothing."""
    words, text = question.words, question.text
    right = _right_of(words, at)
    if right is None:
        return []
    spans = [right]
    end = at - 1
    while end >= 0:
        start = _left_from(words, text, end)
        if start is None:
            break
        stop = words[end].end
        spans.insert(0, (words[start].start, stop + 1 if text[stop : stop + 1] == "-" else stop))
        comma = start > 0 and "," in text[words[start - 1].end : words[start].start]
        end = start - 1 if comma else -1
    return spans if len(spans) > 1 else []


def _counts(word: Word) -> bool:
    said = word.concepts - {FRAME, TREND, "begun", "built"}
    return bool(said) and not compares(word.text) and not says_change(word.text) and word.key not in _LIMITING


def _leads(word: Word) -> bool:
    return compares(word.text) or word.key in _LIMITING or word.key[:1].isdigit()


def _right_of(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    start = stop = at + 1
    while stop < len(words) and _leads(words[stop]):
        stop += 1
    first = stop
    while stop < len(words) and _counts(words[stop]):
        stop += 1
    return (words[start].start, words[stop - 1].end) if stop > first else None


def _left_from(words: Sequence[Word], text: str, end: int) -> int | None:
    """The first word of what is joined that ends with the word at `end`; None where that counts nothing."""
    at = end
    while at >= 0 and _counts(words[at]) and (at == end or not _parted(text, words[at], words[at + 1])):
        at -= 1
    if at == end:
        return None
    while at >= 0 and _leads(words[at]) and not _parted(text, words[at], words[at + 1]):
        at -= 1
    return at + 1


def _parted(text: str, one: Word, other: Word) -> bool:
    return "," in text[one.end : other.start]
