"""The measures, each against answers whose numbers are counted by hand."""

from __future__ import annotations

from decimal import Decimal
from math import comb

import pytest
from scipy import stats

from evals.dissection import numbers_in, sentences_of
from evals.inference import mcnemar, wilson
from evals.measures import (
    MEASURES,
    Quantity,
    Row,
    Share,
    accuracy,
    citation,
    followups,
    latency,
    places,
    refusals,
    scope,
    support,
)
from evals.running import Outcome
from evals.scoring import Kind, faults
from evals.sums import holds, worked_out
from evals.wording import ROWS
from tests.made_answers import answer, case, cited, derived, outcome

# --- inference


@pytest.mark.parametrize(("hits", "of"), [(0, 10), (10, 10), (7, 10), (1, 3), (94, 100), (1703, 1771)])
def test_wilson_is_that_of_scipy(hits: int, of: int) -> None:
    known = stats.binomtest(hits, of).proportion_ci(confidence_level=0.95, method="wilson")
    assert wilson(hits, of) == pytest.approx((known.low, known.high), abs=1e-12)


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="3 af 2"):
        wilson(3, 2)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0), (5, 5), (10, 2), (0, 20), (37, 12)])
def test_mcnemar_is_the_exact_binomial(first: int, second: int) -> None:
    discordant = first + second
    known = stats.binomtest(first, discordant, 0.5).pvalue if discordant else 1.0
    assert mcnemar(first, second) == pytest.approx(known, abs=1e-12)


def test_mcnemar_by_hand() -> None:
    # 10 against 2 of 12: twice the chance of 0, 1 or 2 heads in 12.
    assert mcnemar(10, 2) == pytest.approx(2 * (comb(12, 0) + comb(12, 1) + comb(12, 2)) / 2**12)


# --- an answer taken apart

