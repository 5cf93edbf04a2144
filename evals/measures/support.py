"""Whether every number shown can be traced: the contract's own words, read without the program's help.

A number in digits is traced where it stands in something that the answer cites (the quote, its note, its period, the
sheet's name), in what the user wrote, or in a derived figure whose terms stand in cited quotes and whose sum, worked
out again here, adds up. Numbers in words ("hver fjerde") are not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from evals.dissection import Written, dissect, numbers_in, sources_of, values_in
from evals.measures.row import Row, share
from evals.running import Outcome
from evals.sums import holds, worked_out


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Shares of the numbers, of the answers that have any, and of the sums."""
    traced = [[found for _, found in traces(o.answer, o.case.turns)] for o in outcomes]
    sums = [(o, figure) for o in outcomes for figure in o.answer["figures"] if figure["derived"] is not None]
    return [
        share("support.numbers", (found for each in traced for found in each)),
        share("support.answers", (all(each) for each in traced if each)),
        share("support.sums", (holds(figure, quotes_of(outcome.answer, figure["citations"])) for outcome, figure in sums)),
    ]


def traces(answer: dict[str, Any], turns: Sequence[str]) -> list[tuple[Written, bool]]:
    """Every number of the answer, and whether it is traced."""
    known = values_in([*sources_of(answer["citations"]), *turns])
    derived = sound_figures(answer)
    return [(number, is_traced(number, known, derived)) for sentence in dissect(answer) for number in sentence.numbers]


def sound_figures(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The derived figures whose sums are borne out by the quotes that they cite."""
    return [f for f in answer["figures"] if f["derived"] is not None and holds(f, quotes_of(answer, f["citations"]))]


def is_traced(number: Written, known: frozenset[Decimal], derived: Sequence[dict[str, Any]]) -> bool:
    """Whether a number is a known value, the result of a sum, or a term of one."""
    return number.value in known or any(_is_of_sum(number, figure) for figure in derived)


def _is_of_sum(number: Written, figure: dict[str, Any]) -> bool:
    exact = worked_out(figure["derived"])
    terms = {term.value for term in numbers_in(figure["derived"])}
    shown = Decimal(str(figure["value"]))
    return number.value in {*terms, shown} or (exact is not None and number.rounds(exact))


def quotes_of(answer: dict[str, Any], markers: Sequence[int]) -> list[str]:
    """The quotes of the citations with these markers."""
    return [citation["quote"] for citation in answer["citations"] if citation["marker"] in markers]
