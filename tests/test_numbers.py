from decimal import Decimal

import pytest

from ingest.numbers import find_numbers, format_kroner, format_number, round_half_up


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.086", "1086"),
        ("7 971", "7971"),
        ("7\u00a0971", "7971"),
        ("7\u2009971", "7971"),
        ("7\u202f971", "7971"),
        ("7971", "7971"),
        ("464 millioner kroner", "464000000"),
        ("0,5 mia. kr.", "500000000"),
        ("464\u00a0mio.\u00a0kr.", "464000000"),
        ("79,7", "79.7"),
        ("1 million", "1000000"),
        ("1,1 mio.", "1100000"),
        ("464 mio. kr.", "464000000"),
        ("2 mia.", "2000000000"),
        ("fem millioner", "5000000"),
        ("en halv milliard", "500000000"),
        ("halvanden million", "1500000"),
    ],
)
def test_reads_danish_numbers(text: str, value: str) -> None:
    assert [number.value for number in find_numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "parts"), [("hver 3. adspurgte", 3), ("hver fjerde", 4), ("en tredjedel", 3), ("hver femte", 5)]
)
def test_reads_fractions(text: str, parts: int) -> None:
    (number,) = find_numbers(text)
    assert number.fraction
    assert number.value == Decimal(1) / parts


@pytest.mark.parametrize("text", ["CO2-aftryk", "alle boliger", "en bolig", "m2"])
def test_finds_no_number_in_words(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [("7971", None, "7.971"), ("0", None, "0"), ("79.728", 1, "79,7"), ("1234567.5", None, "1.234.567,5"), ("-5", None, "-5")],
)
def test_writes_danish_numbers(value: str, decimals: int | None, written: str) -> None:
    assert format_number(Decimal(value), decimals) == written


def test_rounds_halves_up_and_writes_kroner() -> None:
    assert round_half_up(Decimal("2.25"), 1) == Decimal("2.3")
    assert format_kroner(Decimal(117_700_000)) == "117,7 mio. kr."
    assert format_kroner(Decimal(2_000_000_000)) == "2 mia. kr."
    assert format_kroner(Decimal(3000)) == "3.000 kr."
