"""Figures as sentences: as they stand in the sheet, or computed with the sum shown."""

from __future__ import annotations

from collections.abc import Sequence

from app import wording
from app.asking.question import Question
from app.figures.arithmetic import Derived
from app.figures.selection import Selection
from app.finding.evidence import Found
from app.notation import written
from app.reply import Answer, Composer, ShownFigure, Status
from app.sources import say_caveats, say_sources
from ingest.claim import FactSheet


def state(composer: Composer, found: Found, lead: str = "") -> None:
    """Says a figure as it stands in the sheet; `lead` is "Ja" or "Nej" where one goes before."""
    marker = composer.cite(found.claim, found.figure)
    said = wording.statement(found.figure) or f"»{found.claim.text}«"
    composer.say(wording.with_lead(said, lead), [marker])
    composer.show(ShownFigure(found.figure.value, found.figure.unit, None, (marker,), (found.figure,)))


def stated(question: Question, sheet: FactSheet, found: Sequence[Found], lead: str = "") -> Answer:
    """The figures as they stand in the sheet, with "Ja" or "Nej" before the first where there is one."""
    composer = Composer()
    for entry in found:
        state(composer, entry, "" if composer.sentences else lead)
    say_caveats(composer, question, sheet, found)
    say_sources(composer, sheet)
    return composer.answer(Status.ANSWERED)


def cite_all(composer: Composer, found: Sequence[Found]) -> list[int]:
    """The markers of several figures."""
    return [composer.cite(f.claim, f.figure) for f in found]


def show_derived(composer: Composer, derived: Derived, unit: str, markers: Sequence[int]) -> None:
    """Adds a computed figure, and the sum as a sentence."""
    shown = derived.shown
    composer.show(ShownFigure(derived.value, unit, derived.sum, tuple(markers), derived.terms))
    composer.say(wording.TERMS.format(sum=derived.sum, result=shown), markers)
    if derived.approximate:
        composer.say(wording.ROUGH, markers)


def where_when(selection: Selection) -> str:
    """The place and time of the figures, as in " i Herning Kommune i 2024"."""
    figure = selection.found[0].figure
    return f"{wording.place(figure.scope)}{wording.period(figure.period)}"


def one_by_one(composer: Composer, found: Sequence[Found]) -> str:
    """The figures in a row, as in "1.086 ungdomsboliger [1] og 530 ældreboliger [2]"."""
    return wording.joined(
        [
            f"{written(f.figure)} {wording.counted(f.figure.category, f.figure.value)} [{composer.cite(f.claim, f.figure)}]"
            for f in found
        ]
    )
