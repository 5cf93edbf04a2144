"""Words that mean much the same: each other's in both directions, and no more."""

from __future__ import annotations

from app.finding.alike import alike
from ingest.stemming import stem


def test_words_of_a_line_stand_for_each_other() -> None:
    assert stem("reducerer") in alike("sænker")
    assert stem("sænke") in alike("reducere")
    assert stem("renoveret") in alike("istandsat") | alike("istandsætte")


def test_a_word_is_not_alike_itself_and_most_are_alike_none() -> None:
    assert stem("sænke") not in alike("sænke")
    assert alike("familieboliger") == frozenset()
