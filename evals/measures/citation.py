"""Citation recall and precision, sentence by sentence, as ALCE defines them (Gao et al. 2023, arXiv 2305.14627).

ALCE asks a model whether the cited passages entail a sentence. Here nothing is judged by a model: the bank says which
claims an answer must rest on, and a sentence is held against them and against the quotes.

A sentence of an answer counts where it states something: it has a marker, a number, or a word-for-word quote; a year or a
quote that only repeats the user is none ("Arket har ikke tallet for 2022"). With a set M of citations it is *supported* if
1. M is not empty, and every marker of the sentence names a citation;
2. every number in it is traced to M (`measures/support.py`) or stands in the user's words;
3. every piece in »« stands in a quote of M, in the user's words, or in what the bank demands;
4. of the claims that the case demands (`cites`), those that the sentence states stand in quotes of M. A sentence states
   a claim without figures where it quotes from it; of claims with figures, for every figure that the sentence gives, one
   of those that hold it must be there.

Recall: the sentences supported by their own citations. Precision: of all pairs of sentence and citation, those where
the sentence is supported and the citation is not idle. It is idle, as in ALCE, where it does not support the sentence
alone and the others support it without it; but not where a figure of the sentence stands in it or is worked out from
it, since "0" of one kind of dwelling may stand in the claim of another.

Where the bank demands no claims (`many`, `few`: only sheets), conditions 1 to 3 alone decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from evals.bank import ANSWERED, Case
from evals.dissection import Sentence, dissect, numbers_in, sources_of, values_in
from evals.measures.row import Row, share
from evals.measures.support import is_traced, sound_figures
from evals.running import Outcome

Citations = Sequence[dict[str, Any]]


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Over all answers with status answered, right or wrong."""
    stating = [
        (outcome, sentence)
        for outcome in outcomes
        if outcome.status == ANSWERED
        for sentence in dissect(outcome.answer)
        if _states_something(sentence, outcome.case)
    ]
    return [
        share("citation.recall", (is_supported(s, s.cited, o.answer, o.case) for o, s in stating)),
        share("citation.precision", (is_needed(s, at, o.answer, o.case) for o, s in stating for at in range(len(s.cited)))),
    ]


def is_supported(sentence: Sentence, cited: Citations, answer: dict[str, Any], case: Case) -> bool:
    """Whether these citations support the sentence."""
    if not cited or sentence.strange:
        return False
    markers = {each["marker"] for each in cited}
    quotes = [_flat(each["quote"]) for each in cited]
    known = values_in([*sources_of(cited), *case.turns])
    derived = [figure for figure in sound_figures(answer) if markers.issuperset(figure["citations"])]
    if not all(is_traced(number, known, derived) for number in sentence.numbers):
        return False
    own_words = [_flat(text) for text in (*case.turns, *case.cites)]
    if not all(any(_flat(quote) in text for text in (*quotes, *own_words)) for quote in sentence.quotes):
        return False
    return all(any(_flat(piece) in quote for piece in pieces for quote in quotes) for pieces in _stated(sentence, case))


def is_needed(sentence: Sentence, at: int, answer: dict[str, Any], case: Case) -> bool:
    """Whether the sentence is supported, and not as well without its citation number `at`."""
    if not is_supported(sentence, sentence.cited, answer, case):
        return False
    one, others = sentence.cited[at], [*sentence.cited[:at], *sentence.cited[at + 1 :]]
    figures = figures_in(sentence.words)
    worked_out = any(one["marker"] in f["citations"] and Decimal(str(f["value"])) in figures for f in sound_figures(answer))
    if worked_out or not figures_in(one["quote"]).isdisjoint(figures):
        return True
    return is_supported(sentence, [one], answer, case) or not is_supported(sentence, others, answer, case)


def _states_something(sentence: Sentence, case: Case) -> bool:
    own = [quote for quote in sentence.quotes if not any(_flat(quote) in _flat(turn) for turn in case.turns)]
    asked = values_in(case.turns)
    fresh = [number for number in sentence.numbers if not (number.is_year and number.value in asked)]
    return bool(sentence.cited or sentence.strange or fresh or own)


def _stated(sentence: Sentence, case: Case) -> Iterator[list[str]]:
    """The demanded claims that a sentence states, as lists of which one must be cited."""
    figures = figures_in(sentence.words)
    yield from (
        [piece for piece in case.cites if value in figures_in(piece)] for value in figures & figures_in(" ; ".join(case.cites))
    )
    for piece in case.cites:
        flat = _flat(piece)
        if not figures_in(piece) and any(flat in _flat(quote) or _flat(quote) in flat for quote in sentence.quotes):
            yield [piece]


def figures_in(text: str) -> frozenset[Decimal]:
    """The values of a text's numbers, years aside."""
    return frozenset(number.value for number in numbers_in(text) if not number.is_year)


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()
