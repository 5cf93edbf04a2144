"""English numbers as they are said in Danish."""

from __future__ import annotations

import re

_ENGLISH_PARTS: tuple[tuple[str, str], ...] = (
    (r"(?:1|one) (?:in|out of)(?: every)? (?:2|two)|(?:a |one )?half(?= of)", "halvdelen"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:3|three)|every third|(?:a|one)[ -]third", "hver tredje"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:4|four)|every fourth|(?:a|one)[ -](?:quarter|fourth)", "hver fjerde"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:5|five)|every fifth|(?:a|one)[ -]fifth", "hver femte"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:6|six)|every sixth|(?:a|one)[ -]sixth", "hver sjette"),
    (r"(?:1|one) (?:in|out of)(?: every)? (?:10|ten)|every tenth|(?:a|one)[ -]tenth", "hver tiende"),
    (r"two[ -]thirds", "to tredjedele"),
    (r"three[ -]quarters", "tre fjerdedele"),
)
"""Parts of a whole as they are said in English → in Danish, as numbers are read."""


_ENGLISH_QUALIFIERS: tuple[tuple[str, str], ...] = (
    ("(?:more|greater|higher) than|above|exceeding", "over"),
    ("(?:fewer|less|lower|smaller) than|below", "under"),
    ("at least|no (?:fewer|less) than|a minimum of", "mindst"),
    ("at most|no more than|a maximum of|up to", "højst"),
    ("about|around|roughly|approximately|approx\\.?|some", "ca."),
    ("almost|nearly|just under|close to", "næsten"),
    ("exactly|precisely|lige netop|netop|lige nøjagtigt?", "præcis"),
    ("just over", "lidt over"),
)


def numbers_in_danish(text: str) -> str:
    """The text with English parts of a whole, and what is said before English numbers, in Danish."""
    for english, danish in _ENGLISH_PARTS:
        text = re.sub(rf"\b(?:{english})\b", danish, text, flags=re.IGNORECASE)
    for english, danish in _ENGLISH_QUALIFIERS:
        text = re.sub(
            rf"\b(?:{english}) (?=\d|hver \w|halvdelen|to tredje|tre fjerde|en \w+del\b)", f"{danish} ", text, flags=re.IGNORECASE
        )
    return text


ENGLISH_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,.]\d|\d)")
