"""Whether a figure keeps what belongs to it: whom it is about, and how exactly the sheet gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from evals.bank import ANSWERED
from evals.dissection import Sentence, dissect, numbers_in, values_in
from evals.measures.row import Row, share
from evals.running import Outcome
from evals.scoring import Kind

_NATIONAL = "Hele landet"
_COUNTRY = re.compile(r"\b(?:hele landet|landet|landsplan|danmark|nationalt|landsdækkende)", re.IGNORECASE)
_SAME: dict[str, tuple[str, ...]] = {
    "knap": ("knap", "lidt under", "næsten"),
    "næsten": ("næsten", "knap"),
    "over": ("over", "mere end", "flere end"),
    "mere end": ("mere end", "over", "flere end"),
    "godt": ("godt", "lidt over"),
    "under": ("under", "mindre end", "færre end"),
    "ca.": ("ca.", "cirka", "omkring"),
    "cirka": ("ca.", "cirka", "omkring"),
    "omkring": ("ca.", "cirka", "omkring"),
    "i gns.": ("i gns.", "i gennemsnit", "gennemsnitlig"),
    "i gennemsnit": ("i gns.", "i gennemsnit", "gennemsnitlig"),
    "op mod": ("op mod",),
    "mindst": ("mindst",),
    "højst": ("højst",),
}
"""How a sheet qualifies a number → how an answer may say the same."""
_BEFORE = re.compile(
    rf"\b({'|'.join(re.escape(word) for word in sorted(_SAME, key=len, reverse=True))})(?:\s+hver)?\s*$", re.IGNORECASE
)
_NEAR = 30
"""Characters before a number in which an answer must say what qualifies it."""
_SUM = re.compile(r"\d\s*[-+/×=]\s*\(?\d|\) [-+/×] |\bmio\. [-+/×=] ")


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """cited: of the answers to cases that demand a scope. named, qualifier: of numbers that stand in a cited quote."""
    answered = [outcome for outcome in outcomes if outcome.status == ANSWERED]
    demanded = [outcome for outcome in answered if outcome.case.scope and ANSWERED in outcome.case.status]
    return [
        share("scope.cited", (not outcome.has(Kind.SCOPE) for outcome in demanded)),
        share("scope.named", (named for outcome in answered for named in _named(outcome))),
        share("scope.qualifier", (kept for outcome in answered for kept in _kept(outcome))),
    ]


def _named(outcome: Outcome) -> Iterator[bool]:
    """Of each number taken from a quote: whether the answer names whom one of those quotes is about."""
    text = outcome.answer["answer"]
    for sentence in dissect(outcome.answer):
        for number in sentence.numbers:
            scopes = {c["scope"] for c in sentence.cited if number.value in values_in([c["quote"]])}
            if scopes:
                yield any(_says(text, each) for each in scopes)


def _says(text: str, wanted: str) -> bool:
    if wanted == _NATIONAL:
        return _COUNTRY.search(text) is not None
    return bool(wanted) and wanted.removesuffix(" Kommune").lower() in text.lower()


def _kept(outcome: Outcome) -> Iterator[bool]:
    """Of each number that a cited quote qualifies: whether the answer does too. Sums and the user's own numbers aside."""
    asked = values_in(outcome.case.turns)
    for sentence in dissect(outcome.answer):
        qualified = dict(pair for citation in sentence.cited for pair in _qualified(citation))
        if _SUM.search(sentence.words):
            continue
        for number in numbers_in(sentence.unquoted):
            if number.value in qualified and number.value not in asked:
                yield _keeps(sentence, number.start, qualified[number.value])


def _keeps(sentence: Sentence, at: int, qualifier: str) -> bool:
    before = sentence.unquoted[max(0, at - _NEAR) : at].lower()
    return any(word in before for word in _SAME[qualifier])


def _qualified(citation: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """The numbers that a quote qualifies, by value, with the qualifier."""
    for number in numbers_in(citation["quote"]):
        match = _BEFORE.search(citation["quote"][: number.start])
        if match:
            yield number.value, match[1].lower()
