"""What a comparison of municipalities is made of, and what every way of telling one needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import wording
from app.asking.comparatives import CHOICE
from app.asking.form import asks_whether
from app.asking.question import Question
from app.figures.told_values import differ_in_time, item, items, show, topic
from app.figures.values import Lacking, Value
from app.municipalities.extent import Extent
from app.refusal import refuse
from app.reply import Answer, Composer

MOST_LISTED = 10
"""Municipalities told one by one; of more, the first ones."""


@dataclass(frozen=True)
class Comparison:
    """All that the sentences are made of."""

    question: Question
    values: tuple[Value, ...]
    lacking: tuple[Lacking, ...]
    extent: Extent
    composer: Composer

    @property
    def topic(self) -> str:
        """What is compared, with the time that all values are of."""
        return topic(self.values, dated=True)


def yes_or_no(comparison: Comparison, *, holds: bool) -> str:
    """The word "Ja" or "Nej" where one is asked for, turned round where the question doubts; else ""."""
    if not asks_whether(comparison.question) or CHOICE.search(comparison.question.text):
        return ""
    return wording.YES if holds != comparison.question.doubted else wording.NO


def tell_listed(comparison: Comparison, lead: str = "") -> Answer | None:
    """Adds the values side by side."""
    composer, values = comparison.composer, comparison.values
    said = wording.LISTED.format(topic=comparison.topic, listed=items(composer, values, dated=differ_in_time(values)))
    composer.say(wording.with_lead(wording.upper_first(said), lead))
    for value in values:
        show(composer, value)
    return None


def tell_all_the_same(comparison: Comparison, values: Sequence[Value]) -> Answer | None:
    """That none of them is higher than another."""
    composer = comparison.composer
    where = wording.places([value.scope for value in values])
    said = wording.SAME_IN.format(topic=topic(comparison.values, dated=False), where=where)
    lead = yes_or_no(comparison, holds=False)
    composer.say(wording.with_lead(f"{wording.upper_first(said)}: {items(composer, values, dated=True)}", lead))
    for value in values:
        show(composer, value)
    return None


def say_rest(composer: Composer, nearest: Value, side: str) -> None:
    """That the municipalities not told lie on one side of those that are, by the nearest of them."""
    composer.say(
        wording.AMONG_SHEETS.format(
            side=side, topic=topic((nearest,), dated=False).removesuffix(","), nearest=item(composer, nearest, dated=True)
        )
    )
    show(composer, nearest)


def too_few(comparison: Comparison) -> Answer:
    """The refusal where all but one lack what is to be compared."""
    lacking = wording.joined([lack.scope for lack in comparison.lacking])
    return refuse("lacking", [found for value in comparison.values for found in value.found], places=lacking)