SENTENCES = [
    ("Der er 7.971 boliger [1][2]. Kilde: BL [1].", ["Der er 7.971 boliger [1][2].", "Kilde: BL [1]."]),
    ("Det er 18 pct. i Sandby [1]. Ja.", ["Det er 18 pct. i Sandby [1].", "Ja."]),
    ("Arket skriver: »Ingen tjener. En del går til fonden.« [1]. Det er alt.", ["Arket skriver: »Ingen tjener. En del går til fonden.« [1].", "Det er alt."]),
    ("Kilde: BL [1]. 1,2 pct. bor i Sandby [2].", ["Kilde: BL [1].", "1,2 pct. bor i Sandby [2]."]),
    ("Hvilken mener du? Jeg har to.", ["Hvilken mener du?", "Jeg har to."]),
    ("464 mio. kr. Det er meget [1].", ["464 mio. kr. Det er meget [1]."]),  # "kr." may be in the middle of a sentence
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


NUMBERS = [
    ("1.086 boliger", ["1086"]),
    ("2 537 boliger", ["2537"]),
    ("464 mio. kr. i 2023", ["464000000", "2023"]),
    ("117,7 mio. kr.", ["117700000"]),
    ("1 million af 12.200", ["1000000", "12200"]),
    ("2021-2023", ["2021", "2023"]),
    ("-400 og = -60", ["-400", "-60"]),
    ("CO2 og hver 3. adspurgte²", ["3"]),
    ("i 2023 464 mio. kr.", ["2023", "464000000"]),
    ("5,2 gange", ["5.2"]),
]


@pytest.mark.parametrize(("text", "values"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_numbers(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in values]


# --- sums

SUMS = [
    ("1.086 + 6.355 + 530", "7971"),
    ("6.355 - (1.086 + 530)", "4739"),
    ("100 - 18", "82"),
    ("12.200 / 1 million × 100", "1.22"),
    ("(91 mio. - 83 mio.) / 83 mio. × 100", "9.638554216867469879518072289"),
    ("9.700 - 10.100", "-400"),
]


@pytest.mark.parametrize(("expression", "value"), SUMS, ids=[row[0] for row in SUMS])
def test_sums_are_worked_out(expression: str, value: str) -> None:
    assert worked_out(expression) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1 +", "boliger", "__import__('os')", "1 / 0", "2 ** 3"])
def test_what_is_no_sum_has_no_value(text: str) -> None:
    assert worked_out(text) is None


HOLDS = [
    (derived(7971, "1.086 + 6.355 + 530", 1), ["Ungdom 1.086", "Familie 6.355", "Ældre 530"], True),
    (derived(7972, "1.086 + 6.355 + 530", 1), ["Ungdom 1.086", "Familie 6.355", "Ældre 530"], False),
    (derived(7971, "1.086 + 6.355 + 530", 1), ["Ungdom 1.086", "Familie 6.355"], False),
    (derived(79.7, "6.355 / (1.086 + 6.355 + 530) × 100", 1), ["1.086, 6.355, 530"], True),
    (derived(79.8, "6.355 / (1.086 + 6.355 + 530) × 100", 1), ["1.086, 6.355, 530"], False),
    (derived(117700000, "353 mio. / 3", 1), ["renoveret for 353 mio. kr."], True),
    (derived(117000000, "353 mio. / 3", 1), ["renoveret for 353 mio. kr."], False),
    (derived(25, "50 - 25", 1), ["50 planer"], False),
]


@pytest.mark.parametrize(("figure", "quotes", "sound"), HOLDS)
def test_a_sum_holds_where_its_terms_are_quoted_and_it_adds_up(
    figure: dict[str, object], quotes: list[str], *, sound: bool
) -> None:
    assert holds(figure, quotes) is sound


# --- faults

ROW = cited(1, "Familieboliger\t20", note="Kilde: BL")
FAULTY = [
    (case(), answer("Nej.", status="refused"), [Kind.STATUS]),
    (case(traps=["20"]), answer("Der er 20 [1].", ROW), [Kind.TRAP]),
    (case(numbers=["20", "21"]), answer("Der er 20 [1].", ROW), [Kind.NUMBER]),
    (case(words=["knap|næsten"]), answer("Der er 20 [1].", ROW), [Kind.WORDS]),
    (case(words=["knap|næsten"]), answer("Der er næsten 20 [1].", ROW), []),
    (case(lead="20"), answer("Ja [1]. Der er 20 [1].", ROW), [Kind.LEAD]),
    (case(cites=["Ældreboliger\t3"]), answer("Der er 20 [1].", ROW), [Kind.CITATION]),
    (case(sheets=["lunden-2024.txt"]), answer("Der er 20 [1].", ROW), [Kind.SHEET]),
    (case(scope="Hele landet"), answer("Der er 20 [1].", ROW), [Kind.SCOPE]),
    (case(note=""), answer("Der er 20 [1].", ROW), [Kind.NOTE]),
    (case(note="BL", scope="Sandby Kommune", lead="20", sheets=["sandby-2024.txt"]), answer("Der er 20 [1].", ROW), []),
    (case(numbers=["530"]), answer("Der er 1.530 [1].", ROW), [Kind.NUMBER]),
    (case(status=["answered", "refused"], numbers=["20"]), answer("Det siges ikke.", status="refused"), []),
]


@pytest.mark.parametrize(("of", "given", "kinds"), FAULTY)
def test_faults_have_kinds(of: object, given: dict[str, object], kinds: list[Kind]) -> None:
    found = faults(of, given)  # type: ignore[arg-type]
    assert [fault.kind for fault in found] == kinds
    assert all(str(fault) for fault in found)


# --- measures


def by_key(rows: list[Row]) -> dict[str, Row]:
    return {row.key: row for row in rows}


def counts(rows: list[Row], key: str) -> tuple[int, int]:
    row = by_key(rows)[key]
    assert isinstance(row, Share)
    return row.hits, row.of


RIGHT = outcome(case(lead="20", scope="Sandby Kommune"), answer("Der er 20 familieboliger i Sandby Kommune [1].", ROW))
WRONG = outcome(case(numbers=["21"]), answer("Der er 20 [1].", ROW))
VAIN = outcome(case(kind="text"), answer("Det siger arket ikke.", status="refused"))
REFUSED = outcome(case(status=["refused"], kind="refused"), answer("Det siger arket ikke.", status="refused"))
ANSWERS = outcome(case(status=["refused"], kind="refused"), answer("Der er 20 [1].", ROW))
EITHER = outcome(case(status=["answered", "refused"]), answer("Det siger arket ikke.", status="refused"))
EVERY = [RIGHT, WRONG, VAIN, REFUSED, ANSWERS, EITHER]


def test_accuracy() -> None:
    rows = accuracy.rows(EVERY)
    assert counts(rows, "accuracy.all") == (3, 6)
    assert counts(rows, "accuracy.vain") == (1, 6)
    assert counts(rows, "accuracy.wrong") == (2, 6)
    assert counts(rows, "kind.refused") == (1, 2)
    assert counts(rows, "accuracy.contains") == (3, 6)


def test_refusals_count_both_ways() -> None:
    # Decided: five. Refused: VAIN, REFUSED. To be refused: REFUSED, ANSWERS.
    rows = by_key(refusals.rows(EVERY))
    assert counts(refusals.rows(EVERY), "refusal.precision") == (1, 2)
    assert counts(refusals.rows(EVERY), "refusal.recall") == (1, 2)
    assert rows["refusal.f1"] == Quantity("refusal.f1", 0.5)
    assert by_key(refusals.rows([RIGHT]))["refusal.f1"] == Quantity("refusal.f1", None)


TWO = answer(
    "Der er 30 boliger i Sandby Kommune i 2024 [1][2]. Regnestykket er 20 + 10 = 30 [1][2].",
    cited(1, "Familieboliger\t20"),
    cited(2, "Ungdomsboliger\t10"),
    figures=[derived(30, "20 + 10", 1, 2)],
)
SUPPORTED = [
    (TWO, ["hvor mange?"], [True, True, True, True, True]),
    (answer("Der er 31 boliger [1].", ROW), ["hvor mange?"], [False]),
    (answer("Nej, der er ikke 31, men 20 [1].", ROW), ["er der 31?"], [True, True]),
    (answer("Der er 30 [1].", ROW, figures=[derived(30, "20 + 13", 1)]), ["?"], [False]),
    (answer("Der er 30 [1].", ROW, figures=[derived(30, "20 + 10", 1)]), ["?"], [True]),  # 10 is small
    (answer("Der er 60 [1].", ROW, figures=[derived(60, "20 + 40", 1)]), ["?"], [False]),  # 40 stands nowhere
    (answer("Det er fra 2022 [1].", ROW), ["?"], [False]),
    (answer("Det er fra 2024 [1].", ROW), ["?"], [True]),
]


@pytest.mark.parametrize(("given", "turns", "traced"), SUPPORTED)
def test_numbers_are_traced_without_the_gate(given: dict[str, object], turns: list[str], traced: list[bool]) -> None:
    assert [found for _, found in support.traces(given, turns)] == traced


def test_support() -> None:
    rows = support.rows([outcome(case(), TWO), outcome(case(), answer("Der er 31 boliger, ikke 20 [1].", ROW))])
    assert counts(rows, "support.numbers") == (6, 7)
    assert counts(rows, "support.answers") == (1, 2)
    assert counts(rows, "support.sums") == (1, 1)


FAMILY, YOUTH = cited(1, "Familieboliger\t20"), cited(2, "Ungdomsboliger\t30")
NO_MARK, OTHER_MARK = "Der er 20 familieboliger.", "Der er 20 familieboliger [2]."
CITED = [  # text, citations, demanded → recall, precision
    ("Der er 20 familieboliger [1].", [FAMILY], ["Familieboliger\t20"], (1, 1), (1, 1)),
    (NO_MARK, [FAMILY], ["Familieboliger\t20"], (0, 1), (0, 0)),
    (OTHER_MARK, [FAMILY, YOUTH], ["Familieboliger\t20"], (0, 1), (0, 1)),
    ("Der er 20 familieboliger [1][2].", [FAMILY, YOUTH], ["Familieboliger\t20"], (1, 1), (1, 2)),
    ("Der er 20 familieboliger [1]. Der er 30 ungdomsboliger [1].", [FAMILY], ["Familieboliger\t20"], (1, 2), (1, 2)),
    # The number stands in the claim cited, but it is not the claim that the bank demands.
    ("Der er 20 familieboliger [1].", [cited(1, "20 familieboliger er udsatte")], ["Familieboliger\t20"], (0, 1), (0, 1)),
    ("Der er 20 familieboliger [3].", [FAMILY], [], (0, 1), (0, 0)),
    ("Arket skriver: »Ingen tjener på huslejen« [1].", [cited(1, "Ingen tjener på huslejen.")], ["Ingen tjener"], (1, 1), (1, 1)),
    ("Arket skriver: »Nogen tjener på huslejen« [1].", [cited(1, "Ingen tjener på huslejen.")], [], (0, 1), (0, 1)),
    # A sentence that only repeats a word or a year of the user states nothing.
    ("Der er 20 familieboliger [1]. Om »er der« siger arket ikke mere.", [FAMILY], [], (1, 1), (1, 1)),
    ("Der er 20 familieboliger [1]. Arket har ikke tallet for 2022.", [FAMILY], [], (1, 1), (1, 1)),
    ("Der er 20 familieboliger [1]. Arket har ikke tallet for 2021.", [FAMILY], [], (1, 2), (1, 1)),
    ("Ja, der er 50.", [], [], (0, 1), (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "citations", "cites", "recall", "precision"), CITED, ids=[f"{row[0]}-{row[2]}" for row in CITED]
)
def test_citation(
    text: str, citations: list[dict[str, object]], cites: list[str], recall: tuple[int, int], precision: tuple[int, int]
) -> None:
    rows = citation.rows([outcome(case("er der 50, og i 2022?", cites=cites), answer(text, *citations))])
    assert counts(rows, "citation.recall") == recall
    assert counts(rows, "citation.precision") == precision


def test_every_term_of_a_sum_is_needed() -> None:
    rows = citation.rows([outcome(case(), TWO)])
    assert counts(rows, "citation.recall") == (2, 2)
    assert counts(rows, "citation.precision") == (4, 4)


def test_only_answers_are_looked_at_for_citations() -> None:
    assert counts(citation.rows([REFUSED]), "citation.recall") == (0, 0)


KNAP = cited(1, "knap 50 helhedsplaner hjælper over 200 borgere i gns.", "Hele landet")
KEPT = [
    ("Der er knap 50 planer i hele landet [1].", (1, 1), (1, 1)),
    ("Der er 50 planer i hele landet [1].", (0, 1), (1, 1)),
    ("Der er knap 50 planer i Sandby [1].", (1, 1), (0, 1)),
    ("De hjælper mere end 200 borgere på landsplan [1].", (1, 1), (1, 1)),
    ("Regnestykket er 50 + 200 = 250 [1].", (0, 0), (0, 2)),
]


@pytest.mark.parametrize(("text", "qualifier", "named"), KEPT, ids=[row[0] for row in KEPT])
def test_scope_and_qualifier(text: str, qualifier: tuple[int, int], named: tuple[int, int]) -> None:
    rows = scope.rows([outcome(case(scope="Hele landet"), answer(text, KNAP))])
    assert counts(rows, "scope.cited") == (1, 1)
    assert counts(rows, "scope.qualifier") == qualifier
    assert counts(rows, "scope.named") == named


def of_place(sheets: list[str], *citations: dict[str, object], of: str = "Sandby Kommune") -> Outcome:
    return outcome(case(scope=of, sheets=sheets), answer("Der er 20 [1].", *citations))


def test_places() -> None:
    older = cited(2, "20", sheet="sandby-2022.txt")
    elsewhere = cited(2, "20", "Lunden Kommune", sheet="lunden-2024.txt")
    country = cited(2, "20", "Hele landet", sheet="lunden-2024.txt")
    asked = ["sandby-2024.txt"]
    every = [of_place(asked, ROW), of_place(asked, ROW, older), of_place(asked, ROW, elsewhere), of_place(asked, ROW, country)]
    rows = places.rows([*every, of_place(["sandby-2022.txt"], ROW), of_place([], country, of="Hele landet")])
    assert counts(rows, "places.municipality") == (4, 5)
    assert counts(rows, "places.edition") == (2, 5)


def test_followups() -> None:
    second = outcome(case("a", "b"), answer("Det siger arket ikke.", status="refused"))
    third = outcome(case("a", "b", "c", lead="20"), answer("Der er 20 [1].", ROW))
    rows = followups.rows([RIGHT, WRONG, second, third])
    assert [counts(rows, key) for key in ("turns.single", "turns.followup", "turns.later")] == [(1, 2), (1, 2), (1, 1)]


def test_latency_is_by_nearest_rank() -> None:
    timed = [outcome(case(), answer("Ja.", ms=float(ms))) for ms in range(1, 21)]
    assert latency.rows(timed) == [Quantity("latency.p50", 10.0, "ms"), Quantity("latency.p95", 19.0, "ms")]
    assert latency.percentile([], 0.5) is None


def test_every_row_has_its_words() -> None:
    keys = {row.key for measure in MEASURES for row in measure.rows(EVERY)}
    assert {key for key in keys if not key.startswith(accuracy.KIND)} == set(ROWS)


def test_a_row_is_known_in_the_unit_of_its_own_cell() -> None:
    from evals.dissection import values_in

    assert Decimal(152_700_000) in values_in(["Fjordby Kommune;Huslejeomsætning;2023;152700;1.000 kr.;Opdigtet"])
    assert Decimal(152_700_000) not in values_in(["Fjordby Kommune;Huslejeomsætning;2023;152700;kr.;Opdigtet"])
