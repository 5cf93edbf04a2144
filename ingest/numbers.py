"""Danish number forms: finding them in text and writing them.

Numbers are `Decimal`, so that a figure reads back exactly as it was printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# How Danes write large amounts; the value multiplies the digits before it.
MAGNITUDES: dict[str, int] = {
    "tusind": 10**3,
    "tusinde": 10**3,
    "t.": 10**3,
    "mio.": 10**6,
    "mio": 10**6,
    "mill.": 10**6,
    "million": 10**6,
    "millioner": 10**6,
    "mia.": 10**9,
    "mia": 10**9,
    "milliard": 10**9,
    "milliarder": 10**9,
}

_SMALL = {
    "nul": 0,
    "en": 1,
    "én": 1,
    "et": 1,
    "ét": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
}
_TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}
NUMBER_WORDS: dict[str, int] = {
    **_SMALL,
    **_TENS,
    **{f"{one}og{ten}": a + b for one, a in _SMALL.items() if 0 < a < 10 for ten, b in _TENS.items()},
    "hundrede": 100,
    "ethundrede": 100,
    "tohundrede": 200,
    "trehundrede": 300,
    "firehundrede": 400,
    "femhundrede": 500,
}

_ORDINALS = {
    "anden": 2,
    "tredje": 3,
    "tredie": 3,
    "fjerde": 4,
    "femte": 5,
    "sjette": 6,
    "syvende": 7,
    "ottende": 8,
    "niende": 9,
    "tiende": 10,
}
_PARTS = {
    "halvdelen": 2,
    "halvdel": 2,
    "tredjedel": 3,
    "fjerdedel": 4,
    "kvart": 4,
    "femtedel": 5,
    "sjettedel": 6,
    "ottendedel": 8,
    "tiendedel": 10,
    "tredjedele": 3,
    "fjerdedele": 4,
    "femtedele": 5,
    "tiendedele": 10,
}

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_DIGITS = rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d|\.\d)(?:,\d+)?|\d+(?:,\d+)?"
_MAGNITUDE = "|".join(re.escape(word) for word in sorted(MAGNITUDES, key=len, reverse=True))
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<of_some>\d{{1,2}}){_SPACE}ud{_SPACE}af{_SPACE}(?P<of_whole>[2-9]|\d\d)(?![\w.,]\d|\d)"
    rf"|(?<![\w.,])(?P<sign>[-−](?=\d))?(?P<digits>{_DIGITS})(?:{_SPACE}?(?P<magnitude>{_MAGNITUDE})(?!\w))?"
    rf"|(?<!\w)(?:en{_SPACE})?(?P<half>halv(?:anden)?)e?{_SPACE}(?P<half_magnitude>{_MAGNITUDE})(?!\w)"
    rf"|(?<!\w)(?P<word>{_WORD})(?:{_SPACE}(?P<word_magnitude>{_MAGNITUDE})(?!\w))"
    rf"|(?<!\w)hver{_SPACE}(?:(?P<nth>\d{{1,2}})(?:\.(?!\d)|(?![\d.,])(?!{_SPACE}(?:år|måned|uge|dag|time|gang|kvartal)))|(?P<ordinal>{'|'.join(_ORDINALS)})(?!\w))"
    rf"|(?<!\w)(?P<some>{'|'.join(_SMALL)}){_SPACE}(?:ud{_SPACE})?af{_SPACE}(?P<whole>{'|'.join(w for w in _SMALL if _SMALL[w] > 1)})(?!\w)"
    rf"|(?<!\w)(?:(?P<times>{'|'.join(_SMALL)}){_SPACE})?(?P<part>{'|'.join(_PARTS)})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number phrase in a text: its value and where it stands.

    `start`/`end` are character offsets. `fraction` tells "hver 3." and
    "en fjerdedel" (value 1/3, 1/4) from plain numbers.
    """

    value: Decimal
    start: int
    end: int
    text: str
    fraction: bool = False


def find_numbers(text: str) -> list[Number]:
    """All number phrases of `text`, in order; magnitudes ("464 mio.") are multiplied in."""
    return [_read(match) for match in _NUMBER.finditer(text)]


def parse_digits(digits: str) -> Decimal:
    """Value of Danish digits: "1.086" → 1086, "7 971" → 7971, "79,7" → 79.7."""
    return Decimal(re.sub(rf"[.]|{_SPACE}", "", digits).replace(",", "."))


def _read(match: re.Match[str]) -> Number:
    part = match.groupdict()
    fraction = False
    if part["of_whole"]:
        value, fraction = Decimal(part["of_some"]) / int(part["of_whole"]), True
    elif part["digits"]:
        value = parse_digits(part["digits"]) * MAGNITUDES.get((part["magnitude"] or "").lower(), 1)
        if part["sign"]:
            value = -value
    elif part["half"]:
        half = Decimal("1.5") if part["half"].lower() == "halvanden" else Decimal("0.5")
        value = half * MAGNITUDES[part["half_magnitude"].lower()]
    elif part["whole"]:
        value, fraction = Decimal(_SMALL[part["some"].lower()]) / _SMALL[part["whole"].lower()], True
    elif part["word"]:
        value = Decimal(NUMBER_WORDS[part["word"].lower()]) * MAGNITUDES[part["word_magnitude"].lower()]
    elif part["part"]:
        times = _SMALL.get((part["times"] or "en").lower(), 1)
        value, fraction = Decimal(times) / _PARTS[part["part"].lower()], True
    else:
        nth = int(part["nth"]) if part["nth"] else _ORDINALS[part["ordinal"].lower()]
        value, fraction = Decimal(1) / (nth or 1), True
    return Number(value, match.start(), match.end(), match.group(), fraction)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounding as Danes round: halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: Decimal, decimals: int | None = None) -> str:
    """A number in Danish notation: 7971 → "7.971", 79.73 with one decimal → "79,7".

    Without `decimals` the value is written exactly.
    """
    if decimals is not None:
        value = round_half_up(value, decimals)
    whole, _, rest = f"{value:f}".partition(".")
    if decimals is None:
        rest = rest.rstrip("0")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + (f",{rest}" if rest else "")


def format_kroner(value: Decimal) -> str:
    """An amount in kroner as newspapers write it: "117,7 mio. kr.", "3.000 kr."."""
    for size, name in ((10**9, "mia."), (10**6, "mio.")):
        if abs(value) >= size:
            scaled = value / size
            decimals = 0 if scaled == scaled.to_integral_value() else 1
            return f"{format_number(scaled, decimals)} {name} kr."
    return f"{format_number(value, 0)} kr."


def plain(value: Decimal) -> int | float:
    """A JSON number: whole values as int."""
    return int(value) if value == value.to_integral_value() else float(value)
